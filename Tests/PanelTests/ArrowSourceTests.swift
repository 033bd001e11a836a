import Arrow
import Calendar
import Parallel
import Synchronization
import Testing

@testable import HandMadeArrow
@testable import Tabular

@Suite("A source of Arrow batches")
struct ArrowSourceTests {
  private let team = ThreadTeam(threadCount: 2)

  /// Arrays that are handed out, other ones in each reading where more than one list is given.
  private final class Origin: ArrowOrigin {
    let name = "duckdb:bank.duckdb#panel"
    let schema: HandMade.Schema
    let readings: [[HandMade.Array]]
    let isRepeatable: Bool
    let error: String?
    let fields: [ArrowField]
    private let count = Mutex(0)

    init(
      _ columns: [(name: String, format: String)], _ readings: [[HandMade.Array]], isRepeatable: Bool = true,
      error: String? = nil
    ) throws {
      (schema, self.readings) = (.table(columns), readings)
      (self.isRepeatable, self.error) = (isRepeatable, error)
      fields = try ArrowStream(taking: HandMade().stream(schema, [])).fields
    }

    var timesRead: Int { count.withLock { $0 } }

    func read(_ columns: [Int]?, rows: Range<Int>?, months: MonthFilter?) throws -> any ArrowBatches {
      let index = count.withLock { count in
        count += 1
        return min(count, readings.count) - 1
      }
      let places = columns ?? Array(fields.indices)
      var wanted = schema
      wanted.children = places.map { schema.children[$0] }
      let arrays = readings[index].map { table in
        var table = table
        table.children = places.map { table.children[$0] }
        return table
      }
      return Batches(try ArrowStream(taking: HandMade().stream(wanted, arrays, error: error)))
    }

    func digest(team: ThreadTeam) throws -> FileDigest? { nil }

    final class Batches: ArrowBatches {
      let stream: ArrowStream
      init(_ stream: ArrowStream) { self.stream = stream }
      func next() throws -> ArrowRecordBatch? { try stream.next() }
    }
  }

  private func table(_ columns: HandMade.Array...) -> HandMade.Array {
    .table(columns, rows: Int(columns[0].length))
  }

  private func source(_ origin: Origin, batch: Int = 3) throws -> ArrowSource {
    try ArrowSource(origin, sizes: ArrowSizes(batch: batch, batchesPerWave: 2))
  }

  private func read(
    _ source: ArrowSource, columns: Set<Int> = [0], _ change: (inout ReadingPlan) -> Void = { _ in },
    _ body: (any ColumnBatch, RowNumbers) -> Void
  ) throws {
    var plan = ReadingPlan(columns: columns, missing: [])
    change(&plan)
    try source.forEachWave(plan, team: team) { batches in
      for batch in batches {
        let room = AlignedArray<UInt32>(count: batch.rowCount)
        body(batch, room.view[0..<batch.survey(into: room.view).wholeRows])
      }
    }
  }

  private func texts(_ source: ArrowSource, column: Int = 0) throws -> [String?] {
    var texts: [String?] = []
    try read(source, columns: [column]) { texts += $0.texts(column, rows: $1) }
    return texts
  }

  private func numbers(
    _ source: ArrowSource, column: Int = 0, _ change: (inout ReadingPlan) -> Void = { _ in }
  ) throws -> [Double] {
    var numbers: [Double] = []
    try read(source, columns: [column], change) { batch, rows in
      let room = AlignedArray<Double>(count: rows.count)
      batch.numbers(column, rows: rows, into: room.view)
      numbers += room.view.elements
    }
    return numbers
  }

  private func whole(_ values: [Int64?]) -> HandMade.Array { table(.values(values, absent: 0)) }

  @Test("gives the same numbers of neighbouring rows, which are read many at a time, as of others")
  func neighbours() throws {
    var random = RandomStream(seed: 5, stream: 77)
    func cells<Value>(_ make: (Int) -> Value) -> [Value?] {
      (0..<50).map { random.chance(0.2) ? nil : make($0) }
    }
    let doubles = cells { [1.5, -0.0, .nan, .infinity, -.infinity, 1e300][$0 % 6] }
    let columns: [(format: String, cells: HandMade.Array)] = [
      ("g", .values(doubles, absent: .infinity)), ("g", .values((0..<50).map { Double($0) / 3 }, absent: 0)),
      ("f", .values(doubles.map { $0.map { Float($0) } }, absent: .nan)),
      ("c", .values(cells { Int8(truncatingIfNeeded: $0 * 7 - 100) }, absent: 1)),
      ("C", .values(cells { UInt8(truncatingIfNeeded: $0 * 11) }, absent: 1)),
      ("s", .values(cells { Int16($0 * -600) }, absent: 1)),
      ("S", .values(cells { UInt16($0 * 1300) }, absent: 1)),
      ("i", .values(cells { Int32($0 - 25) * 80_000_000 }, absent: 1)),
      ("I", .values(cells { UInt32($0) * 80_000_000 }, absent: 1)),
      ("l", .values(cells { Int64($0 - 25) << 57 }, absent: 1)),
      ("L", .values(cells { UInt64($0) << 58 }, absent: 1)), ("b", .truths(cells { $0 % 3 == 0 })),
    ]
    for (format, cells) in columns {
      for isExtreme in [false, true] {
        let source = try source(Origin([("x", format)], [[table(cells)]]), batch: 50)
        let compare = { (batch: any ColumnBatch, rows: RowNumbers) in
          let (together, apart) = (AlignedArray<Double>(count: 50), AlignedArray<Double>(count: 25))
          batch.numbers(0, rows: rows, into: together.view)
          for first in 0...1 {
            let every = AlignedArray<UInt32>(count: 25)
            for index in 0..<25 { every.view[index] = rows[2 * index + first] }
            batch.numbers(0, rows: every.view, into: apart.view)
            for index in 0..<25 {
              let (found, expected) = (together.view[2 * index + first], apart.view[index])
              #expect(found.bitPattern == expected.bitPattern, "\(format), row \(2 * index + first)")
            }
          }
        }
        try read(source, columns: [0], { $0.infinitiesAreExtreme = isExtreme }, compare)
      }
    }
  }

