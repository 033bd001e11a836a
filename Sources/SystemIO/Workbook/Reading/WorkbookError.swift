/// Why a workbook cannot be read, as a whole sentence with the way out.
public struct WorkbookError: Error, Sendable, Hashable, CustomStringConvertible {
  public var file: String
  /// Such as “It is damaged: …. Save it again as a workbook (XLSX).”
  public var problem: String

  public var description: String { "“\(file)”: \(problem)" }
}

/// What a part of a workbook is found to be; the reader adds the file.
struct WorkbookDamage: Error, Hashable {
  /// Goes on after “It cannot be read as a workbook: ”; of what is not damaged, a sentence without its full stop.
  var text: String
  /// Whether the workbook is whole, and what is in it is no table.
  var isOfTable = false

  init(_ text: String) { self.text = text }

  init(table text: String) { (self.text, isOfTable) = (text, true) }
}
