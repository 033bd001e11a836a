import Panel
import Parallel

/// Digests of a ready-made table's rows: equal for rows whose cells a model takes for the same, with the same key where it
/// counts, in any order of rows and by any program version.
struct RowDigests {
  private let table: ReadyTable
  private let columns: [Column]
  private let keys: [String]?

  private enum Column {
    case number(SharedBuffer<Float>, cells: SharedBuffer<Double>?)
    case text(codes: [UInt32], levels: [UInt64])
  }

  /// - Returns: nil where the table lacks one of the columns.
  init?(_ table: ReadyTable, columns names: [String], hasKey: Bool) {
    var columns: [Column] = []
    for name in names {
      if let text = table.texts.first(where: { $0.name == name }) {
        columns.append(.text(codes: text.codes, levels: [0] + text.levels.map(Self.digest)))
      } else if let number = table.numberColumns.firstIndex(where: { $0.name == name }) {
        columns.append(.number(table.numbers.column(number), cells: table.cells[number]?.view))
      } else {
        return nil
      }
    }
    (self.table, self.columns) = (table, columns)
    keys = hasKey ? table.keys : nil
  }

  /// The digest of each row.
  func digests(team: ThreadTeam) -> [UInt64] {
    withExtendedLifetime(table) { computed(team) }
  }

  private func computed(_ team: ThreadTeam) -> [UInt64] {
    let digests = AlignedArray<UInt64>(count: table.rowCount)
    let view = digests.view
    team.forEachRange(table.rowCount, grain: 4096) { range, _ in
      for row in range { view[row] = keys.map { Self.digest($0[row]) } ?? 0 }
      for column in columns {
        switch column {
        case .number(let floats, let cells):
          for row in range {
            view[row] = Self.mixed(view[row], Self.word(cells.map { Float($0[row]) } ?? floats[row]))
          }
        case .text(let codes, let levels):
          for row in range { view[row] = Self.mixed(view[row], levels[Int(codes[row])]) }
        }
      }
    }
    return Array(digests.view.elements)
  }

  /// A number's bits but for the last four, rounded: what stands for a cell beside a threshold may be a neighbour of its
  /// nearest Float32. 0 has one sign, and what is missing or beyond all numbers is one.
  private static func word(_ number: Float) -> UInt64 {
    number.magnitude < .greatestFiniteMagnitude ? UInt64((number + 0).bitPattern + 8) & ~15 : .max
  }

  /// FNV-1a of a text, 64 bits.
  private static func digest(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }

  /// Takes in a word: the scrambling of SplitMix64 (Steele, Lea and Flood, 2014).
  @inline(__always)
  private static func mixed(_ digest: UInt64, _ word: UInt64) -> UInt64 {
    var mixed = digest &+ 0x9E37_79B9_7F4A_7C15 ^ word
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

extension TrainedRows {
  /// What is kept of a table that a model was trained on.
  ///
  /// - Parameters:
  ///   - needed: the columns that the model takes; those that the table holds beside its variables, such as its times, do
  ///     not count.
  ///   - hasKey: whether the table's keys are those of a column, and no row numbers.
  public init?(_ table: ReadyTable, needed: [String], hasKey: Bool, team: ThreadTeam) {
    let names = Set(table.columns.map(\.name)).subtracting([table.time?.name].compactMap { $0 })
    let columns = needed.filter(names.contains)
    guard let digests = RowDigests(table, columns: columns, hasKey: hasKey) else { return nil }
    self.init(digests: digests.digests(team: team), columns: columns, hasKey: hasKey)
  }

  /// Which rows of a table were trained on; nil where that cannot be told.
  public func recognised(in table: ReadyTable, team: ThreadTeam) -> RecognisedRows? {
    guard let digests = RowDigests(table, columns: columns, hasKey: hasKey) else { return nil }
    return recognised(digests.digests(team: team))
  }
}
