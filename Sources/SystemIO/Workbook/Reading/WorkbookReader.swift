/// Reads the tables of a workbook (XLSX; ECMA-376, SpreadsheetML), such as one that a person has filled in.
///
/// Cells become texts: numbers in plain digits, days as `2024-10-12`, true and false as `1` and `0`; of a formula the
/// value that was last seen. Blank cells are empty texts. Memory in proportion to the packed bytes and what is asked for.
public struct WorkbookReader {
  /// A row that has something in it.
  public struct Row: Sendable, Equatable {
    /// As the spreadsheet counts it, from 1.
    public var number: Int
    /// As many as the widest row before it or this one has.
    public var cells: [String]
  }

  /// Cells that all rows together may have, the blank ones between others among them.
  private static let mostCells = 1 << 25

  /// The names of the sheets, in their order.
  public let sheets: [String]
  private let file: String
  private let archive: ZipReader
  private let paths: [String]
  private let contents: WorkbookContents

  /// Whether bytes begin as a workbook does.
  public static func isWorkbook(_ bytes: [UInt8]) -> Bool { ZipReader.isArchive(bytes) }

  /// - Parameter file: the workbook's name, for messages.
  /// - Throws: where it is damaged or no workbook.
  public init(_ bytes: [UInt8], file: String) throws(WorkbookError) {
    self.file = file
    do throws(WorkbookDamage) {
      archive = try ZipReader(bytes)
      contents = try WorkbookContents(archive)
      (sheets, paths) = (contents.sheets.map(\.name), contents.sheets.map(\.path))
    } catch {
      throw Self.error(error, file)
    }
  }

  /// The rows of a sheet in which some cell is not blank.
  public func rows(ofSheet index: Int) throws(WorkbookError) -> [Row] {
    try reading { () throws(WorkbookDamage) in
      var scanner = try scanner(ofSheet: index)
      var rows: [Row] = []
      var (width, cells) = (0, 0)
      while let row = try scanner.next() {
        guard row.cells.contains(where: { !$0.text.isEmpty }) else { continue }
        width = max(width, row.cells.count)
        cells += width
        guard cells <= Self.mostCells else {
          throw WorkbookDamage("its sheet “\(sheets[index])” has more than \(Self.mostCells) cells")
        }
        let missing = repeatElement("", count: width - row.cells.count)
        rows.append(Row(number: row.number, cells: row.cells.map(\.text) + missing))
      }
      return rows
    }
  }

  /// Whether a sheet has a cell that is not blank.
  func hasCells(sheet index: Int) throws(WorkbookError) -> Bool {
    try reading { () throws(WorkbookDamage) in
      var scanner = try scanner(ofSheet: index)
      while let row = try scanner.next() {
        if row.cells.contains(where: { !$0.text.isEmpty }) { return true }
      }
      return false
    }
  }

  func scanner(ofSheet index: Int) throws(WorkbookDamage) -> SheetScanner {
    guard let part = try archive.part(named: paths[index]) else {
      throw WorkbookDamage("its sheet “\(sheets[index])” is not in it")
    }
    return SheetScanner(part, contents)
  }

  /// Adds the file to what is found to be wrong.
  func reading<Result>(
    _ body: () throws(WorkbookDamage) -> Result
  ) throws(WorkbookError) -> Result {
    do throws(WorkbookDamage) { return try body() } catch { throw Self.error(error, file) }
  }

  /// What is wrong, from “its” or “it” on.
  func error(_ problem: String) -> WorkbookError { WorkbookError(file: file, problem: problem) }

  private static func error(_ damage: WorkbookDamage, _ file: String) -> WorkbookError {
    WorkbookError(
      file: file,
      problem: damage.isOfTable
        ? damage.text + "."
        : "It cannot be read as a workbook: \(damage.text). Save it again as a workbook (XLSX), or as CSV.")
  }
}
