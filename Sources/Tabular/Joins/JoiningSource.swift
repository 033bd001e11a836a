import Calendar
import Parallel
import Synchronization

/// A source with further columns, which other tables have for the keys in its rows: above it, nobody knows that they stand in
/// another file.
public struct JoiningSource: ColumnSource {
  /// Where the key of a join stands.
  public enum Key: Sendable {
    /// In a column of the source.
    case column(Int)
    /// In a column of a join before this one.
    case joined(join: Int, column: Int)
  }

  /// A table, and where its keys stand.
  public struct Join: Sendable {
    public let table: JoinedTable
    public let key: Key
    /// The columns of the table that are columns of the source.
    public let shown: [Int]

    public init(table: JoinedTable, key: Key, shown: [Int]) {
      (self.table, self.key, self.shown) = (table, key, shown)
    }
  }

  public let base: any ColumnSource
  public let joins: [Join]
  /// For each column behind those of the source: its join, and its number there.
  let places: [(join: Int, column: Int)]
  private let tally = LastTally()

  public var name: String { base.name }
  public var encodingName: String { base.encodingName }
  public var mayHaveDecimalCommas: Bool { base.mayHaveDecimalCommas }
  public let columnNames: [String]

  public init(_ base: any ColumnSource, joins: [Join]) {
    (self.base, self.joins) = (base, joins)
    places = joins.indices.flatMap { join in joins[join].shown.map { (join, $0) } }
    columnNames =
      base.columnNames + places.map { "\(joins[$0].table.name).\(joins[$0].table.columns[$1].name)" }
  }

  /// What the last whole reading found of the joins that it needed.
  public var tallies: [JoinTally] { tally.joins.withLock { $0 } }

  public func declaredKind(of column: Int) -> ColumnKind? {
    let count = base.columnNames.count
    if column < count { return base.declaredKind(of: column) }
    let (join, index) = places[column - count]
    return joins[join].table.columns[index].areNumbers ? .number : nil
  }

  public func forEachWave(
    _ plan: ReadingPlan, team: ThreadTeam, _ body: ([any ColumnBatch]) throws -> Void
  ) throws {
    let count = base.columnNames.count
    let needed = joinsNeeded(for: plan.columns)
    var basePlan = plan
    basePlan.columns = columnsOfBase(for: plan.columns)
    let cells = JoiningBatch.Cells(plan, firstJoined: count)
    var found = joins.indices.map { JoinTally(join: $0, rows: joins[$0].table.rowCount) }
    try base.forEachWave(basePlan, team: team) { batches in
      let joined = team.map(batches.count) { index, _ in
        JoiningBatch(base: batches[index], source: self, needed: needed, cells: cells)
      }
      for batch in joined { for join in needed { found[join].add(batch.partners[join]) } }
      try body(joined)
    }
    if plan.extent == .whole { tally.joins.withLock { $0 = needed.map { found[$0] } } }
  }

  /// The columns of the source itself that some columns are made of.
  private func columnsOfBase(for columns: Set<Int>) -> Set<Int> {
    var needed = columns.filter { $0 < base.columnNames.count }
    for join in joinsNeeded(for: columns) {
      if case .column(let column) = joins[join].key { needed.insert(column) }
    }
    return needed
  }

  public func willRead(_ columns: Set<Int>) { base.willRead(columnsOfBase(for: columns)) }
  public func leaveOut(_ isLeftOut: [Bool]) { base.leaveOut(isLeftOut) }
  /// With the columns of the source itself alone.
  public func rows(ofMonths isWanted: [Bool]) throws -> (any ColumnSource)? {
    try base.rows(ofMonths: isWanted)
  }
  public func differentMonths(in column: Int) throws -> (any ColumnSource)? {
    column < base.columnNames.count ? try base.differentMonths(in: column) : nil
  }

  /// The joins that some columns come from, with those that lead to them, in their order.
  private func joinsNeeded(for columns: Set<Int>) -> [Int] {
    let count = base.columnNames.count
    var needed = Set(columns.filter { $0 >= count }.map { places[$0 - count].join })
    for join in joins.indices.reversed() where needed.contains(join) {
      if case .joined(let above, _) = joins[join].key { needed.insert(above) }
    }
    return needed.sorted()
  }

  public func line(ofPlace place: Int) -> Int? { base.line(ofPlace: place) }
  public func digest(team: ThreadTeam) throws -> FileDigest { try base.digest(team: team) }
}

/// Shared by all copies of a source.
private final class LastTally: Sendable {
  let joins = Mutex<[JoinTally]>([])
}

/// How many rows of a source have found a partner in a table.
public struct JoinTally: Sendable, Equatable {
  /// Number of the join.
  public let join: Int
  public private(set) var rowsWithPartner = 0
  public private(set) var rowsWithoutPartner = 0
  /// Rows whose key is empty.
  public private(set) var rowsWithoutKey = 0
  /// Which rows of the table were found.
  public private(set) var isFound: [Bool]

  init(join: Int, rows: Int) { (self.join, isFound) = (join, Array(repeating: false, count: rows)) }

  mutating func add(_ partners: [Int32]) {
    for partner in partners {
      switch partner {
      case JoiningBatch.noRow: break
      case JoiningBatch.noKey: rowsWithoutKey += 1
      case JoiningBatch.noPartner: rowsWithoutPartner += 1
      default:
        rowsWithPartner += 1
        isFound[Int(partner)] = true
      }
    }
  }

  /// Adds what was found of the same table in another file.
  public mutating func add(_ other: JoinTally) {
    rowsWithPartner += other.rowsWithPartner
    rowsWithoutPartner += other.rowsWithoutPartner
    rowsWithoutKey += other.rowsWithoutKey
    for row in isFound.indices where other.isFound[row] { isFound[row] = true }
  }
}
