import Calendar
import Configuration
import Panel
import Workflow

extension DescriptionOutcome {
  /// What `describe` prints.
  var text: String {
    // Nothing is known but why.
    if case .unreadable? = questions.first { return draft }
    var text = unreadableMonths + JoinSummary.words(report.joins, matchingNothing: true)
    text += InputFile.words(report.files) + months + JoinSummary.words(report.joins, matchingNothing: false)
    text += ColumnSummary.words(report.columns + report.attributes) + Finding.words(report.findings)
    return text + remarks + leaks + draft
  }

  /// Where the draft is, and what it asks, as its comments do.
  private var draft: String {
    guard let draftPath else { return "" }
    let toDecide = questions.isEmpty ? "" : "To decide before it is used\n"
    return "Wrote a first draft of the configuration to \(draftPath).\n" + toDecide
      + questions.map { "  - \($0.text(in: .english))\n" }.joined()
  }

  /// Told before all else: whatever follows says nothing of these rows.
  private var unreadableMonths: String {
    guard report.unreadableMonths > 0 else { return "" }
    let first = report.findings.first { $0.kind == .unreadableMonth }
    let place = first.map { finding in
      ", such as \(finding.file)" + (finding.line.map { ", line \($0)" } ?? "") + ": “\(finding.text)”"
    }
    return
      "The months of \(NumberText.count(report.unreadableMonths)) rows cannot be read\(place ?? ""); these rows are "
      + "left out of all that follows, and train and predict stop at them. Write months as 2024-07, 202407, 2024年7月, "
      + "Jul-2024 or 2024-07-31.\n\n"
  }

  private var months: String {
    var table = TextTable([
      ("month", .left), ("customers", .right), ("entering", .right), ("leaving", .right),
      ("above the floor", .right), ("assets", .right), ("negative", .right),
    ])
    for month in report.months {
      table.add([
        month.month.description, NumberText.count(month.customers), NumberText.count(month.entering),
        NumberText.count(month.leaving), NumberText.count(month.aboveFloor),
        NumberText.amount((Double(month.assetsInCents) / 100).rounded()),
        NumberText.count(month.negativeAssets),
      ])
    }
    var text =
      "Months (floor \(NumberText.amount(configuration.floor)); assets are \(configuration.assets.joined(separator: " + ")))\n"
    text += table.text
    text +=
      "  \(NumberText.count(report.customers)) different customers in \(NumberText.count(report.rowsRead)) rows.\n\n"
    return text
  }

  private var remarks: String {
    var lines: [String] = []
    let add = { (line: String) in lines.append("  - " + line) }
    if report.emptyLines > 0 { add("\(NumberText.count(report.emptyLines)) empty lines were passed over.") }
    if report.duplicates > 0 {
      add(
        "\(NumberText.count(report.duplicates)) rows repeat a customer and month; `duplicates: \(configuration.duplicates.rawValue)` "
          + (configuration.duplicates == .error
            ? "makes `train` and `predict` stop at them." : "says which is kept."))
    }
    if report.unreadableCells > 0 {
      add(
        "\(NumberText.count(report.unreadableCells)) cells of number columns hold something else; "
          + (configuration.unreadable == .error
            ? "`train` and `predict` stop at them unless `unreadable: missing` is set."
            : "they count as missing."))
    }
    if report.unknownAssets > 0 {
      add(
        "Assets are unknown for \(NumberText.count(report.unknownAssets)) customers and months because a cell is "
          + "missing; set `missing_assets: zero` if an empty cell means that the customer has no such product."
      )
    }
    if report.unnamedColumns > 0 {
      add("\(NumberText.count(report.unnamedColumns)) columns have no name in the header and are not read.")
    }
    let mostLevels = configuration.training.levels.lossRates ? Int.max : LeftOutColumn.mostLevels
    for column in report.columns where (column.levels ?? 0) > mostLevels {
      add(
        "“\(column.name)” has \(NumberText.count(column.levels ?? 0)) different texts, more than a category may have "
          + "(\(mostLevels)): no variable is made of it.")
    }
    if !report.missingMonths.isEmpty {
      add("No row at all for \(report.missingMonths.map(\.description).joined(separator: ", ")).")
    }
    for column in report.columns where column.isConstant { add("“\(column.name)” is the same everywhere.") }
    for column in report.columns where column.missingShare > 0.5 && !column.isConstant {
      add("“\(column.name)” is missing in \(NumberText.percent(column.missingShare)) of the rows.")
    }
    if report.months.reduce(0, { $0 + $1.negativeAssets }) > 0 {
      add("Some customers have negative assets; they stay below the floor.")
    }
    return lines.isEmpty ? "" : "Worth a look\n" + lines.joined(separator: "\n") + "\n"
  }

  private var leaks: String {
    labelLeaks.isEmpty ? "" : LeakWords(labelLeaks).text + "\n"
  }
}
