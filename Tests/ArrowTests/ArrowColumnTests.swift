import CArrow
import Testing

@testable import Arrow
@testable import HandMadeArrow

@Suite("Columns of Arrow")
struct ArrowColumnTests {
  private let made = HandMade()

  /// The column of a table of one column, read from a stream.
  private func column(_ format: String, _ array: HandMade.Array, rows: Int, offset: Int = 0) throws
    -> ArrowColumn
  {
    var table = HandMade.Array.table([array], rows: rows)
    table.offset = Int64(offset)
    let stream = try ArrowStream(
      taking: made.stream(.table([("x", format)]), [table]))
    return try #require(try stream.next()).columns[0]
  }

  private func numbers(_ column: ArrowColumn) -> [Double?] {
    (0..<column.count).map { column.isNull($0) ? nil : column.number($0) }
  }

  private func texts(_ column: ArrowColumn) -> [String?] {
    (0..<column.count).map { row in column.texts?[row].map { String(decoding: $0, as: UTF8.self) } }
  }

  @Test("Numbers of every width, with and without a sign, are read as they are")
  func numbers() throws {
    let values: [Int8?] = [1, nil, -128, 127]
    #expect(numbers(try column("c", .values(values, absent: 9), rows: 4)) == [1, nil, -128, 127])
    #expect(numbers(try column("C", .values([UInt8(255), 0], absent: 0), rows: 2)) == [255, 0])
    #expect(numbers(try column("s", .values([Int16.min, nil], absent: 0), rows: 2)) == [-32_768, nil])
    #expect(numbers(try column("S", .values([UInt16.max], absent: 0), rows: 1)) == [65_535])
    #expect(numbers(try column("i", .values([Int32.min], absent: 0), rows: 1)) == [-2_147_483_648])
    #expect(numbers(try column("I", .values([UInt32.max], absent: 0), rows: 1)) == [4_294_967_295])
    #expect(
      numbers(try column("l", .values([Int64(1) << 53], absent: 0), rows: 1)) == [9_007_199_254_740_992])
    let largest = try column("L", .values([UInt64.max], absent: 0), rows: 1)
    #expect(numbers(largest) == [18_446_744_073_709_551_616])
    #expect(largest.numberText(0) == "18446744073709551615")
    #expect(numbers(try column("e", .values([UInt16(0x3E00)], absent: 0), rows: 1)) == [1.5])
    let single = try column("f", .values([Float(0.1), 1500], absent: 0), rows: 2)
    #expect(numbers(single) == [Double(Float(0.1)), 1500])
    #expect(single.numberText(0) == "0.1" && single.numberText(1) == "1500")
    #expect(numbers(try column("g", .values([0.1, nil, -0.25], absent: 7), rows: 3)) == [0.1, nil, -0.25])
    #expect(numbers(try column("b", .truths([true, nil, false, true]), rows: 4)) == [1, nil, 0, 1])
    #expect(
      numbers(try column("n", HandMade.Array(length: 2, nullCount: 2, buffers: []), rows: 2)) == [nil, nil])
  }

  @Test("Decimals are rounded once, and written with all their digits")
  func decimals() throws {
    let cents = try column("d:18,2,64", .values([Int64(123_456), -5, 0], absent: 0), rows: 3)
    #expect(numbers(cents) == [1234.56, -0.05, 0])
    #expect((0..<3).map { cents.numberText($0) } == ["1234.56", "-0.05", "0.00"])
    #expect(numbers(try column("d:9,4,32", .values([Int32(-12_345)], absent: 0), rows: 1)) == [-1.2345])
    let large = Int128(123_456_789_012_345_678) * 1_000_000_000 + 7
    let long = try column("d:38,10", .values([large, -large, nil], absent: 0), rows: 3)
    let expected = try #require(Double("123456789012345678.00000000700000000e-1"))
    #expect(numbers(long)[0] == Double("12345678901234567800000000.7e-9"))
    #expect(numbers(long)[1] == -(try #require(numbers(long)[0])))
    #expect(abs(try #require(numbers(long)[0]) - expected) < 10)
    #expect(long.numberText(0) == "12345678901234567.8000000007")
    let hundreds = try column("d:9,-2,32", .values([Int32(12), 0], absent: 0), rows: 2)
    #expect(
      numbers(hundreds) == [1200, 0] && hundreds.numberText(0) == "1200" && hundreds.numberText(1) == "0")
  }

  @Test("Days and days with a time are days since 1970, before it as well")
  func days() throws {
    #expect(try column("tdD", .values([Int32(19_905), -1], absent: 0), rows: 2).day(0) == 19_905)
    let milliseconds = try column("tdm", .values([Int64(-1), 86_400_000], absent: 0), rows: 2)
    #expect(milliseconds.day(0) == -1 && milliseconds.day(1) == 1)
    for (format, unit) in [("tss:", Int64(1)), ("tsm:", 1_000), ("tsu:", 1_000_000), ("tsn:", 1_000_000_000)]
    {
      let times = [-1, 0, 86_399 * unit, 86_400 * unit, -86_400 * unit - 1, .max, .min]
      let column = try column(format, .values(times.map { $0 }, absent: 0), rows: times.count)
      #expect((0..<5).map { column.day($0) } == [-1, 0, 0, 1, -2])
      #expect(column.secondOfDay(2) == 86_399)
      #expect((0..<times.count).allSatisfy { (0..<86_400).contains(column.secondOfDay($0)) })
    }
    guard case .unreadable(let words) = ArrowType(format: "tsu:Asia/Shanghai") else {
      Issue.record("an instant was taken for a day")
      return
    }
    #expect(words.contains("Asia/Shanghai"))
  }

  private let words: [String?] = [
    "", nil, "客户", "twelve bytes", "thirteen byte", "a text that is longer still",
  ]

  @Test("Rows that are cut from a batch keep their texts, numbers and gaps, and those of a dictionary")
  func cutRows() throws {
    var codes = HandMade.Array.values([2, nil, 0, 1, 2] as [Int8?], absent: 0)
    codes.dictionary = [.texts(["a", nil, "c"], Int32.self)]
    var schema = HandMade.Schema.table([("x", "c")])
    schema.children[0].dictionary = [HandMade.Schema(format: "u")]
    let dictionary = try #require(
      try ArrowStream(taking: made.stream(schema, [.table([codes], rows: 5)])).next())
    let plain = try #require(
      try ArrowStream(
        taking: made.stream(
          .table([("t", "u"), ("n", "i")]),
          [
            .table(
              [
                .texts(["v", "w", nil, "y", "z"], Int32.self),
                .values([1, 2, nil, 4, 5] as [Int32?], absent: 0),
              ],
              rows: 5)
          ])
      ).next())
    let parts = try [1, 3, 1].map { rows in
      try #require(
        try ArrowStream(
          taking: made.stream(
            .table([("o", "c")]),
            [.table([.values([Int8](repeating: 7, count: rows), absent: 0)], rows: rows)])
        ).next())
    }
    for (whole, column) in [(dictionary, 0), (plain, 0)] {
      let cut = ArrowRecordBatch.beside([whole], parts)
      #expect(cut.map(\.rowCount) == [1, 3, 1])
      #expect(cut.flatMap { texts($0.columns[column]) } == texts(whole.columns[column]))
      #expect(texts(whole.columns[column]).compactMap { $0 }.count >= 3)
    }
    #expect(
      ArrowRecordBatch.beside([plain], parts).flatMap { numbers($0.columns[1]) } == [1, 2, nil, 4, 5])
  }

  @Test("Texts are read in all their layouts, and by a dictionary")
  func texts() throws {
    #expect(texts(try column("u", .texts(words, Int32.self), rows: 6)) == words)
    #expect(texts(try column("U", .texts(words, Int64.self), rows: 6)) == words)
    #expect(texts(try column("vu", .views(words), rows: 6)) == words)
    var codes = HandMade.Array.values([UInt8(2), nil, 0, 1], absent: 200)
    codes.dictionary = [.texts(["a", nil, "c"], Int32.self)]
    var schema = HandMade.Schema.table([("x", "C")])
    schema.children[0].dictionary = [HandMade.Schema(format: "u")]
    let stream = try ArrowStream(taking: made.stream(schema, [.table([codes], rows: 4)]))
    #expect(texts(try #require(try stream.next()).columns[0]) == ["c", nil, "a", nil])
  }

  @Test("Of arrays that begin later, in the table or in the column, the wanted rows are read")
  func slices() throws {
    for (inTable, inColumn) in [(0, 3), (2, 0), (1, 2)] {
      for (format, array) in [
        ("u", HandMade.Array.texts(words, Int32.self)), ("vu", .views(words)),
        ("U", .texts(words, Int64.self)),
      ] {
        var array = array
        (array.offset, array.length) = (Int64(inColumn), Int64(6 - inColumn))
        let rows = 6 - inTable - inColumn
        #expect(
          texts(try column(format, array, rows: rows, offset: inTable)) == Swift.Array(words.suffix(rows)))
      }
      let values: [Bool?] = [true, nil, false, true, nil, true]
      var truths = HandMade.Array.truths(values)
      (truths.offset, truths.length, truths.nullCount) = (Int64(inColumn), Int64(6 - inColumn), -1)
      let rows = 6 - inTable - inColumn
      #expect(
        numbers(try column("b", truths, rows: rows, offset: inTable))
          == values.suffix(rows).map { $0.map { $0 ? 1 : 0 } })
    }
  }

  @Test("What is handed over is given back once: batches after their columns, a stream after its errors")
  func releases() throws {
    let table = HandMade.Array.table([.values([1.5], absent: 0)], rows: 1)
    var kept: ArrowColumn?
    do {
      let stream = try ArrowStream(
        taking: made.stream(.table([("x", "g")]), [table, table], error: "the server went away"))
      #expect(made.ledger.released == ["schema": 1])
      kept = try #require(try stream.next()).columns[0]
      #expect(made.ledger.released["array"] == nil)
      #expect(try stream.next()?.rowCount == 1)
      #expect(made.ledger.released["array"] == 1)
      for _ in 0..<2 {
        #expect(throws: ArrowError("the server went away")) { try stream.next() }
      }
    }
    #expect(made.ledger.released == ["schema": 1, "array": 1, "stream": 1])
    #expect(kept?.number(0) == 1.5)
    kept = nil
    #expect(made.ledger.released["array"] == 2)
  }
}
