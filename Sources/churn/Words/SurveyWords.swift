import Calendar
import Panel

/// What `describe` prints of panels and tables alike.
extension InputFile {
  /// The files in a table.
  static func words(_ files: [InputFile]) -> String {
    var table = TextTable([
      ("file", .left), ("rows", .right), ("bytes", .right), ("encoding", .left), ("crc32", .left),
    ])
    for file in files {
      table.add([
        file.path, NumberText.count(file.rows), NumberText.count(file.bytes), file.encoding, file.crc32,
      ])
    }
    return "Files\n" + table.text + "\n"
  }
}

extension JoinSummary {
  /// The joins, a line each; empty where there is none. Told before all else where nothing was found by one.
  static func words(_ joins: [JoinSummary]?, matchingNothing: Bool) -> String {
    let lines = (joins ?? []).filter { $0.matchesNothing == matchingNothing }.map {
      "  \($0.text(in: .english))\n"
    }
    if lines.isEmpty { return "" }
    return (matchingNothing ? "Joins that find nothing: train and predict stop at them\n" : "Joins\n")
      + lines.joined() + "\n"
  }
}

extension ColumnSummary {
  /// The columns in a table.
  static func words(_ columns: [ColumnSummary]) -> String {
    let hasTexts = columns.contains { $0.commonTexts != nil }
    var table = TextTable(
      [
        ("column", .left), ("kind", .left), ("missing", .right), ("zero", .right), ("negative", .right),
        ("unreadable", .right), ("least", .right), ("median", .right), ("99%", .right), ("greatest", .right),
        ("outliers", .right), ("levels", .right),
      ] + (hasTexts ? [("commonest", .left)] : []) + [("why this kind", .left)])
    for column in columns { table.add(column.cells(withTexts: hasTexts)) }
    let exactness =
      columns.contains { $0.quantilesAreExact == true }
      ? "Medians and 99% are exact."
      : "Medians and 99% are approximate: up to 3% below the exact value."
    let quantiles = columns.contains { $0.quantiles != nil } ? "  \(exactness)\n" : ""
    return "Columns\n" + table.text + quantiles + "\n"
  }

  private func cells(withTexts: Bool) -> [String] {
    let isCounted = cells > 0
    let isNumber = isCounted && kind == .number
    let show = { (value: Double?) in isNumber ? value.map(NumberText.amount) ?? "" : "" }
    return [
      name, kindName, isCounted ? NumberText.percent(missingShare) : "",
      isNumber ? NumberText.count(zero) : "", isNumber ? NumberText.count(negative) : "",
      unreadable == 0 ? "" : NumberText.count(unreadable), earliest ?? show(least),
      show(quantiles?[2]), show(quantiles?[4]), latest ?? show(greatest),
      isNumber ? outliers.map(NumberText.count) ?? "" : "",
      isCounted ? levels.map(NumberText.count) ?? "" : "",
    ] + (withTexts ? [commonestWords] : []) + [kindWords(in: .english)]
  }

  /// The commonest texts with their shares, as many as a line takes.
  private var commonestWords: String {
    (commonTexts ?? []).prefix(2).map {
      let text = $0.text.count > 16 ? $0.text.prefix(15) + "…" : $0.text[...]
      return "\(text) \(NumberText.percent(Double($0.rows) / Double(max(1, cells))))"
    }.joined(separator: ", ")
  }
}

extension Finding {
  /// The findings, a line each; empty where there is none.
  static func words(_ findings: [Finding]) -> String {
    if findings.isEmpty { return "" }
    var text = "Findings (the first of each kind)\n"
    for finding in findings {
      var place = finding.file
      if let line = finding.line { place += ", line \(line)" }
      if let column = finding.column { place += ", column “\(column)”" }
      text += "  \(place): \(finding.words)\n"
    }
    return text + "\n"
  }

  private var words: String {
    switch kind {
    case .unreadableNumber: "“\(text)” is no number"
    case .unreadableDate, .unreadableDay: "“\(text)” is no date"
    case .duplicate: "a further row of \(text)"
    case .missingCustomer: "no key"
    case .longCustomer: "a customer's key that is too long"
    case .unreadableMonth: "“\(text)” is no month"
    case .wrongEncoding: "text in another encoding than the rest of the file"
    default: text
    }
  }
}
