/// What a workbook says beside its sheets: their names and where they are, the texts that cells share, and what numbers
/// mean by their format.
struct WorkbookContents {
  private(set) var sheets: [(name: String, path: String)] = []
  private(set) var sharedTexts = SharedTexts()
  /// What numbers of a cell format are.
  private(set) var forms: [Int: CellForm] = [:]
  /// Whether days are counted from 1904 on, as old programs for the Macintosh do.
  private(set) var countsFrom1904 = false

  init(_ archive: ZipReader) throws(WorkbookDamage) {
    guard let workbook = try archive.part(named: "xl/workbook.xml"),
      let relations = try archive.part(named: "xl/_rels/workbook.xml.rels")
    else { throw WorkbookDamage("it is an archive of other files") }
    let targets = try Self.targets(relations)
    var scanner = XMLScanner(workbook)
    while let piece = try scanner.next() {
      if piece == .start("workbookPr") {
        countsFrom1904 = ["1", "true"].contains(scanner.attribute("date1904"))
      }
      guard piece == .start("sheet"), let name = scanner.attribute("name"),
        // The attribute `r:id`; the scanner takes prefixes off.
        let target = scanner.attribute("id").flatMap({ targets[$0] })
      else { continue }
      sheets.append((name, target))
    }
    guard !sheets.isEmpty else { throw WorkbookDamage("it has no sheet") }
    if let texts = try archive.part(named: "xl/sharedStrings.xml") { sharedTexts = try SharedTexts(texts) }
    if let styles = try archive.part(named: "xl/styles.xml") { forms = try Self.forms(styles) }
  }

  /// Where the parts are that the workbook names by a key, within the archive.
  private static func targets(_ part: ZipPart) throws(WorkbookDamage) -> [String: String] {
    var targets: [String: String] = [:]
    var scanner = XMLScanner(part)
    while let piece = try scanner.next() {
      guard piece == .start("Relationship"), let id = scanner.attribute("Id"),
        let target = scanner.attribute("Target")
      else { continue }
      targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
    }
    return targets
  }

  private static func forms(_ part: ZipPart) throws(WorkbookDamage) -> [Int: CellForm] {
    var own: [Int: CellForm?] = [:]
    var forms: [Int: CellForm] = [:]
    var (index, isCellFormat) = (0, false)
    var scanner = XMLScanner(part)
    while let piece = try scanner.next() {
      switch piece {
      case .start("numFmt"):
        if let number = scanner.attribute("numFmtId").flatMap({ Int($0) }) {
          own[number] = .some(CellForm(format: scanner.attribute("formatCode") ?? ""))
        }
      case .start("cellXfs"): isCellFormat = true
      case .end("cellXfs"): isCellFormat = false
      case .start("xf") where isCellFormat:
        let number = scanner.attribute("numFmtId").flatMap { Int($0) } ?? 0
        // Some programs write formats under the numbers of those that are built in.
        forms[index] = own[number] ?? CellForm(builtIn: number)
        index += 1
      default: break
      }
    }
    return forms
  }
}
