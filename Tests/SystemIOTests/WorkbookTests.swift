import Foundation
import FoundationXML
import Testing

@testable import SystemIO

@Suite("A workbook")
struct WorkbookTests {
  private static let columns = [
    WorkbookColumn("Customer", kind: .text, width: 14), WorkbookColumn("Reason", kind: .sentence, width: 40),
    WorkbookColumn("Assets", kind: .money, width: 14),
    WorkbookColumn("Probability", kind: .percent, width: 9),
    WorkbookColumn("Until", kind: .date, width: 11), WorkbookColumn("Month", kind: .month, width: 9),
    WorkbookColumn("Rank", kind: .whole, width: 6),
  ]

  private func book(_ rows: Int, rowsPerSheet: Int = WorkbookWriter.mostRows, text: String = "x") throws
    -> [UInt8]
  {
    let writer = try WorkbookWriter(sheet: "List", columns: Self.columns, rowsPerSheet: rowsPerSheet)
    for row in 0..<rows {
      writer.text("00\(row)")
      writer.text(text)
      writer.number(1234.565)
      writer.number(0.25)
      writer.date(19_997)
      writer.empty()
      writer.number(Double(row))
      try writer.endRow()
    }
    return try writer.finish()
  }

  @Test("is a ZIP archive whose files an independent reader unpacks, with a sheet of real numbers and dates")
  func parts() throws {
    let files = try UnpackedZip(book(2)).files
    #expect(
      Set(files.keys) == [
        "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
      ])
    for (name, text) in files { #expect(XMLParser(data: Data(text.utf8)).parse(), "\(name) is no XML") }
    let sheet = try #require(files["xl/worksheets/sheet1.xml"])
    #expect(sheet.contains(#"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>"#))
    #expect(sheet.contains(#"<autoFilter ref="A1:G3"/>"#))
    #expect(
      sheet.contains(
        #"<row r="2"><c r="A2" s="2" t="inlineStr"><is><t xml:space="preserve">000</t></is></c>"#
          + #"<c r="B2" s="3" t="inlineStr"><is><t xml:space="preserve">x</t></is></c>"#
          // 2024-10-01 is day 19,997 after 1970-01-01 and 45,566 in a spreadsheet.
          + #"<c r="C2" s="5"><v>1234.57</v></c><c r="D2" s="6"><v>0.250000</v></c><c r="E2" s="7"><v>45566</v></c>"#
          + #"<c r="G2" s="4"><v>0</v></c></row>"#))
    #expect(!sheet.contains("<f>"))
  }

  @Test("a text that begins like a formula, holds markup or control characters stays a text, as it was")
  func hostileTexts() throws {
    let texts = [
      "=1+1", "@SUM(A1)", "+8", "-9", "\t=cmd|'/c calc'!A1", "<script>&\"'", "a\u{1}b\u{FFFE}c", "_x000D_",
      "两\n行",
      "\u{FFFF}", " led by a blank", "_x00_", "a\rb",
    ]
    for text in texts {
      let sheet = try #require(try UnpackedZip(book(1, text: text)).files["xl/worksheets/sheet1.xml"])
      let cells = CellTexts(sheet)
      #expect(!sheet.contains("<f>"))
      let expected = text.replacing("\u{1}", with: "\u{FFFD}").replacing("\u{FFFE}", with: "\u{FFFD}")
        .replacing("\u{FFFF}", with: "\u{FFFD}").replacing("_x000D_", with: "_x005F_x000D_")
      #expect(cells.texts["B2"] == expected, "\(text.debugDescription)")
    }
    let long = String(repeating: "长", count: 40_000)
    let cells = CellTexts(
      try #require(try UnpackedZip(book(1, text: long)).files["xl/worksheets/sheet1.xml"]))
    #expect(cells.texts["B2"]?.utf16.count == 32_767 && cells.texts["B2"]?.hasSuffix("长…") == true)
  }

  @Test(
    "goes on in a further sheet where one is full, never with an empty one", arguments: [0, 1, 3, 4, 6, 7])
  func sheets(rows: Int) throws {
    let files = try UnpackedZip(book(rows, rowsPerSheet: 4)).files
    let count = files.keys.count { $0.hasPrefix("xl/worksheets/") }
    #expect(count == max(1, (rows + 2) / 3))
    var found: [String] = []
    for sheet in 1...count {
      let cells = CellTexts(try #require(files["xl/worksheets/sheet\(sheet).xml"]))
      #expect(cells.texts["A1"] == "Customer")
      found += (2...4).compactMap { cells.texts["A\($0)"] }
    }
    #expect(found == (0..<rows).map { "00\($0)" })
    let workbook = try #require(files["xl/workbook.xml"])
    #expect(workbook.contains(#"name="List""#) && workbook.contains(#"name="List 2""#) == (count > 1))
  }

  @Test(
    "gives rows the height of their wrapped texts, offers choices, hides columns, and is as wide as can be read"
  )
  func layout() throws {
    let columns = [
      WorkbookColumn("a", kind: .sentence, width: 11),
      WorkbookColumn("b", kind: .text, width: 9, choices: ["是", "否"]),
      WorkbookColumn("c", kind: .text, width: 9, isHidden: true),
    ]
    let writer = try WorkbookWriter(sheet: "One", columns: columns)
    // Ten characters to a line: five Chinese ones, ten others.
    for text in ["一二三四五", "一二三四五六", "abcdefghij", "abcdefghijk\nx", ""] {
      writer.text(text)
      writer.empty()
      writer.text("x")
      try writer.endRow()
    }
    try writer.beginTable(
      sheet: "Two", columns: (0..<12).map { WorkbookColumn("c\($0)", kind: .text, width: 20) })
    let files = try UnpackedZip(writer.finish()).files
    for (name, text) in files { #expect(XMLParser(data: Data(text.utf8)).parse(), "\(name) is no XML") }
    let sheet = try #require(files["xl/worksheets/sheet1.xml"])
    let heights = (2...6).map { sheet.contains(#"<row r="\#($0)" ht=""#) }
    #expect(heights == [false, true, false, true, false])
    #expect(
      sheet.contains(#"<row r="3" ht="30.0" customHeight="1">"#) && sheet.contains(#"<row r="5" ht="45.0""#))
    #expect(
      sheet.contains(#"sqref="B2:B6"><formula1>"是,否"</formula1>"#)
        && sheet.contains(#"width="9.0" customWidth="1" hidden="1"/>"#))
    #expect(sheet.contains(#"fitToWidth="1""#))
    #expect(files["xl/worksheets/sheet2.xml"]?.contains(#"fitToWidth="2""#) == true)
    let workbook = try #require(files["xl/workbook.xml"])
    #expect(workbook.contains("'One'!$1:$1<") && workbook.contains("'Two'!$A:$B,'Two'!$1:$1<"))
  }

  @Test("is the same bytes for the same cells, and names its columns as a spreadsheet does")
  func same() throws {
    #expect(try book(50) == book(50))
    let letters = [0, 25, 26, 51, 52, 701, 702, 16_383].map(CellAddress.letters(ofColumn:))
    #expect(letters == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"])
    #expect(WorkbookWriter.sheetName("a/b[c]:d*e?f'g") == "a_b_c__d_e_f_g")
    #expect(WorkbookWriter.sheetName("") == "1")
    #expect(WorkbookWriter.sheetName(String(repeating: "名", count: 50)).count == 28)
  }
}

/// Reads an archive by its directory, as programs do, and unpacks with gzip's own reader: a deflated file is a gzip
/// file without head and tail.
private struct UnpackedZip {
  var files: [String: String] = [:]

  init(_ bytes: [UInt8]) throws {
    func little(_ at: Int, _ count: Int) -> Int {
      (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }
    let end = bytes.count - 22
    try #require(little(end, 4) == 0x0605_4B50)
    var entry = little(end + 16, 4)
    for _ in 0..<little(end + 10, 2) {
      try #require(little(entry, 4) == 0x0201_4B50)
      let (crc, packed, size) = (little(entry + 16, 4), little(entry + 20, 4), little(entry + 24, 4))
      let (nameCount, local) = (little(entry + 28, 2), little(entry + 42, 4))
      let name = String(decoding: bytes[(entry + 46)..<(entry + 46 + nameCount)], as: UTF8.self)
      try #require(little(local, 4) == 0x0403_4B50)
      #expect(little(local + 14, 4) == crc && little(local + 18, 4) == packed)
      let start = local + 30 + little(local + 26, 2) + little(local + 28, 2)
      var gzip: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
      gzip += bytes[start..<(start + packed)]
      gzip += (0..<4).map { UInt8(crc >> (8 * $0) & 255) } + (0..<4).map { UInt8(size >> (8 * $0) & 255) }
      let scratch = try ScratchFolder()
      let reader = try GzipReader(path: scratch.write(gzip, "file.gz"))
      var content = [UInt8](repeating: 0, count: size + 1)
      let count = try content.withUnsafeMutableBytes { try reader.read(into: $0) }
      #expect(count == size)
      files[name] = String(decoding: content[..<count], as: UTF8.self)
      entry += 46 + nameCount + little(entry + 30, 2) + little(entry + 32, 2)
    }
  }
}

/// The texts of a sheet's cells by their address, as an XML reader sees them.
private final class CellTexts: NSObject, XMLParserDelegate {
  var texts: [String: String] = [:]
  private var address = ""
  private var isInText = false

  init(_ sheet: String) {
    super.init()
    let parser = XMLParser(data: Data(sheet.utf8))
    parser.delegate = self
    _ = parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    if name == "c" { address = attributes["r"] ?? "" }
    isInText = name == "t"
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) { isInText = false }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if isInText { texts[address, default: ""] += string }
  }
}
