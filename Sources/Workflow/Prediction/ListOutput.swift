import Calendar
import Retention
import SystemIO
import Tabular

/// Writes a loss list and, beside it, the record of the run.
struct ListOutput {
  let path: String
  let layout: LossListWriter.Layout
  /// Whether the file begins with the mark by which Excel tells UTF-8.
  let byteOrderMark: Bool

  /// Entries that are in memory at a time.
  private static let entriesPerBlock = 16_384

  /// Writes the entries that `entries` makes of the listed things, a block at a time; returns the first of them, and what is
  /// written, which is still to be committed.
  func write<Listed>(
    _ listed: ArraySlice<Listed>, record: some Encodable, _ month: Month?, shown: Int, _ context: RunContext,
    entries: (ArraySlice<Listed>) -> [LossEntry]
  ) throws -> (first: [LossEntry], list: RecordedList) {
    let list = try TableOutput(
      path: path, columns: layout.columns,
      replacing: month.map { (LossListWriter.Layout.month, ($0 + 1).description) },
      byteOrderMark: byteOrderMark)
    let writer = LossListWriter(to: list.rows, layout: layout)
    var first: [LossEntry] = []
    try context.step("Reasons and list", total: listed.count, unit: .things("customers")) {
      for start in stride(from: listed.startIndex, to: listed.endIndex, by: Self.entriesPerBlock) {
        for entry in entries(listed[start..<min(start + Self.entriesPerBlock, listed.endIndex)]) {
          if first.count < shown { first.append(entry) }
          try writer.write(entry)
        }
        context.progress.advance(to: writer.count)
      }
    }
    return (first, try RecordedList(list, record: record, times: context.times))
  }
}