  @Test("whose rows change between two readings stops, whether they grow more or fewer")
  func changes() throws {
    for later in [[whole([1, 2]), whole([3, 4, 5])], [whole([1])], []] {
      let source = try source(Origin([("x", "l")], [[whole([1, 2]), whole([3, 4])], later]))
      #expect(try numbers(source) == [1, 2, 3, 4])
      #expect {
        try numbers(source)
      } throws: {
        "\($0)".hasPrefix("duckdb:bank.duckdb#panel: the table had 4 rows when it was read first, and ")
      }
    }
  }

  @Test("is asked for the waves alone in which wanted rows lie, and counts them as before")
  func wantedRows() throws {
    let values = (0..<40).map { Double($0) }
    let table = InMemoryTable(name: "t", columns: [("x", .numbers(values))])
    for (wanted, expected) in [(20..<31, 18..<36), (0..<1, 0..<6), (37..<40, 36..<40), (7..<7, 0..<0)] {
      for isRepeatable in [true, false] {
        let source = try ArrowSource(
          ArrowTwin(table, seed: 3, isRepeatable: isRepeatable),
          sizes: ArrowSizes(batch: 3, batchesPerWave: 2))
        #expect(try numbers(source) == values)
        var rows: [Int] = []
        let note = { (batch: any ColumnBatch, places: RowNumbers) in
          rows += (0..<places.count).map { batch.firstRow + Int(places[$0]) }
        }
        try read(source, columns: [0], { $0.rows = wanted }, note)
        #expect(rows == (isRepeatable ? Array(expected) : Array(0..<40)), "\(wanted)")
        let found = try numbers(source) { $0.rows = wanted }
        #expect(found == rows.map { values[$0] })
      }
    }
  }

  @Test("that is held is read once, and one that fails in its middle never ends there")
  func held() throws {
    let origin = try Origin(
      [("x", "l")], [[whole([1, 2, 3, 4, 5]), whole([]), whole([6, 7])]], isRepeatable: false)
    let source = try source(origin)
    var first = 0
    let beginning = ReadingPlan(columns: [0], missing: [], extent: .beginning)
    try source.forEachWave(beginning, team: team) { first += $0.reduce(0) { $0 + $1.rowCount } }
    #expect(first == 3)
    for _ in 0..<3 { #expect(try numbers(source) == [1, 2, 3, 4, 5, 6, 7]) }
    #expect(origin.timesRead == 1)
    let failing = try self.source(
      Origin([("x", "l")], [[whole([1, 2])]], isRepeatable: false, error: "the server went away"))
    for _ in 0..<2 {
      #expect { try numbers(failing) } throws: { "\($0)".contains("the server went away") }
    }
  }

  @Test("with columns that cannot be read refuses them by name, and only where they are asked for")
  func unreadable() throws {
    let nested = HandMade.Array(length: 2, buffers: [], hasNoBufferList: true)
    let source = try source(
      Origin(
        [("x", "l"), ("tags", "+l"), ("at", "tsu:UTC")],
        [[table(.values([Int64(1), 2], absent: 0), nested, nested)]], isRepeatable: false))
    #expect(try numbers(source) == [1, 2])
    #expect {
      try read(source, columns: [0, 1, 2]) { _, _ in }
    } throws: {
      let text = "\($0)"
      return text.contains("panel, column “tags”: the column holds lists; name it under `ignore:`")
        && text.contains("column “at”: the column holds instants in the time zone “UTC”")
    }
    #expect {
      try ArrowSource(Origin([("a", "l"), (" a", "l")], [[]]))
    } throws: { "\($0)".contains("column “a”: two columns have this name") }
  }

  @Test("has one digest, however its rows are cut")
  func digests() throws {
    let words: [String?] = ["a", nil, "", "客户", "a longer text than others"]
    func digest(_ tables: [HandMade.Array], isRepeatable: Bool, batch: Int) throws -> FileDigest {
      let source = try source(Origin([("x", "u")], [tables], isRepeatable: isRepeatable), batch: batch)
      _ = try texts(source)
      return try source.digest(team: team)
    }
    let whole = try digest([table(.texts(words, Int32.self))], isRepeatable: true, batch: 3)
    let parts = words.map { table(.texts([$0], Int32.self)) }
    #expect(try digest(parts, isRepeatable: false, batch: 3) == whole)
    #expect(whole.bytes == 5 * 4 + 1 + 6 + 25)
    let other = try digest(
      [table(.texts(["a", "", nil] + words[3...], Int32.self))], isRepeatable: true, batch: 3)
    #expect(other.bytes == whole.bytes && other.checksum != whole.checksum)
  }

  @Test("reads numbers that stand for a missing value, none and infinite ones as files do")
  func oddNumbers() throws {
    let values: [Double?] = [1.5, nil, .nan, .infinity, -.infinity, -9999]
    let source = try source(Origin([("x", "g")], [[table(.values(values, absent: 8))]]))
    let plain = try numbers(source)
    #expect(plain[0] == 1.5 && plain[5] == -9999)
    #expect(plain[1...2].allSatisfy(CellValue.isMissing) && plain[3...4].allSatisfy(CellValue.isUnreadable))
    let changed = try numbers(source) {
      $0.missing = ["-9999"]
      $0.infinitiesAreExtreme = true
    }
    #expect(CellValue.isMissing(changed[5]))
    #expect(changed[3] == .greatestFiniteMagnitude && changed[4] == -.greatestFiniteMagnitude)
    let written = try self.source(
      Origin(
        [("x", "u")],
        [[table(.texts(["1,234.5", " 7 ", "n/a", "x", nil, String(repeating: "1", count: 80)], Int32.self))]])
    )
    let ofTexts = try numbers(written)
    #expect(ofTexts[0...1] == [1234.5, 7] && ofTexts[5] == Double(String(repeating: "1", count: 80)))
    #expect(
      CellValue.isMissing(ofTexts[2]) && CellValue.isUnreadable(ofTexts[3]) && CellValue.isMissing(ofTexts[4])
    )
  }

  @Test(
    "keeps quotes in texts, takes blanks around them away, and composes what is composed otherwise in files")
  func oddTexts() throws {
    let words: [String?] = [" a ", "\"a\"", "e\u{301}", "\u{3000}客户", nil, "a"]
    let source = try source(Origin([("x", "vu")], [[table(.views(words))]]))
    let clean = ["a", "\"a\"", "é", "客户", "", "a"]
    #expect(try texts(source).map { $0.map { Array($0.utf8) } } == clean.map { Array($0.utf8) })
    var dictionary = TextDictionary()
    var (codes, keys) = ([UInt32](), [String]())
    try read(source) { batch, rows in
      for row in rows.elements { codes.append(batch.code(0, row: Int(row), addingTo: &dictionary) ?? 99) }
      let (area, room) = (KeyArea(), AlignedArray<RowKey>(count: rows.count))
      batch.keys(0, rows: rows, into: room.view, area: area)
      keys += room.view.elements.map { $0.length == 0 ? "-" : area.text(of: $0) }
    }
    #expect(codes == [1, 2, 3, 4, 0, 1] && dictionary.levels == ["a", "\"a\"", "é", "客户"])
    #expect(keys == clean.map { $0.isEmpty ? "-" : $0 })
  }

  @Test("knows days and months by their type, or as whole numbers write them, and none beyond the calendar")
  func days() throws {
    func read(_ format: String, _ array: HandMade.Array) throws -> (months: [Int32], days: [Double]) {
      let source = try source(Origin([("x", format)], [[table(array)]]))
      var (months, days) = ([Int32](), [Double]())
      try self.read(source) { batch, rows in
        let (indices, values) = (
          AlignedArray<Int32>(count: rows.count), AlignedArray<Double>(count: rows.count)
        )
        batch.months(0, format: DateFormat(), rows: rows, into: indices.view)
        batch.days(0, form: .written(DateFormat()), rows: rows, into: values.view)
        months += indices.view.elements
        days += values.view.elements
      }
      return (months, days)
    }
    let july = Int32(2024 * 12 + 6)
    let typed = try read("tdD", .values([Int32(19_905), nil, .max, .min, 19_906], absent: 0))
    #expect(
      typed.months == [july - 0, -1, -1, -1, july] && typed.days[0] == 19_905 && typed.days[4] == 19_906)
    #expect(CellValue.isMissing(typed.days[1]) && typed.days[2...3].allSatisfy(CellValue.isUnreadable))
    let written = try read("l", .values([Int64(202_407), 20_240_731, nil, 7], absent: 0))
    #expect(written.months == [july, july, -1, -1])
    #expect(written.days[1] == 19_935 && CellValue.isMissing(written.days[2]))
  }
}
