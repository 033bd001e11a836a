import Testing

@testable import SystemIO

@Suite("The table in a sheet of a workbook")
struct SheetTableTests {
  /// A workbook of parts as other programs write them.
  static func book(
    _ rows: String, after: String = "", texts: String = "", styles: String = "", properties: String = "",
    sheets: [String] = ["S"]
  ) throws -> [UInt8] {
    var archive = ZipArchive()
    let names = sheets.enumerated().map {
      #"<sheet name="\#($0.element)" sheetId="9" r:id="k\#($0.offset)"/>"#
    }
    try archive.add(
      "xl/workbook.xml", "<workbook>\(properties)<sheets>\(names.joined())</sheets></workbook>")
    let targets = sheets.indices.map { #"<Relationship Id="k\#($0)" Target="s\#($0).xml"/>"# }
    try archive.add("xl/_rels/workbook.xml.rels", "<Relationships>\(targets.joined())</Relationships>")
    try archive.add("xl/s0.xml", "<worksheet><sheetData>\(rows)</sheetData>\(after)</worksheet>")
    for index in sheets.indices.dropFirst() {
      try archive.add(
        "xl/s\(index).xml", #"<worksheet><sheetData><row r="1"><c s="0"/></row></sheetData></worksheet>"#)
    }
    try archive.add("xl/sharedStrings.xml", "<sst>\(texts)</sst>")
    try archive.add("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>")
    return archive.finished()
  }

  private static func table(
    _ bytes: [UInt8], sheet: String? = nil, range: String? = nil
  ) throws(WorkbookError) -> SheetTable {
    try SheetTable(
      WorkbookReader(bytes, file: "f.xlsx"), sheet: sheet, range: range.flatMap { CellRange($0) })
  }

  /// The cells of a table's text, with `|` between them, without the line that names the separator.
  private static func lines(_ table: SheetTable) -> [String] {
    String(decoding: table.text, as: UTF8.self).replacing("\u{1F}", with: "|").split(separator: "\n")
      .dropFirst()
      .map(String.init)
  }

  private static func problem(_ body: () throws -> SheetTable) -> String? {
    do {
      _ = try body()
      return nil
    } catch { return "\(error)" }
  }

  private static func cell(_ text: String) -> String { "<c t=\"inlineStr\"><is><t>\(text)</t></is></c>" }

  @Test("is found below empty rows; rows that are blank are passed over, and each knows its number")
  func rows() throws {
    let rows = """
      <row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>n</t></is></c></row><row r="3"><c r="B3" s="0"/></row>\
      <row r="4"><c r="C4"><v>1.50</v></c></row><row r="900"><c r="B900" t="str"><f>X</f><v>a"b</v></c><c r="D900" s="0"/></row>
      """
    let table = try Self.table(Self.book(rows, texts: "<si><t>客户</t></si>", sheets: ["S", "Empty"]))
    #expect(table.headerRow == 2 && table.sheet == "S")
    #expect(Self.lines(table) == ["客户|n", "|1.5", #""a""b"|"#])
    let end = table.text.count - 1
    #expect(table.row(ofByte: 0) == 2 && table.row(ofByte: end) == 900 && table.row(ofByte: end - 8) == 4)
  }

  @Test("days and codes are told by the format, after 1900 and after 1904")
  func forms() throws {
    let formats = [
      "yyyy&quot;年&quot;m&quot;月&quot;", "000000", "h:mm", "[$-804]m&quot;月&quot;", "_d0.00", "mm:ss",
    ]
    let own = formats.enumerated().map {
      #"<numFmt numFmtId="\#(164 + $0.offset)" formatCode="\#($0.element)"/>"#
    }
    let styles =
      "<numFmts>\(own.joined())</numFmts><cellXfs><xf numFmtId=\"14\"/>"
      + formats.indices.map { "<xf numFmtId=\"\(164 + $0)\"/>" }.joined() + "</cellXfs>"
    let header = "<row>" + "abcdefg".map { Self.cell(String($0)) }.joined() + "</row>"
    func row(_ value: String) -> String {
      "<row>" + (0..<7).map { #"<c s="\#($0)"><v>\#(value)</v></c>"# }.joined() + "</row>"
    }
    let rows = header + row("45566.75") + row("59") + row("61") + row("12")
    #expect(
      try Self.lines(Self.table(Self.book(rows, styles: styles))).dropFirst().map { $0 } == [
        "2024-10-01|2024-10-01|45566.75|45566.75|2024-10-01|45566.75|45566.75",
        "1900-02-28|1900-02-28|000059|59|1900-02-28|59|59",
        "1900-03-01|1900-03-01|000061|61|1900-03-01|61|61",
        "1900-01-12|1900-01-12|000012|12|1900-01-12|12|12",
      ])
    let from1904 = try Self.book(
      header + row("0"), styles: styles, properties: #"<workbookPr date1904="1"/>"#)
    #expect(try Self.lines(Self.table(from1904)).last?.hasPrefix("1904-01-01|1904-01-01|000000|0|") == true)
  }

  @Test(
    "a cell without a value that can be read is named, and so are merged cells; other columns are not touched"
  )
  func faults() throws {
    let rows = """
      <row r="1">\("abcdef".map { Self.cell(String($0)) }.joined())</row>
      <row r="2"><c t="e"><v>#N/A</v></c><c><f>SUM(A1)</f><v/></c><c><v>6222020200112345678</v></c><c><v>1</v></c><c><v>1</v></c><c t="str"><f>""</f><v/></c></row>
      <row r="3"><c t="e"><v>#REF!</v></c><c/><c/><c/><c><v>60</v></c><c/></row>
      """
    let table = try Self.table(
      Self.book(rows, after: #"<mergeCells><mergeCell ref="D2:D3"/><mergeCell ref="F9:F12"/></mergeCells>"#))
    let found = (0..<6).map { table.fault(ofColumn: $0)?.sentence ?? "" }
    #expect(
      found[0].hasPrefix("cell A2 shows the error #N/A;") && found[1].hasPrefix("cell B2 has a formula"))
    #expect(
      found[2].hasPrefix("cell C2 holds the number 62220202001123") && found[3].contains("D2:D3 are merged")
    )
    #expect(found[4].isEmpty && found[5].isEmpty)
    #expect(table.fault(ofColumn: 3)?.row == 2)
  }

  @Test("what stands beside it is told, and a range leaves it out; sheets are told by name")
  func ranges() throws {
    let rows = """
      <row r="1"><c r="A1" t="str"><v>Title</v></c></row><row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2" t="str"><v>b</v></c></row>\
      <row r="3"><c r="A3"><v>1</v></c><c r="B3"><v>2</v></c><c r="E3"><v>9</v></c></row><row r="9"><c r="A9"><v>7</v></c></row>
      """
    let bytes = try Self.book(rows)
    #expect(
      Self.problem { try Self.table(bytes) }?.contains("cell B2 of its sheet “S” stands beside the table")
        == true)
    #expect(try Self.lines(Self.table(bytes, range: "A2:B8")) == ["a|b", "1|2"])
    #expect(try Self.lines(Self.table(bytes, range: "$B$2:D")) == ["b", "2"])
    #expect(
      Self.problem { try Self.table(bytes, range: "C5:D8") }?.contains("has no table in that range") == true)
    #expect(Self.problem { try Self.table(bytes, sheet: "T") }?.contains("no sheet “T”; it has “S”") == true)
    #expect(try Self.table(bytes, sheet: "s", range: "A2:B2").headerRow == 2)
    let twice = try Self.book("<row>" + Self.cell("a") + Self.cell("a") + "</row>")
    #expect(Self.problem { try Self.table(twice) }?.contains("names the column “a” twice") == true)
    for text in ["", "A", "1", "A0", "A1:B2:C3", "B2:A1", "A1:A1048577", "XFE1", "Ä1"] {
      #expect(CellRange(text) == nil, "\(text)")
    }
    #expect(CellRange("xfd1048576")?.columns == 16_383..<16_384)
    #expect(CellRange("A:C")?.rows == 1...1_048_576 && CellRange("B3")?.columns.lowerBound == 1)
  }

  @Test("an address names the workbook, the sheet and the range")
  func addresses() {
    let full = SheetAddress("lists/*.XLSX#a!b!A1:H5")
    #expect(full?.file == "lists/*.XLSX" && full?.sheet == "a!b" && full?.range == CellRange("A1:H5"))
    #expect(SheetAddress("a.xlsx")?.isWhole == true && SheetAddress("a.csv#S") == nil)
    #expect(SheetAddress("a#1.xlsx#S")?.file == "a#1.xlsx")
    #expect(
      SheetAddress(SheetAddress.text(file: "a.xlsx", sheet: nil, range: "B3"))?.range == CellRange("B3"))
    #expect(SheetAddress("duckdb:a.xlsx#S") == nil)
  }

