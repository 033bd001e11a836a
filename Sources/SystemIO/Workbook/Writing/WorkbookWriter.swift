/// Makes a workbook (XLSX) of one or more tables: real numbers and dates, a frozen header, filters.
///
/// One ``text(_:)``, ``number(_:)``, ``date(_:)`` or ``empty()`` per cell, then ``endRow()``; at the end the file's
/// bytes. A text stays a text whatever it begins with: no cell is ever a formula, so nothing needs an apostrophe. Rows
/// beyond what a sheet can hold (1,048,576) go on in a further sheet. The same cells give the same bytes. One thread at
/// a time; memory for the packed rows.
public final class WorkbookWriter {
  /// Rows that a sheet can hold, the header among them.
  public static let mostRows = 1_048_576

  /// The table's name and columns.
  private var name: String
  private var columns: [WorkbookColumn]
  private var letters: [[UInt8]]
  private let rowsPerSheet: Int
  private var sheets: [Sheet] = []
  /// Sheets that the tables before this one have filled.
  private var sheetsBefore = 0
  private var deflater: Deflater
  /// Of a further sheet, once this one is full.
  private var nextDeflater: Deflater?
  private var buffer: [UInt8] = []
  private var rowCount = 0
  private var cellCount = 0
  /// Where the attributes of the row that is being written end, and the lines that its wrapped texts take.
  private var rowHead = 0
  private var lineCount = 1
  private var rowNumber: [UInt8] = []

  private struct Sheet {
    var name: String
    var rows: Int
    var columns: [WorkbookColumn]
    var content: Deflater.Packed
  }

  private static let bufferSize = 1 << 16

  /// - Parameters:
  ///   - sheet: the sheet's name; what a name may not hold is replaced, and it is cut to 31 characters.
  ///   - columns: at least one.
  public convenience init(sheet: String, columns: [WorkbookColumn]) throws(FileError) {
    try self.init(sheet: sheet, columns: columns, rowsPerSheet: Self.mostRows)
  }

  init(sheet: String, columns: [WorkbookColumn], rowsPerSheet: Int) throws(FileError) {
    precondition(!columns.isEmpty && rowsPerSheet > 1, "A table has a column and room for a row.")
    name = Self.sheetName(sheet)
    self.columns = columns
    self.rowsPerSheet = rowsPerSheet
    letters = Self.letters(of: columns)
    deflater = try Deflater()
    beginSheet()
  }

  /// Ends the table and begins another one, in a sheet of its own.
  ///
  /// - Parameters:
  ///   - sheet: another name than those of the tables before.
  ///   - columns: at least one.
  public func beginTable(sheet: String, columns: [WorkbookColumn]) throws(FileError) {
    precondition(!columns.isEmpty && cellCount == 0, "A table has a column, and rows are ended.")
    endSheet()
    (deflater, nextDeflater) = (try Deflater(), nil)
    (name, sheetsBefore) = (Self.sheetName(sheet), sheets.count)
    (self.columns, letters) = (columns, Self.letters(of: columns))
    beginSheet()
  }

  private static func letters(of columns: [WorkbookColumn]) -> [[UInt8]] {
    columns.indices.map { Array(CellAddress.letters(ofColumn: $0).utf8) }
  }

  /// A sheet's name may not be empty, not be longer than 31 characters, and hold none of `[ ] : * ? / \`.
  static func sheetName(_ text: String) -> String {
    let forbidden = Set("[]:*?/\\'")
    var name = String(text.map { forbidden.contains($0) || $0.isNewline ? "_" : $0 })
    // Room for the number of a further sheet.
    while name.utf16.count > 28 { name.removeLast() }
    return name.isEmpty ? "1" : name
  }

  /// Adds a cell of text; an empty text leaves the cell empty.
  public func text(_ text: String) {
    if text.isEmpty { return empty() }
    if cellCount < columns.count, columns[cellCount].kind == .sentence {
      lineCount = max(lineCount, SheetLayout.lines(of: text, width: columns[cellCount].width))
    }
    beginCell(style: cellCount < columns.count ? columns[cellCount].kind.style : 0)
    buffer += Self.textStart
    XMLText.append(text, to: &buffer)
    buffer += Self.textEnd
  }

  /// Adds a number; what is not finite leaves the cell empty.
  ///
  /// Money is rounded to two decimals and shares to six, halves away from zero, as in the CSV.
  public func number(_ value: Double) {
    guard value.isFinite else { return empty() }
    let kind = cellCount < columns.count ? columns[cellCount].kind : .text
    beginCell(style: kind.style)
    buffer += Self.valueStart
    buffer.appendDecimal(value, places: kind == .percent ? 6 : kind == .money ? 2 : 0)
    buffer += Self.valueEnd
  }

