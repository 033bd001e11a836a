import Calendar
import Panel
import Variables
import Workflow

extension TableDescriptionOutcome {
  /// What `describe` prints of a ready-made table.
  var text: String {
    let report = description.report
    var text =
      JoinSummary.words(report.joins, matchingNothing: true, in: language) + labelProblem
      + InputFile.words(report.files, in: language)
    text += rows + JoinSummary.words(report.joins, matchingNothing: false, in: language) + label + time
    text += ColumnSummary.words(report.columns, in: language) + Finding.words(report.findings, in: language)
    text += remarks
    if !description.leaks.isEmpty { text += LeakWords(description.leaks, in: language).text + "\n" }
    if let draftPath { text += language.draftIsWritten(to: draftPath) }
    return text
  }

  /// Told before all else: without its label the table cannot be trained on.
  private var labelProblem: String {
    description.label?.problem(in: language).map { $0.text(naming: \.option) + "\n\n" } ?? ""
  }

  private var rows: String {
    let report = description.report
    let (used, read) = (NumberText.count(report.rowsUsed), NumberText.count(report.rowsRead))
    var parts = [language.text("\(read) 行中有 \(used) 行可用", "\(used) of \(read) rows can be used")]
    func add(_ count: Int, _ chinese: String, _ english: String) {
      if count > 0 { parts.append(NumberText.count(count) + " " + language.text(chinese, english)) }
    }
    add(report.brokenRows, "行的单元格数与表头不同", "have more or fewer cells than the header")
    add(report.rowsWithoutKey, "行没有键", "have no key")
    add(report.rowsWithoutTime, "行没有时间", "have no time")
    add(report.duplicateKeys, "行的键与前面的行重复", "have a key that an earlier row has too")
    add(report.emptyLines, "个空行已跳过", "empty lines were passed over")
    return language.text(
      "各行\n  \(parts.joined(separator: "；"))。\n\n", "Rows\n  \(parts.joined(separator: "; ")).\n\n")
  }

  private var label: String {
    guard let label = description.label else { return "" }
    let count = NumberText.count
    var values = label.values.map { "“\($0.text)” \(count($0.rows))" }
    if label.furtherValues > 0 {
      values.append(
        language.text("另有 \(count(label.furtherValues)) 种", "\(count(label.furtherValues)) further ones"))
    }
    if label.missing > 0 {
      values.append(language.text("缺失 \(count(label.missing))", "\(count(label.missing)) missing"))
    }
    let rate = label.lossRate.map { rate in
      let (losses, share) = (count(label.losses ?? 0), NumberText.percent(rate))
      return language.text("  流失 \(losses) 行（\(share)）。\n", "  \(losses) rows are a loss (\(share)).\n")
    }
    return language.text(
      "标签“\(label.column)”\n  \(values.joined(separator: "，"))。\n\(rate ?? "")\n",
      "Label “\(label.column)”\n  \(values.joined(separator: ", ")).\n\(rate ?? "")\n")
  }

  private var time: String {
    guard let time = description.time else { return "" }
    var table = TextTable(in: language, [("时期", "period", .left), ("行数", "rows", .right)])
    for period in time.periods { table.add([period.text, NumberText.count(period.rows)]) }
    return language.text(
      "时间“\(time.column)”：\(time.first) 至 \(time.last)\n\(table.text)\n",
      "Time “\(time.column)”: \(time.first) to \(time.last)\n\(table.text)\n")
  }

  private var remarks: String {
    let report = description.report
    var lines: [String] = []
    for column in description.leftOut {
      let reason = column.words(in: language)
      let named = column.name.isEmpty ? "" : language.text("“\(column.name)”：", "“\(column.name)”: ")
      lines.append(language.text("不用的列：\(named)\(reason)。", "Left out: \(named)\(reason)."))
    }
    for name in description.likelyKeys {
      lines.append(
        language.text(
          "“\(name)”每行都是各不相同的整数：是不是键？请用 --key 指明，或忽略该列。",
          "Each row has a whole number of its own in “\(name)”: is it a key? Name it with --key, or ignore the column."
        ))
    }
    if !description.likelyCodes.isEmpty {
      let names = description.likelyCodes.map { "“\($0)”" }.joined(separator: language.text("、", ", "))
      lines.append(
        language.text(
          "从列名看，这些可能是代码而不是数量：\(names)。若是，请用 --category 指明。",
          "By their names these may be codes rather than amounts: \(names). If so, say --category."))
    }
    let leftOut = Set(description.leftOut.map(\.name))
    lines += report.columns.filter { !leftOut.contains($0.name) }
      .compactMap { $0.emptinessWords(in: language) }
    if report.unreadableCells > 0 {
      let cells = NumberText.count(report.unreadableCells)
      lines.append(
        language.text(
          "\(cells) 个数值或日期列的单元格是别的内容；除非设置 `unreadable: missing`，`train` 与 `predict` 遇到会停止。",
          "\(cells) cells of number or date columns hold something else; `train` and `predict` stop at them unless "
            + "`unreadable: missing` is set."))
    }
    return lines.isEmpty
      ? "" : language.text("值得留意", "Worth a look") + "\n" + lines.map { "  - \($0)\n" }.joined() + "\n"
  }
}
