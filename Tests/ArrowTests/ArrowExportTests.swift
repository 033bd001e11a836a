import CArrow
import Testing

@testable import Arrow

/// What is handed out is read again by the room's own import, which checks every claim.
struct ArrowExportTests {
  private func batch() throws -> ArrowExportBatch {
    try ArrowExportBatch([
      ArrowExportColumn("probability", [0.25, 0.5, -0.0]),
      ArrowExportColumn("margin", [1.5 as Float?, nil, 2]),
      ArrowExportColumn("points", [600, -1, Int32.max] as [Int32]),
      ArrowExportColumn("count", [nil, 1 << 40, 3] as [Int64?]),
      ArrowExportColumn("customer", texts: ["甲", nil, ""]),
      ArrowExportColumn("is_due", truths: [true, nil, false]),
      ArrowExportColumn("day", days: [19_000, -1, nil]),
    ])
  }

  @Test func everyTypeComesBack() throws {
    let stream = try ArrowStream(taking: ArrowExportStream(batch()).stream())
    #expect(try stream.fields == batch().fields)
    let rows = try #require(try stream.next())
    #expect(try stream.next() == nil)
    let columns = rows.columns
    #expect(rows.rowCount == 3)
    #expect((0..<3).map { columns[0].value($0, as: UInt64.self) } == [0.25, 0.5, -0.0].map(\.bitPattern))
    #expect((0..<3).map { columns[1].isNull($0) ? nil : columns[1].number($0) } == [1.5, nil, 2])
    #expect((0..<3).map { columns[2].number($0) } == [600, -1, Double(Int32.max)])
    #expect((0..<3).map { columns[3].isNull($0) ? nil : columns[3].number($0) } == [nil, 0x1p40, 3])
    let texts = (0..<3).map { row in
      columns[4].texts?[row].map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(texts == ["甲", nil, ""])
    #expect((0..<3).map { columns[5].isNull($0) ? nil : columns[5].truth($0) } == [true, nil, false])
    #expect((0..<3).map { columns[6].isNull($0) ? nil : columns[6].day($0) } == [19_000, -1, nil])
  }

  @Test func noRowsAndNoColumns() throws {
    let empty = try ArrowStream(
      taking: ArrowExportStream(ArrowExportBatch([ArrowExportColumn("x", [Double]())])).stream())
    #expect(try empty.next()?.rowCount == 0)
    let nothing = try ArrowStream(taking: ArrowExportStream(ArrowExportBatch([])).stream())
    #expect(nothing.fields.isEmpty)
  }

  @Test func columnsOfTwoLengthsAreRefused() {
    #expect(throws: ArrowError.self) {
      try ArrowExportBatch([ArrowExportColumn("a", [1.0]), ArrowExportColumn("b", [1.0, 2])])
    }
  }

  /// A library may take a column out of its batch and keep it when the batch is gone.
  @Test func aColumnOutlivesItsBatch() throws {
    var array = try batch().array()
    let child = array.children[4]!
    var taken = child.pointee
    child.pointee.release = nil
    array.release(&array)
    #expect(array.release == nil)
    #expect(String(cString: taken.buffers[2]!.assumingMemoryBound(to: CChar.self)).hasPrefix("甲"))
    taken.release(&taken)
    #expect(taken.release == nil && taken.private_data == nil)
  }

  @Test func errorsAreHandedOverInWords() throws {
    struct Sentence: Error, CustomStringConvertible { let description = "the disk is full." }
    let fields = [ArrowField(name: "x", type: .float(bytes: 8))]
    let stream = try ArrowStream(taking: ArrowExportStream(fields) { throw Sentence() }.stream())
    #expect(throws: ArrowError("the disk is full.")) { try stream.next() }
    let other = try ArrowStream(
      taking: ArrowExportStream(fields) { try ArrowExportBatch([ArrowExportColumn("y", [1.0])]) }.stream())
    #expect(throws: ArrowError.self) { try other.next() }
    #expect(throws: ArrowError.self) {
      try ArrowStream(
        taking: ArrowExportStream([ArrowField(name: "x", type: .null)]) { nil }.stream())
    }
  }
}
