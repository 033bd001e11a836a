import Arrow
import Calendar
import Parallel
import Synchronization

@testable import HandMadeArrow
@testable import Tabular

/// A table of values as Arrow: every column in a layout drawn at random, its rows in batches of other lengths each time.
final class ArrowTwin: ArrowOrigin {
  private let table: InMemoryTable
  private let layouts: [Layout]
  private let random: Mutex<RandomStream>
  let isRepeatable: Bool
  let fields: [ArrowField]

  var name: String { table.name }

  enum Layout: CaseIterable {
    case float, single, decimal, wide, whole, unsigned
    case day, milliseconds, timestamp
    case text, large, view, dictionary

    var format: String {
      switch self {
      case .float: "g"
      case .single: "f"
      case .decimal: "d:18,2,64"
      case .wide: "d:38,2"
      case .whole: "l"
      case .unsigned: "I"
      case .day: "tdD"
      case .milliseconds: "tdm"
      case .timestamp: "tsn:"
      case .text: "u"
      case .large: "U"
      case .view: "vu"
      case .dictionary: "C"
      }
    }
  }

  init(_ table: InMemoryTable, seed: UInt64, isRepeatable: Bool) throws {
    var random = RandomStream(seed: seed, stream: 900)
    (self.table, self.isRepeatable) = (table, isRepeatable)
    layouts = table.columns.map { column in
      let fitting = ArrowTwin.layouts(for: column.cells)
      return fitting[random.below(fitting.count)]
    }
    self.random = Mutex(random)
    fields = try ArrowTwin.stream(table, layouts, lengths: [], columns: Array(layouts.indices)).fields
  }

  private static func layouts(for cells: InMemoryTable.Column) -> [Layout] {
    switch cells {
    case .numbers(let values):
      let known = values.compactMap { $0 }
      let areWhole = known.allSatisfy { $0 == $0.rounded() && (0..<4e9).contains($0) }
      return [.float, .decimal, .wide] + (areWhole ? [.whole, .unsigned] : [])
        + (known.allSatisfy { Double(Float($0)) == $0 } ? [.single] : [])
    case .days, .months: return [.day, .milliseconds, .timestamp, .text]
    case .texts: return [.text, .large, .view, .dictionary]
    }
  }

  var knowsRows: Bool { isRepeatable }

  func read(_ columns: [Int]?, rows: Range<Int>?, months: MonthFilter?) throws -> any ArrowBatches {
    let lengths = random.withLock { random in
      var (left, lengths) = (rows?.count ?? table.rowCount, [Int]())
      while left > 0 {
        lengths.append(min(left, random.below(40)))
        left -= lengths[lengths.count - 1]
      }
      return lengths
    }
    return StreamBatches(
      try ArrowTwin.stream(
        table, layouts, lengths: lengths, columns: columns ?? Array(layouts.indices),
        from: rows?.lowerBound ?? 0))
  }

  func digest(team: ThreadTeam) throws -> FileDigest? { nil }

  private static func stream(
    _ table: InMemoryTable, _ layouts: [Layout], lengths: [Int], columns: [Int], from start: Int = 0
  ) throws -> ArrowStream {
    var schema = HandMade.Schema.table(columns.map { (table.columns[$0].name, layouts[$0].format) })
    for (place, column) in columns.enumerated() where layouts[column] == .dictionary {
      schema.children[place].dictionary = [HandMade.Schema(format: "u")]
    }
    var start = start
    let arrays = lengths.map { length in
      defer { start += length }
      return HandMade.Array.table(
        columns.map { array(table.columns[$0].cells, layouts[$0], start..<start + length) }, rows: length)
    }
    return try ArrowStream(taking: HandMade().stream(schema, arrays))
  }

  private static func array(
    _ cells: InMemoryTable.Column, _ layout: Layout, _ rows: Range<Int>
  ) -> HandMade.Array {
    let numbers: [Double?]
    switch cells {
    case .numbers(let values): numbers = Array(values[rows])
    case .days(let values): numbers = values[rows].map { $0.map { Double($0.daysSince1970) } }
    case .months(let values): numbers = values[rows].map { $0.map { Double($0.firstDay) } }
    case .texts: numbers = []
    }
    let texts = rows.map { row in
      if case .texts(let values) = cells { return values[row] }
      return cells.text(row).isEmpty ? nil : cells.text(row)
    }
    switch layout {
    case .float: return .values(numbers, absent: 99)
    case .single: return .values(numbers.map { $0.map(Float.init) }, absent: 99)
    case .decimal: return .values(numbers.map { $0.map { Int64(($0 * 100).rounded()) } }, absent: 99)
    case .wide: return .values(numbers.map { $0.map { Int128(($0 * 100).rounded()) } }, absent: 99)
    case .whole: return .values(numbers.map { $0.map { Int64($0) } }, absent: 99)
    case .unsigned: return .values(numbers.map { $0.map { UInt32($0) } }, absent: 99)
    case .day: return .values(numbers.map { $0.map { Int32($0) } }, absent: 99)
    case .milliseconds: return .values(numbers.map { $0.map { Int64($0) * 86_400_000 } }, absent: 99)
    case .timestamp:
      return .values(numbers.map { $0.map { (Int64($0) * 86_400 + 4_000) * 1_000_000_000 } }, absent: 99)
    case .text: return .texts(texts, Int32.self)
    case .large: return .texts(texts, Int64.self)
    case .view: return .views(texts)
    case .dictionary:
      let levels = Set(texts.compactMap { $0 }).sorted()
      var array = HandMade.Array.values(
        texts.map { text in text.flatMap { levels.firstIndex(of: $0) }.map { UInt8($0) } }, absent: 99)
      array.dictionary = [.texts(levels, Int32.self)]
      return array
    }
  }

  private final class StreamBatches: ArrowBatches {
    let stream: ArrowStream
    init(_ stream: ArrowStream) { self.stream = stream }
    func next() throws -> ArrowRecordBatch? { try stream.next() }
  }
}
