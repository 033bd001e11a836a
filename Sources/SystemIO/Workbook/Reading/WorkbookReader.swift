/// Reads the tables of a workbook (XLSX; ECMA-376, SpreadsheetML), such as one that a person has filled in.
///
/// Cells become texts: numbers in plain digits, days as `2024-10-12`, true and false as `1` and `0`; of a formula the
/// value that was last seen. Blank cells are empty texts. Memory in proportion to the workbook unpacked.
public struct WorkbookReader {
  /// A row that has something in it.
  public struct Row: Sendable, Equatable {
    /// As the spreadsheet counts it, from 1.
    public var number: Int
    /// As many as the widest row before it or this one has.
    public var cells: [String]
  }

  /// The names of the sheets, in their order.
  public let sheets: [String]
  private let file: String
  private let archive: ZipReader
  private let paths: [String]
  private let sharedTexts: [String]
  private let dateStyles: Set<Int>

  /// Whether bytes begin as a workbook does.
  public static func isWorkbook(_ bytes: [UInt8]) -> Bool { ZipReader.isArchive(bytes) }

  /// - Parameter file: the workbook's name, for messages.
  /// - Throws: where it is damaged or no workbook.
  public init(_ bytes: [UInt8], file: String) throws(WorkbookError) {
    self.file = file
    do throws(WorkbookDamage) {
      archive = try ZipReader(bytes)
      let parts = try WorkbookContents(archive)
      (sheets, paths) = (parts.sheets.map(\.name), parts.sheets.map(\.path))
      (sharedTexts, dateStyles) = (parts.sharedTexts, parts.dateStyles)
    } catch {
      throw Self.error(error, file)
    }
  }

  /// The rows of a sheet in which some cell is not blank.
  public func rows(ofSheet index: Int) throws(WorkbookError) -> [Row] {
    do throws(WorkbookDamage) {
      guard let content = try archive.content(of: paths[index]) else {
        throw WorkbookDamage("its sheet “\(sheets[index])” is not in it")
      }
      var scanner = SheetScanner(content, sharedTexts: sharedTexts, dateStyles: dateStyles)
      return try scanner.rows()
    } catch {
      throw Self.error(error, file)
    }
  }

  private static func error(_ damage: WorkbookDamage, _ file: String) -> WorkbookError {
    WorkbookError(
      file: file,
      problem:
        "It cannot be read as a workbook: \(damage.text). Save it again as a workbook (XLSX), or as CSV.")
  }
}
