import Parallel
import Testing

@testable import SystemIO
@testable import Tabular

@Suite("Sheets of workbooks as sources")
struct WorkbookSourceTests {
  private let folder = TemporaryFolder()

  /// All texts of a source, and the lines of its rows.
  private static func texts(_ source: any ColumnSource) throws -> (rows: [[String?]], lines: [Int?]) {
    var (rows, lines): ([[String?]], [Int?]) = ([], [])
    let columns = source.columnNames.indices
    let plan = ReadingPlan(columns: Set(columns), missing: [])
    try source.forEachWave(plan, team: ThreadTeam(threadCount: 2)) { batches in
      for batch in batches {
        let numbers = AlignedArray<UInt32>(count: batch.rowCount)
        let whole = batch.survey(into: numbers.view).wholeRows
        let cells = columns.map { batch.texts($0, rows: numbers.view[0..<whole]) }
        for row in 0..<whole {
          rows.append(cells.map { $0[row] })
          lines.append(source.line(ofPlace: batch.place(ofRow: Int(numbers.view[row]))))
        }
      }
    }
    return (rows, lines)
  }

  /// Texts that CSV and XML write in their own ways.
  private static let alphabet = [
    "", "a", "甲,乙", "say \"x\"", "two\nlines", "007", "1;2", "<&>", "\t", "sep=,",
  ]

  @Test("give the cells that were written, in waves of any size, and the rows' numbers")
  func roundTrip() throws {
    var state: UInt64 = 3
    let rows = (0..<200).map { row in
      ["k\(row)"]
        + (0..<3).map { _ in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return Self.alphabet[Int(state >> 33) % Self.alphabet.count]
        }
    }
    let columns = ["id", "a,b", "c", "d"].map { WorkbookColumn($0, kind: .text, width: 9) }
    let writer = try WorkbookWriter(sheet: "甲", columns: columns)
    for row in rows {
      for cell in row { writer.text(cell) }
      try writer.endRow()
    }
    let path = folder.write(try writer.finish(), as: "b.xlsx")
    for name in [path, "\(path)#甲", "\(path)#甲!A1:D201", "\(path)#!A1"] {
      let sizes = ReadingSizes(wave: 700, block: 128)
      let source = try ColumnSources.files(sizes: sizes).open(name)
      #expect(source.columnNames == ["id", "a,b", "c", "d"])
      let found = try Self.texts(source)
      #expect(found.rows.map { $0.map { $0 ?? "" } } == rows.map { $0.map { $0 == "\t" ? "" : $0 } })
      #expect(found.lines == Array(2...201))
      #expect(
        try source.digest(team: ThreadTeam(threadCount: 1)).bytes
          == PlainReader.wholeFile(path, limit: .max).count)
    }
    #expect(try ColumnSources.files.find("\(path)#甲") == ["\(path)#甲"])
    let csv = folder.write(Array("a\n1\n".utf8), as: "c.xlsx")
    #expect(try ColumnSources.open(path: csv).columnNames == ["a"])
    #expect(throws: TableError.self) { try ColumnSources.open(path: csv + "#S") }
    let old = folder.write(
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 99), as: "o.xls")
    #expect(throws: TableError.self) { try ColumnSources.open(path: old) }
  }

  @Test("refuse a bad cell where its column is wanted, by its name")
  func faults() throws {
    var archive = ZipArchive()
    try archive.add("xl/workbook.xml", #"<workbook><sheets><sheet name="S" r:id="k"/></sheets></workbook>"#)
    try archive.add(
      "xl/_rels/workbook.xml.rels", #"<Relationships><Relationship Id="k" Target="s.xml"/></Relationships>"#)
    try archive.add(
      "xl/s.xml",
      #"<s><row r="3"><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row><row r="7"><c><v>1</v></c><c t="e"><v>#N/A</v></c></row></s>"#
    )
    let path = folder.write(archive.finished(), as: "f.xlsx")
    let source = try ColumnSources.open(path: path)
    let team = ThreadTeam(threadCount: 1)
    try source.forEachWave(ReadingPlan(columns: [0], missing: []), team: team) { _ in }
    let error = #expect(throws: TableError.self) {
      try source.forEachWave(ReadingPlan(columns: [0, 1], missing: []), team: team) { _ in }
    }
    #expect(
      error?.description
        == "\(path), row 7, column “b”: in the sheet “S”, cell B7 shows the error #N/A; correct it in the workbook."
    )
  }
}
