import Calendar
import Configuration
import Panel
import Workflow

extension DescriptionOutcome {
  /// What `describe` prints.
  var text: String {
    var text = files + months + columns
    text += findings
    text += remarks
    text += leaks
    if let draftPath { text += "Wrote a first draft of the configuration to \(draftPath).\n" }
    return text
  }

  private var files: String {
    var table = TextTable([
      ("file", .left), ("rows", .right), ("bytes", .right), ("encoding", .left), ("crc32", .left),
    ])
    for file in report.files {
      table.add([
        file.path, NumberText.count(file.rows), NumberText.count(file.bytes), file.encoding, file.crc32,
      ])
    }
    return "Files\n" + table.text + "\n"
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

  private var columns: String {
    var table = TextTable([
      ("column", .left), ("kind", .left), ("missing", .right), ("zero", .right), ("negative", .right),
      ("unreadable", .right), ("least", .right), ("median", .right), ("99%", .right), ("greatest", .right),
      ("outliers", .right), ("levels", .right), ("why this kind", .left),
    ])
    for column in report.columns + report.attributes {
      let isCounted = column.cells > 0
      let isNumber = isCounted && column.kind == .number
      let show = { (value: Double?) in isNumber ? value.map(NumberText.amount) ?? "" : "" }
      table.add([
        column.name, column.kind.rawValue, isCounted ? NumberText.percent(column.missingShare) : "",
        isNumber ? NumberText.count(column.zero) : "", isNumber ? NumberText.count(column.negative) : "",
        column.unreadable == 0 ? "" : NumberText.count(column.unreadable), show(column.least),
        show(column.quantiles?[2]), show(column.quantiles?[4]), show(column.greatest),
        isNumber ? column.outliers.map(NumberText.count) ?? "" : "",
        isCounted ? column.levels.map(NumberText.count) ?? "" : "", column.kindWords(in: .english),
      ])
    }
    return "Columns\n" + table.text + "\n"
  }

  private var findings: String {
    if report.findings.isEmpty { return "" }
    var text = "Findings (the first of each kind)\n"
    for finding in report.findings {
      var place = finding.file
      if let line = finding.line { place += ", line \(line)" }
      if let column = finding.column { place += ", column “\(column)”" }
      text += "  \(place): \(Self.words(for: finding))\n"
    }
    return text + "\n"
  }

  static func words(for finding: Finding) -> String {
    switch finding.kind {
    case .unreadableNumber: "“\(finding.text)” is no number"
    case .duplicate: "a further row of \(finding.text)"
    case .missingCustomer: "no customer"
    case .longCustomer: "a customer's key that is too long"
    case .unreadableMonth: "“\(finding.text)” is no month"
    case .wrongEncoding: "text in another encoding than the rest of the file"
    default: finding.text
    }
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
    for column in report.columns where (column.levels ?? 0) > LeftOutColumn.mostLevels {
      add(
        "“\(column.name)” has \(NumberText.count(column.levels ?? 0)) different texts, more than a category may have "
          + "(\(LeftOutColumn.mostLevels)): no variable is made of it.")
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