  @Test("of parts with changes is read or refused in a sentence")
  func mutations() throws {
    let rows = (1...6).map {
      #"<row r="\#($0)"><c r="A\#($0)" t="s"><v>\#($0 % 3)</v></c><c r="B\#($0)" s="1"><v>4\#($0)000</v></c><c t="inlineStr"><is><t>&lt;_x000A_</t></is></c></row>"#
    }.joined()
    let parts = [
      Array(rows.utf8), Array("<si><t>甲</t></si><si><r><t>b</t></r></si><si/>".utf8),
      Array(
        #"<numFmts><numFmt numFmtId="170" formatCode="yy"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs>"#
          .utf8),
      Array(#"<mergeCells><mergeCell ref="A2:B3"/></mergeCells>"#.utf8),
    ]
    let signs = Array("<>/\"'=&;#x019ABXFDrstv \u{0}\u{FF}".utf8)
    var state: UInt64 = 5
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var (read, refused) = (0, 0)
    for _ in 0..<60 {
      var changed = parts
      for _ in 0...random(3) {
        let part = random(changed.count)
        let place = random(changed[part].count)
        switch random(3) {
        case 0: changed[part][place] = signs[random(signs.count)]
        case 1: changed[part].remove(at: place)
        default:
          let end = min(changed[part].count, place + random(30))
          changed[part].insert(contentsOf: changed[part][place..<end], at: random(changed[part].count))
        }
      }
      let text = changed.map { String(decoding: $0, as: UTF8.self) }
      let bytes = try Self.book(text[0], after: text[3], texts: text[1], styles: text[2])
      if let problem = Self.problem({ try Self.table(bytes) }) {
        refused += 1
        #expect(problem.hasPrefix("“f.xlsx”: ") && problem.hasSuffix("."))
      } else {
        read += 1
      }
    }
    #expect(read > 3 && refused > 3)
  }

  @Test("that would unpack to gigabytes is refused before it does")
  func bombs() throws {
    // Rows of one cell each, the last of the sheet, under as wide a header: 16 KB of text for 40 bytes.
    let header = #"<row r="1"><c r="A1" t="str"><v>a</v></c><c r="XFD1" t="str"><v>b</v></c></row>"#
    let wide = (2..<100).map { #"<row r="\#($0)"><c r="XFD\#($0)"><v>1</v></c></row>"# }.joined()
    let bytes = try Self.book(header + wide)
    #expect(bytes.count < 1 << 20)
    let reader = try WorkbookReader(bytes, file: "f")
    let problem = Self.problem { try SheetTable(reader, sheet: nil, range: nil, mostBytes: 1 << 20) }
    #expect(problem?.contains("take more than 1 MB") == true)
    // A length that is stated too short, and one that is too long.
    let whole = try Self.book(header)
    for length in [3, 1 << 29] as [Int] {
      var lie = whole
      for entry in lie.indices.dropLast(46) where Array(lie[entry..<(entry + 4)]) == [0x50, 0x4B, 1, 2] {
        for byte in 0..<4 { lie[entry + 24 + byte] = UInt8(length >> (8 * byte) & 0xFF) }
      }
      #expect(Self.problem { try Self.table(lie) }?.contains("does not fit its length") == true)
    }
  }
}
