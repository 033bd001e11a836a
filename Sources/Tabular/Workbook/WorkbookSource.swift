import Parallel
import SystemIO

/// A sheet of a workbook as a source of columns, whose cells are read as those of a file of text.
///
/// The workbook is unpacked once, when it is opened; its cells lie in memory until it has been read.
struct WorkbookSource: ColumnSource {
  /// Larger workbooks are not read: a sheet of a million rows is smaller.
  private static let largestFile = 1 << 30

  let name: String
  private let table: SheetTable
  private let text: CSVScan
  private let fileDigest: FileDigest

  init(_ name: String, address: SheetAddress?, sizes: ReadingSizes) throws {
    self.name = name
    let bytes = try PlainReader.wholeFile(address?.file ?? name, limit: WorkbookSource.largestFile)
    var digest = FileDigest()
    digest.append(checksum: CRC32.of(bytes), bytes: bytes.count)
    fileDigest = digest
    do {
      let reader = try WorkbookReader(bytes, file: address?.file ?? name)
      table = try SheetTable(reader, sheet: address?.sheet, range: address?.range)
    } catch {
      throw TableError(file: name, message: error.problem)
    }
    text = try CSVScan(.memory(table.text, name: name), sizes: sizes)
  }

  var columnNames: [String] { text.columnNames }
  var encodingName: String { text.encodingName }
  func declaredKind(of column: Int) -> ColumnKind? { nil }
  func line(ofPlace place: Int) -> Int? { table.row(ofByte: place) }
  func digest(team: ThreadTeam) throws -> FileDigest { fileDigest }

  func forEachWave(
    _ plan: ReadingPlan, team: ThreadTeam, _ body: ([any ColumnBatch]) throws -> Void
  ) throws {
    let problems = plan.columns.sorted().compactMap { column in
      table.fault(ofColumn: column).map {
        TableError.Problem(
          file: name, line: $0.row, column: columnNames[column],
          message: "in the sheet “\(table.sheet)”, \($0.sentence)")
      }
    }
    guard problems.isEmpty else { throw TableError(problems: problems) }
    try text.forEachWave(plan, team: team, body)
  }
}
