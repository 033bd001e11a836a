import Calendar

/// Reads the rows of one sheet, one after another.
struct SheetScanner {
  private var scanner: XMLScanner
  private let contents: WorkbookContents
  private var number = 0

  /// Ranges of merged cells, known at the sheet's end, where they are written.
  private(set) var merged: [(name: String, range: CellRange)] = []
  /// More of them are no table.
  private static let mostMerged = 10_000

  init(_ part: ZipPart, _ contents: WorkbookContents) {
    (scanner, self.contents) = (XMLScanner(part), contents)
  }

  /// The next row, its number from 1, and its cells from the first column on; nil at the end.
  mutating func next() throws(WorkbookDamage) -> (number: Int, cells: [SheetCell])? {
    var cells: [SheetCell] = []
    while let piece = try scanner.next() {
      switch piece {
      case .start("row"):
        // Rows and cells without an address follow those before them.
        let stated = scanner.attribute("r").flatMap { Int($0) } ?? number + 1
        guard stated > number, stated <= CellAddress.mostRows else {
          throw WorkbookDamage("its rows are out of order after row \(number)")
        }
        (number, cells) = (stated, [])
      case .start("c"):
        let column = try column() ?? cells.count
        guard column >= cells.count, column < CellAddress.mostColumns else {
          throw WorkbookDamage("the cells of its row \(number) are out of order")
        }
        cells += repeatElement(SheetCell(text: ""), count: column - cells.count)
        cells.append(try cell())
      case .end("row"): return (number, cells)
      case .start("mergeCell"):
        if let name = scanner.attribute("ref"), let range = CellRange(name) { merged.append((name, range)) }
        guard merged.count <= Self.mostMerged else {
          throw WorkbookDamage("more than \(Self.mostMerged) groups of its cells are merged")
        }
      default: break
      }
    }
    return nil
  }

  /// The column of the cell that has just begun; nil where it does not say it.
  private func column() throws(WorkbookDamage) -> Int? {
    guard let address = scanner.attribute("r") else { return nil }
    guard let column = CellAddress.parts(address)?.column else {
      throw WorkbookDamage("“\(address.prefix(20))” is no address of a cell")
    }
    return column
  }

  /// The cell that has just begun, up to its end.
  private mutating func cell() throws(WorkbookDamage) -> SheetCell {
    let kind = scanner.attribute("t") ?? "n"
    let form = scanner.attribute("s").flatMap { Int($0) }.flatMap { contents.forms[$0] }
    var text = ""
    var (isValue, isReading, isFormula) = (false, false, false)
    loop: while let piece = try scanner.next() {
      switch piece {
      case .start("f"): isFormula = true
      case .start("v"), .start("t"): isValue = true
      case .end("v"), .end("t"): isValue = false
      case .start("rPh"): isReading = true
      case .end("rPh"): isReading = false
      case .text(let part) where isValue && !isReading:
        text += part
        guard text.utf8.count <= 1 << 20 else {
          throw WorkbookDamage("a cell of its row \(number) never ends")
        }
      case .end("c"): break loop
      default: break
      }
    }
    switch kind {
    case "s":
      if text.isEmpty { return SheetCell(text: "") }
      guard let shared = Int(text).flatMap({ contents.sharedTexts[$0] }) else {
        throw WorkbookDamage("a cell of its row \(number) refers to a text that is not there")
      }
      return SheetCell(text: shared)
    case "n":
      if text.isEmpty { return SheetCell(text: "", fault: isFormula ? .formulaWithoutValue : nil) }
      return form == .day ? day(text) : Self.number(text, form)
    case "e": return SheetCell(text: text, fault: .error(String(text.prefix(40))))
    default: return SheetCell(text: XMLText.unescaped(text))
    }
  }

  /// Plain digits: spreadsheets write 1E5 and 0.30000000000000004.
  private static func number(_ text: String, _ form: CellForm?) -> SheetCell {
    guard let value = Double(text), value.isFinite else { return SheetCell(text: text) }
    guard let whole = Int64(exactly: value) else { return SheetCell(text: value.description) }
    var digits = String(whole)
    if case .code(let count)? = form, whole >= 0 {
      digits = String(repeating: "0", count: max(0, count - digits.count)) + digits
    }
    return SheetCell(
      text: digits, fault: whole.magnitude >= 1_000_000_000_000_000 ? .lostDigits(digits) : nil)
  }

  /// Days are counted from 1900-01-01 as day 1, with a 29th of February in that year; or from 1904-01-01 as day 0. The part
  /// of a day is left out.
  private func day(_ text: String) -> SheetCell {
    guard let value = Double(text), value >= (contents.countsFrom1904 ? 0 : 1), value < 2_958_466 else {
      return SheetCell(text: text)
    }
    let serial = Int(value) + (contents.countsFrom1904 ? 1_462 : 0)
    if serial == 60 { return SheetCell(text: text, fault: .noDay) }
    return SheetCell(text: CalendarDay(daysSince1970: serial - (serial < 60 ? 25_568 : 25_569)).description)
  }
}
