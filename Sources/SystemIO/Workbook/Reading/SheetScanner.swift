import Calendar

/// Reads the rows of one sheet.
struct SheetScanner {
  private var scanner: XMLScanner
  private let sharedTexts: [String]
  private let dateStyles: Set<Int>

  /// Columns of a sheet at most (ECMA-376: XFD).
  private static let mostColumns = 16_384

  init(_ bytes: [UInt8], sharedTexts: [String], dateStyles: Set<Int>) {
    scanner = XMLScanner(bytes)
    self.sharedTexts = sharedTexts
    self.dateStyles = dateStyles
  }

  mutating func rows() throws(WorkbookDamage) -> [WorkbookReader.Row] {
    var rows: [WorkbookReader.Row] = []
    var row = WorkbookReader.Row(number: 0, cells: [])
    var width = 0
    while let piece = try scanner.next() {
      switch piece {
      case .start("row"):
        // Rows and cells without an address follow those before them.
        row = WorkbookReader.Row(
          number: scanner.attributes["r"].flatMap { Int($0) } ?? row.number + 1, cells: [])
      case .start("c"):
        let column = try scanner.attributes["r"].map(Self.column) ?? row.cells.count
        guard column >= row.cells.count, column < Self.mostColumns else {
          throw WorkbookDamage("the cells of its row \(row.number) are out of order")
        }
        row.cells += repeatElement("", count: column - row.cells.count)
        row.cells.append(try cell(row.number))
      case .end("row") where row.cells.contains { !$0.isEmpty }:
        width = max(width, row.cells.count)
        row.cells += repeatElement("", count: width - row.cells.count)
        rows.append(row)
      default: break
      }
    }
    return rows
  }

  /// The column of an address such as `AB12`, from 0.
  private static func column(of address: String) throws(WorkbookDamage) -> Int {
    var column = 0
    for byte in address.utf8.prefix(while: { $0 >= UInt8(ascii: "A") }) {
      guard byte <= UInt8(ascii: "Z"), column <= mostColumns else {
        throw WorkbookDamage("“\(address.prefix(20))” is no address of a cell")
      }
      column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
    }
    guard column > 0 else { throw WorkbookDamage("“\(address.prefix(20))” is no address of a cell") }
    return column - 1
  }

  /// The text of the cell that has just begun, up to its end.
  private mutating func cell(_ row: Int) throws(WorkbookDamage) -> String {
    let kind = scanner.attributes["t"] ?? "n"
    let isDate = scanner.attributes["s"].flatMap { Int($0) }.map(dateStyles.contains) ?? false
    var text = ""
    var (isValue, isReading) = (false, false)
    loop: while let piece = try scanner.next() {
      switch piece {
      case .start("v"), .start("t"): isValue = true
      case .end("v"), .end("t"): isValue = false
      case .start("rPh"): isReading = true
      case .end("rPh"): isReading = false
      case .text(let part) where isValue && !isReading: text += part
      case .end("c"): break loop
      default: break
      }
    }
    switch kind {
    case "s":
      guard let index = Int(text), sharedTexts.indices.contains(index) else {
        throw WorkbookDamage("a cell of its row \(row) refers to a text that is not there")
      }
      return sharedTexts[index]
    case "n": return isDate ? Self.day(text) : Self.number(text)
    default: return XMLText.unescaped(text)
    }
  }

  /// Plain digits: spreadsheets write 1E5 and 0.30000000000000004.
  private static func number(_ text: String) -> String {
    guard let value = Double(text), value.isFinite else { return text }
    if let whole = Int64(exactly: value) { return String(whole) }
    return value.description
  }

  /// Days are counted from 1899-12-30; the part of a day is left out.
  private static func day(_ text: String) -> String {
    guard let value = Double(text), value >= 1, value < 2_958_466 else { return text }
    return CalendarDay(daysSince1970: Int(value) - 25_569).description
  }
}
