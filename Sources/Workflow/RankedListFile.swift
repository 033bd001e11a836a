import Retention
import SystemIO

/// A list of customers as CSV and, beside it, the record of the run as JSON; both appear, or neither.
///
/// For lists that ask another question than the loss list: `rank` and the list's own cells, then the remarks, the manager
/// and the branch.
struct RankedListFile<Entry> {
  let path: String
  let byteOrderMark: Bool
  /// Names of the list's own columns, between the rank and the remarks.
  let columns: [String]
  /// How the columns of remarks are called, without their numbers.
  let remarkColumn: String

  func write(
    _ entries: [Entry], record: some Encodable, cells: (Entry, CSVWriter) -> Void,
    remarks: (Entry) -> [String], staff: (Entry) -> (manager: String?, branch: String?)
  ) throws {
    let list = try AtomicFile(path: path)
    let writer = CSVWriter(
      to: list, neutralisesFormulas: true, byteOrderMark: byteOrderMark,
      lineEnd: byteOrderMark ? .returnAndNewline : .newline)
    let numbers = 1...TellingVariables.mostRemarks
    try writer.row(
      ["rank"] + columns + numbers.map { "\(remarkColumn)_\($0)" } + ["manager", "branch"])
    for (rank, entry) in entries.enumerated() {
      writer.decimal(Double(rank + 1), places: 0)
      cells(entry, writer)
      let remarks = remarks(entry)
      for number in numbers { writer.text(number <= remarks.count ? remarks[number - 1] : "") }
      let (manager, branch) = staff(entry)
      writer.text(manager ?? "")
      writer.text(branch ?? "")
      try writer.endRow()
    }
    let beside = try AtomicFile(path: FilePath.besideAsJSON(path))
    try beside.write(DeterministicJSON.encode(record))
    try list.commit()
    try beside.commit()
  }
}