  /// Adds a day, counted from 1970-01-01.
  ///
  /// Spreadsheets count days from 1899-12-30 (for all days after February 1900).
  public func date(_ daysSince1970: Int) { number(Double(daysSince1970 + 25_569)) }

  /// Leaves a cell empty.
  public func empty() {
    openRow()
    precondition(cellCount < columns.count, "The row has more cells than there are columns.")
    cellCount += 1
  }

  /// Ends the row, which must have a cell for every column.
  public func endRow() throws(FileError) {
    precondition(cellCount == columns.count, "The row has \(cellCount) of \(columns.count) cells.")
    buffer += Self.rowEnd
    if lineCount > 1 {
      let height = Double(lineCount) * SheetLayout.lineHeight
      buffer.insert(contentsOf: #" ht="\#(height)" customHeight="1""#.utf8, at: rowHead)
    }
    (cellCount, lineCount) = (0, 1)
    if rowCount == rowsPerSheet { nextDeflater = try Deflater() }
    if buffer.count > Self.bufferSize { flush() }
  }

  /// The whole file. Nothing can be added afterwards.
  public func finish() throws(FileError) -> [UInt8] {
    precondition(cellCount == 0, "The last row is not ended.")
    endSheet()
    var archive = ZipArchive()
    try archive.add("[Content_Types].xml", WorkbookParts.contentTypes(sheets: sheets.count))
    try archive.add("_rels/.rels", WorkbookParts.rootRelations)
    try archive.add(
      "xl/workbook.xml",
      WorkbookParts.workbook(sheets: sheets.map { ($0.name, $0.rows, $0.columns) }))
    try archive.add("xl/_rels/workbook.xml.rels", WorkbookParts.workbookRelations(sheets: sheets.count))
    try archive.add("xl/styles.xml", WorkbookParts.styles)
    for (index, sheet) in sheets.enumerated() {
      try archive.add("xl/worksheets/sheet\(index + 1).xml", sheet.content)
    }
    return archive.finished()
  }
}

extension WorkbookWriter {
  private static let rowStart = Array(#"<row r=""#.utf8)
  private static let rowEnd = Array("</row>".utf8)
  private static let cellStart = Array(#"<c r=""#.utf8)
  private static let textStart = Array(#" t="inlineStr"><is><t xml:space="preserve">"#.utf8)
  private static let textEnd = Array("</t></is></c>".utf8)
  private static let valueStart = Array("><v>".utf8)
  private static let valueEnd = Array("</v></c>".utf8)

  /// Writes the header.
  private func beginSheet() {
    rowCount = 0
    buffer += Array(WorkbookParts.sheetStart(columns, isFirst: sheets.isEmpty).utf8)
    for column in columns {
      beginCell(style: 1)
      buffer += Self.textStart
      XMLText.append(column.title, to: &buffer)
      buffer += Self.textEnd
    }
    buffer += Self.rowEnd
    cellCount = 0
  }

  private func endSheet() {
    buffer += Array(WorkbookParts.sheetEnd(columns, rows: rowCount).utf8)
    flush()
    let further = sheets.count - sheetsBefore
    sheets.append(
      Sheet(
        name: further == 0 ? name : "\(name) \(further + 1)", rows: rowCount, columns: columns,
        content: deflater.finish()))
  }

  private func flush() {
    deflater.append(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  /// Begins a row where none is begun, in a further sheet where this one is full.
  private func openRow() {
    guard cellCount == 0 else { return }
    if let next = nextDeflater {
      endSheet()
      (deflater, nextDeflater) = (next, nil)
      beginSheet()
    }
    rowCount += 1
    rowNumber = Array(String(rowCount).utf8)
    buffer += Self.rowStart
    buffer += rowNumber
    buffer.append(UInt8(ascii: "\""))
    rowHead = buffer.count
    buffer.append(UInt8(ascii: ">"))
  }

  private func beginCell(style: Int) {
    openRow()
    precondition(cellCount < columns.count, "The row has more cells than there are columns.")
    buffer += Self.cellStart
    buffer += letters[cellCount]
    buffer += rowNumber
    buffer += Self.styleStart
    buffer.append(UInt8(ascii: "0") + UInt8(style))
    buffer.append(UInt8(ascii: "\""))
    cellCount += 1
  }

  private static let styleStart = Array(#"" s=""#.utf8)
}
