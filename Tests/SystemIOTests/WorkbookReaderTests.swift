import Testing

@testable import SystemIO

@Suite("A workbook that is read")
struct WorkbookReaderTests {
  /// Cells of a written row and what they are when read.
  private static func book(
    _ rows: [[String]], second: [[String]] = [], rowsPerSheet: Int = WorkbookWriter.mostRows
  ) throws -> [UInt8] {
    let columns = (0..<3).map { WorkbookColumn("C\($0)", kind: .text, width: 9) }
    let writer = try WorkbookWriter(sheet: "One", columns: columns, rowsPerSheet: rowsPerSheet)
    func add(_ rows: [[String]]) throws {
      for row in rows {
        for cell in row { writer.text(cell) }
        try writer.endRow()
      }
    }
    try add(rows)
    if !second.isEmpty {
      try writer.beginTable(sheet: "Two", columns: columns)
      try add(second)
    }
    return try writer.finish()
  }

  private static func damage(_ bytes: [UInt8]) -> String? {
    do {
      let reader = try WorkbookReader(bytes, file: "f.xlsx")
      for sheet in reader.sheets.indices { _ = try reader.rows(ofSheet: sheet) }
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test("gives back what was written, blank cells, odd characters and empty rows among it")
  func roundTrip() throws {
    let alphabet = [
      "", "", "甲", "a b", "<&>\"'", "_x000D_", "_x00_", "two\nlines", "01", "=1+1", "é", "\u{1F600}", " x",
      "x]]>",
      "&amp;", "_x005F_",
    ]
    var state: UInt64 = 9
    func pick() -> String {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return alphabet[Int(state >> 33) % alphabet.count]
    }
    for count in [0, 1, 2, 7, 300] {
      let rows = (0..<count).map { _ in [pick(), pick(), pick()] }
      let reader = try WorkbookReader(try Self.book(rows, second: [["x", "", "y"]]), file: "f")
      #expect(reader.sheets == ["One", "Two"])
      let found = try reader.rows(ofSheet: 0)
      #expect(found.first == .init(number: 1, cells: ["C0", "C1", "C2"]))
      // The slow twin: rows that are not blank, with their numbers; the header is row 1.
      let wanted = rows.enumerated().filter { $0.element.contains { !$0.isEmpty } }
        .map { WorkbookReader.Row(number: $0.offset + 2, cells: $0.element) }
      #expect(Array(found.dropFirst()) == wanted)
      #expect(try reader.rows(ofSheet: 1).last?.cells == ["x", "", "y"])
    }
  }

  @Test("tells days from numbers by the cell's format, and writes numbers in plain digits")
  func kinds() throws {
    let kinds: [WorkbookColumn.Kind] = [.date, .month, .money, .percent, .whole]
    let writer = try WorkbookWriter(
      sheet: "S", columns: kinds.map { WorkbookColumn("c", kind: $0, width: 9) })
    writer.date(19_997)
    writer.date(19_997)
    writer.number(1_234.5)
    writer.number(0.25)
    writer.number(1e15)
    try writer.endRow()
    let row = try #require(WorkbookReader(writer.finish(), file: "f").rows(ofSheet: 0).last)
    #expect(row.cells == ["2024-10-01", "2024-10-01", "1234.5", "0.25", "1000000000000000"])
  }

  @Test(
    "reads what other programs write: shared and formatted texts, prefixes, cells without an address, true and false"
  )
  func otherPrograms() throws {
    let texts = """
      <?xml version="1.0"?><x:sst xmlns:x="m"><x:si><x:t>是</x:t></x:si><x:si><x:r><x:t>a</x:t></x:r><x:r><x:t xml:space='preserve'> b</x:t></x:r>\
      <x:rPh><x:t>reading</x:t></x:rPh></x:si></x:sst>
      """
    let sheet = """
      <worksheet><!-- note --><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="b"><v>1</v></c></row>
      <row r="5"><c r="C5" t="str"><f>A1&amp;"x"</f><v>是x</v></c></row><row r="6"><c r="A6"><v>3.0E2</v></c><c r="B6" s="1"><v>45566.75</v></c>\
      <c r="C6"/></row></sheetData></worksheet>
      """
    let styles = """
      <styleSheet><numFmts><numFmt numFmtId="170" formatCode="&quot;day&quot; [Red]0"/></numFmts>\
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="170"/><xf numFmtId="22"/></cellXfs></styleSheet>
      """
    var archive = ZipArchive()
    try archive.add(
      "xl/workbook.xml", #"<workbook><sheets><sheet name="甲&#x20;" r:id="k"/></sheets></workbook>"#)
    try archive.add(
      "xl/_rels/workbook.xml.rels",
      #"<Relationships><Relationship Id="k" Target="/xl/s.xml"/></Relationships>"#)
    try archive.add("xl/s.xml", sheet)
    try archive.add("xl/sharedStrings.xml", texts)
    try archive.add("xl/styles.xml", styles)
    let reader = try WorkbookReader(archive.finished(), file: "f")
    #expect(reader.sheets == ["甲 "])
    #expect(
      try reader.rows(ofSheet: 0) == [
        .init(number: 1, cells: ["是", "a b", "1"]), .init(number: 5, cells: ["", "", "是x"]),
        .init(number: 6, cells: ["300", "2024-10-01", ""]),
      ])
  }

  @Test(
    "that is damaged anywhere is refused in a sentence, or read; never a crash, never memory beyond its size")
  func damaged() throws {
    let bytes = try Self.book((0..<40).map { ["k\($0)", "text \($0 % 7)", ""] })
    var refused = 0
    var state: UInt64 = 77
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    for _ in 0..<1_000 {
      var damaged = bytes
      for _ in 0...random(3) { damaged[random(damaged.count)] = UInt8(random(256)) }
      if random(4) == 0 { damaged.removeLast(random(damaged.count)) }
      if let text = Self.damage(damaged) {
        refused += 1
        #expect(text.hasPrefix("“f.xlsx”: It cannot be read as a workbook: ") && text.hasSuffix("."))
      }
    }
    #expect(refused > 300)
    #expect(Self.damage(Array("PK\u{3}\u{4}".utf8))?.contains("no directory") == true)
  }

  @Test("with an XML of its own entities, or a length that its bytes cannot have, is refused")
  func hostile() throws {
    var archive = ZipArchive()
    try archive.add("xl/workbook.xml", #"<!DOCTYPE a [<!ENTITY b "cc">]><workbook>&b;</workbook>"#)
    try archive.add("xl/_rels/workbook.xml.rels", "<Relationships/>")
    #expect(Self.damage(archive.finished())?.contains("declares a type of document") == true)
    var bytes = try Self.book([["a", "b", "c"]])
    // The directory's entries state lengths of a gigabyte.
    for entry in bytes.indices.dropLast(46) where Array(bytes[entry..<(entry + 4)]) == [0x50, 0x4B, 1, 2] {
      bytes.replaceSubrange((entry + 24)..<(entry + 28), with: [0xFF, 0xFF, 0xFF, 0x3F])
    }
    #expect(Self.damage(bytes)?.contains("does not fit its length") == true)
  }
}
