import Calendar
import Configuration
import Retention
import SystemIO

/// Writes a loss list and, beside it, the record of the run; both appear, or neither.
struct ListOutput {
  let path: String
  let layout: LossListWriter.Layout
  /// Whether the file begins with the mark by which Excel tells UTF-8.
  var byteOrderMark = false

  /// Entries that are in memory at a time.
  private static let entriesPerTurn = 16_384

  /// Where the record goes: the list's path with `.json` in place of its ending.
  var recordPath: String { FilePath.besideAsJSON(path) }

  /// Writes the entries that `entries` makes of the listed things and returns the first of them.
  @discardableResult
  func write<Listed>(
    _ listed: ArraySlice<Listed>, record: RunRecord, shown: Int, context: RunContext,
    entries: (ArraySlice<Listed>) -> [LossEntry]
  ) throws -> [LossEntry] {
    let list = try AtomicFile(path: path)
    let writer = try LossListWriter(to: list, layout: layout, byteOrderMark: byteOrderMark)
    var first: [LossEntry] = []
    try context.step("Reasons and list", total: listed.count, unit: .things("customers")) {
      var start = listed.startIndex
      while start < listed.endIndex {
        let end = min(start + ListOutput.entriesPerTurn, listed.endIndex)
        for entry in entries(listed[start..<end]) {
          if first.count < shown { first.append(entry) }
          try writer.write(entry)
        }
        start = end
        context.progress.advance(to: writer.count)
      }
    }
    let beside = try AtomicFile(path: recordPath)
    try beside.write(record.json())
    try list.commit()
    try beside.commit()
    return first
  }
}

/// What `predict` tells of a list.
struct ListSummary {
  let listed: Int
  let scored: Int
  let month: Month?
  let expectedLoss: Double?
  let path: String
  let first: [LossEntry]

  var text: String {
    var text = "\(NumberText.count(listed)) of \(NumberText.count(scored)) scored"
    if let month { text += " for \(month)" }
    text += " are listed in \(path)"
    if let expectedLoss { text += "; expected loss \(NumberText.amount(expectedLoss.rounded()))" }
    text += "."
    if first.isEmpty { return text }
    text += "\n\n"
    for (rank, entry) in first.enumerated() {
      text += "\(rank + 1). \(entry.customer)  probability \(NumberText.percent(entry.probability))"
      if let assets = entry.assets { text += "  assets \(NumberText.amount(assets.rounded()))" }
      if let loss = entry.expectedLoss { text += "  expected loss \(NumberText.amount(loss.rounded()))" }
      if let tier = entry.tier { text += "  \(tier)" }
      text += "\n"
      for reason in entry.reasons { text += "     \(reason.text)\n" }
    }
    return text
  }
}
