/// What a workbook says beside its sheets: their names and where they are, the texts that cells share, and which cell
/// formats show a number as a day.
struct WorkbookContents {
  private(set) var sheets: [(name: String, path: String)] = []
  private(set) var sharedTexts: [String] = []
  private(set) var dateStyles: Set<Int> = []

  init(_ archive: ZipReader) throws(WorkbookDamage) {
    guard let workbook = try archive.content(of: "xl/workbook.xml"),
      let relations = try archive.content(of: "xl/_rels/workbook.xml.rels")
    else { throw WorkbookDamage("it is an archive of other files") }
    let targets = try Self.targets(relations)
    var scanner = XMLScanner(workbook)
    while let piece = try scanner.next() {
      guard piece == .start("sheet"), let name = scanner.attributes["name"],
        // The attribute `r:id`; the scanner takes prefixes off.
        let target = scanner.attributes["id"].flatMap({ targets[$0] })
      else { continue }
      sheets.append((name, target))
    }
    guard !sheets.isEmpty else { throw WorkbookDamage("it has no sheet") }
    if let texts = try archive.content(of: "xl/sharedStrings.xml") { sharedTexts = try Self.texts(texts) }
    if let styles = try archive.content(of: "xl/styles.xml") { dateStyles = try Self.dateStyles(styles) }
  }

  /// Where the parts are that the workbook names by a key, within the archive.
  private static func targets(_ bytes: [UInt8]) throws(WorkbookDamage) -> [String: String] {
    var targets: [String: String] = [:]
    var scanner = XMLScanner(bytes)
    while let piece = try scanner.next() {
      guard piece == .start("Relationship"), let id = scanner.attributes["Id"],
        let target = scanner.attributes["Target"]
      else { continue }
      targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
    }
    return targets
  }

  /// The texts of `si` elements; formatted runs of one text are put together, and readings of characters left out.
  private static func texts(_ bytes: [UInt8]) throws(WorkbookDamage) -> [String] {
    var texts: [String] = []
    var (isText, isReading) = (false, false)
    var scanner = XMLScanner(bytes)
    while let piece = try scanner.next() {
      switch piece {
      case .start("si"): texts.append("")
      case .start("rPh"): isReading = true
      case .end("rPh"): isReading = false
      case .start("t"): isText = true
      case .end("t"): isText = false
      case .text(let text) where isText && !isReading && !texts.isEmpty: texts[texts.count - 1] += text
      default: break
      }
    }
    return texts.map(XMLText.unescaped)
  }

  /// Indices of cell formats whose number format shows days: those built in (14 to 17, 22, 27 to 31, 36, 50 to 58 in
  /// ECMA-376 18.8.30), and those of the workbook's own with a `y` or `d` outside quotes and brackets.
  private static func dateStyles(_ bytes: [UInt8]) throws(WorkbookDamage) -> Set<Int> {
    var own: Set<Int> = []
    var styles: Set<Int> = []
    var (index, isCellFormat) = (0, false)
    var scanner = XMLScanner(bytes)
    while let piece = try scanner.next() {
      switch piece {
      case .start("numFmt"):
        if let number = scanner.attributes["numFmtId"].flatMap({ Int($0) }),
          showsDay(scanner.attributes["formatCode"] ?? "")
        {
          own.insert(number)
        }
      case .start("cellXfs"): isCellFormat = true
      case .end("cellXfs"): isCellFormat = false
      case .start("xf") where isCellFormat:
        let number = scanner.attributes["numFmtId"].flatMap { Int($0) } ?? 0
        if own.contains(number) || builtIn.contains(where: { $0.contains(number) }) { styles.insert(index) }
        index += 1
      default: break
      }
    }
    return styles
  }

  private static let builtIn = [14...17, 22...22, 27...31, 36...36, 50...58]

  private static func showsDay(_ format: String) -> Bool {
    var (isQuoted, isBracketed, isEscaped) = (false, false, false)
    for character in format.lowercased() {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch character {
      case "\\": isEscaped = true
      case "\"": isQuoted.toggle()
      case "[" where !isQuoted: isBracketed = true
      case "]" where !isQuoted: isBracketed = false
      case "y" where !isQuoted && !isBracketed, "d" where !isQuoted && !isBracketed: return true
      default: break
      }
    }
    return false
  }
}
