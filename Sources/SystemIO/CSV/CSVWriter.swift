/// Writes a table as comma-separated values (RFC 4180): one ``text(_:)`` or ``number(_:)`` per cell, then
/// ``endRow()``.
///
/// One thread at a time.
public final class CSVWriter {
  /// Where a row ends: RFC 4180 asks for the longer form, Unix tools and most readers take the shorter.
  public enum LineEnd: String, Sendable {
    case newline = "\n"
    case returnAndNewline = "\r\n"
  }

  private let file: any ByteSink
  private let neutralisesFormulas: Bool
  private let lineEnd: [UInt8]
  private var row: [UInt8] = []
  private var cellCount = 0
  private var columnCount: Int?

  /// - Parameters:
  ///   - neutralisesFormulas: put an apostrophe before texts that a spreadsheet would run as a formula, those that
  ///     begin with `=`, `+`, `-`, `@`, a tab or a carriage return.
  ///   - byteOrderMark: begin with the mark that spreadsheets tell UTF-8 by.
  public init(
    to file: some ByteSink, neutralisesFormulas: Bool, byteOrderMark: Bool = false,
    lineEnd: LineEnd = .newline
  ) {
    self.file = file
    self.neutralisesFormulas = neutralisesFormulas
    self.lineEnd = Array(lineEnd.rawValue.utf8)
    if byteOrderMark { row += [0xEF, 0xBB, 0xBF] }
  }

  /// Adds a cell of text, quoted where it must be.
  public func text(_ text: String) {
    beginCell()
    let start = row.count
    if neutralisesFormulas, let first = text.utf8.first, CSVWriter.beginsFormula(first) {
      row.append(UInt8(ascii: "'"))
    }
    if append(text) { quote(from: start) }
  }

  /// Adds a cell that the caller has formatted and that needs no quotes: a number, a month, or nothing.
  public func number(_ text: String) {
    beginCell()
    let needsQuotes = append(text)
    precondition(!needsQuotes, "“\(text)” is not a plain cell.")
  }

  /// Adds a cell with a number to `places` decimals, halves away from zero; no cell text where it is not finite.
  ///
  /// Digits go straight to the row's bytes. Without a negative zero: `-0.001` to two decimals is `0.00`.
  public func decimal(_ value: Double, places: Int) {
    precondition((0...9).contains(places), "A cell has 0 to 9 decimals.")
    guard value.isFinite else { return number("") }
    beginCell()
    row.appendDecimal(value, places: places)
  }

  /// Adds a row of texts, such as the header.
  public func row(_ cells: [String]) throws(FileError) {
    for cell in cells { text(cell) }
    try endRow()
  }

  /// Ends the row, which must have as many cells as the first.
  public func endRow() throws(FileError) {
    precondition(columnCount == nil || columnCount == cellCount, "A row has \(cellCount) cells.")
    columnCount = cellCount
    cellCount = 0
    row += lineEnd
    try file.write(row)
    row.removeAll(keepingCapacity: true)
  }

  private func beginCell() {
    if cellCount > 0 { row.append(UInt8(ascii: ",")) }
    cellCount += 1
  }

  private func quote(from start: Int) {
    let quote = UInt8(ascii: "\"")
    if row[start...].contains(quote) {
      let cell = Array(row[start...])
      row.removeSubrange(start...)
      for byte in cell {
        if byte == quote { row.append(quote) }
        row.append(byte)
      }
    }
    row.insert(quote, at: start)
    row.append(quote)
  }

  /// Adds the bytes of a text; true where it must be quoted.
  private func append(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      row.append(contentsOf: bytes)
      var needsQuotes = false
      for byte in bytes {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): needsQuotes = true
        default: break
        }
      }
      return needsQuotes
    }
  }

  /// A text as it was before ``text(_:)`` put an apostrophe before it, for lists that are read again.
  public static func unguarded(_ cell: String) -> String {
    let rest = cell.utf8.dropFirst()
    guard cell.utf8.first == UInt8(ascii: "'"), let second = rest.first, beginsFormula(second) else {
      return cell
    }
    return String(cell.dropFirst())
  }

  private static func beginsFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "\t"),
      UInt8(ascii: "\r"):
      true
    default: false
    }
  }
}
