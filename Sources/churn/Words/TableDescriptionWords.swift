import Calendar
import Panel
import Variables
import Workflow

extension TableDescriptionOutcome {
  /// What `describe` prints of a ready-made table.
  var text: String {
    let report = description.report
    var text =
      JoinSummary.words(report.joins, matchingNothing: true) + labelProblem + InputFile.words(report.files)
    text += rows + JoinSummary.words(report.joins, matchingNothing: false) + label + time
    text += ColumnSummary.words(report.columns) + Finding.words(report.findings) + remarks
    if !description.leaks.isEmpty { text += LeakWords(description.leaks).text + "\n" }
    if let draftPath { text += "Wrote a first draft of the configuration to \(draftPath).\n" }
    return text
  }

  /// Told before all else: without its label the table cannot be trained on.
  private var labelProblem: String {
    description.label?.problem.map { $0.text(naming: \.option) + "\n\n" } ?? ""
  }

  private var rows: String {
    let report = description.report
    var parts = [
      "\(NumberText.count(report.rowsUsed)) of \(NumberText.count(report.rowsRead)) rows can be used"
    ]
    func add(_ count: Int, _ words: String) {
      if count > 0 { parts.append("\(NumberText.count(count)) \(words)") }
    }
    add(report.brokenRows, "have more or fewer cells than the header")
    add(report.rowsWithoutKey, "have no key")
    add(report.rowsWithoutTime, "have no time")
    add(report.duplicateKeys, "have a key that an earlier row has too")
    add(report.emptyLines, "empty lines were passed over")
    return "Rows\n  \(parts.joined(separator: "; ")).\n\n"
  }

  private var label: String {
    guard let label = description.label else { return "" }
    var values = label.values.map { "“\($0.text)” \(NumberText.count($0.rows))" }
    if label.furtherValues > 0 { values.append("\(NumberText.count(label.furtherValues)) further ones") }
    if label.missing > 0 { values.append("\(NumberText.count(label.missing)) missing") }
    let rate = label.lossRate.map { rate in
      "  \(NumberText.count(label.losses ?? 0)) rows are a loss (\(NumberText.percent(rate))).\n"
    }
    return "Label “\(label.column)”\n  \(values.joined(separator: ", ")).\n\(rate ?? "")\n"
  }

  private var time: String {
    guard let time = description.time else { return "" }
    var table = TextTable([("period", .left), ("rows", .right)])
    for period in time.periods { table.add([period.text, NumberText.count(period.rows)]) }
    return "Time “\(time.column)”: \(time.first) to \(time.last)\n\(table.text)\n"
  }

  private var remarks: String {
    let report = description.report
    var lines: [String] = []
    for column in description.leftOut {
      let reason = column.words(in: .english)
      lines.append(column.name.isEmpty ? "Left out: \(reason)." : "Left out: “\(column.name)”: \(reason).")
    }
    for name in description.likelyKeys {
      lines.append(
        "Each row has a whole number of its own in “\(name)”: is it a key? Name it with --key, or ignore the column."
      )
    }
    if !description.likelyCodes.isEmpty {
      let names = description.likelyCodes.map { "“\($0)”" }.joined(separator: ", ")
      lines.append(
        "By their names these may be codes rather than amounts: \(names). If so, say --category.")
    }
    let leftOut = Set(description.leftOut.map(\.name))
    for column in report.columns where !leftOut.contains(column.name) {
      if column.isConstant {
        lines.append("“\(column.name)” is the same everywhere.")
      } else if column.missingShare > 0.5 {
        lines.append("“\(column.name)” is missing in \(NumberText.percent(column.missingShare)) of the rows.")
      }
    }
    if report.unreadableCells > 0 {
      lines.append(
        "\(NumberText.count(report.unreadableCells)) cells of number or date columns hold something else; `train` and "
          + "`predict` stop at them unless `unreadable: missing` is set.")
    }
    return lines.isEmpty ? "" : "Worth a look\n" + lines.map { "  - \($0)\n" }.joined() + "\n"
  }
}
