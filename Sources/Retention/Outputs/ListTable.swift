import Calendar
import Configuration
import SystemIO

/// Writes entries as the tables that people work with.
struct ListTable: Sendable {
  let columns: [ListColumn]
  let language: Language
  /// Whether a CSV begins with the mark by which Excel tells UTF-8.
  let byteOrderMark: Bool

  /// Writes comma-separated values with a header in the list's language.
  func writeCSV(_ entries: some Sequence<RankedEntry>, to sink: some ByteSink) throws(FileError) {
    let writer = CSVWriter(forPeople: sink, byteOrderMark: byteOrderMark)
    try writer.row(columns.map { $0.title(in: language) })
    for entry in entries {
      for column in columns { column.value(entry, language).write(to: writer, kind: column.kind) }
      try writer.endRow()
    }
  }

  /// The bytes of a workbook with one sheet.
  func workbook(_ entries: some Sequence<RankedEntry>, sheet: String) throws(FileError) -> [UInt8] {
    let writer = try WorkbookWriter(sheet: sheet, columns: columns.map { $0.workbookColumn(in: language) })
    try addRows(entries, to: writer)
    return try writer.finish()
  }

  func addRows(_ entries: some Sequence<RankedEntry>, to writer: WorkbookWriter) throws(FileError) {
    for entry in entries {
      for column in columns { column.value(entry, language).write(to: writer) }
      try writer.endRow()
    }
  }
}
