/// Where a table lies in a workbook: `customers.xlsx#Sheet1!A1:H500`, of which the sheet, the range or both may be left out.
public struct SheetAddress: Sendable, Equatable {
  /// The path of the workbook, or a pattern.
  public let file: String
  /// Nil: the only sheet that holds anything.
  public let sheet: String?
  /// Nil: all of the sheet.
  public let range: CellRange?

  private static let endings = [".xlsx", ".xlsm"]

  /// Whether a path is that of a workbook by its ending.
  public static func isWorkbook(path: some StringProtocol) -> Bool {
    endings.contains { path.lowercased().hasSuffix($0) }
  }

  /// Reads an address; nil where a text is none.
  public init?(_ text: String) {
    guard !TableAddress.isAddress(text) else { return nil }
    let mark = text.indices.first { text[$0] == "#" && SheetAddress.isWorkbook(path: text[..<$0]) }
    guard let mark else {
      guard SheetAddress.isWorkbook(path: text) else { return nil }
      (file, sheet, range) = (text, nil, nil)
      return
    }
    file = String(text[..<mark])
    let wanted = text[text.index(after: mark)...]
    // A name of a sheet may have an exclamation mark itself.
    if let exclamation = wanted.lastIndex(of: "!"),
      let range = CellRange(wanted[wanted.index(after: exclamation)...])
    {
      self.range = range
      let name = wanted[..<exclamation]
      sheet = name.isEmpty ? nil : String(name)
    } else {
      range = nil
      sheet = wanted.isEmpty ? nil : String(wanted)
    }
  }

  /// Whether neither a sheet nor a range is named.
  public var isWhole: Bool { sheet == nil && range == nil }

  /// The address of a part of a workbook; the path alone where nothing more is said.
  public static func text(file: String, sheet: String?, range: String?) -> String {
    sheet == nil && range == nil ? file : "\(file)#\(sheet ?? "")\(range.map { "!\($0)" } ?? "")"
  }

  /// What follows the path in an address.
  public static func ending(of text: String) -> Substring {
    SheetAddress(text).map { text.dropFirst($0.file.count) } ?? ""
  }
}
