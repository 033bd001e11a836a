import Calendar
import Configuration
import Panel
import Workflow

extension DescriptionOutcome {
  private var language: Language { configuration.language }

  /// What `describe` prints.
  var text: String {
    // Nothing is known but why.
    if case .unreadable? = questions.first { return draft }
    var text = unreadableMonths + JoinSummary.words(report.joins, matchingNothing: true, in: language)
    text += InputFile.words(report.files, in: language) + months
    text += JoinSummary.words(report.joins, matchingNothing: false, in: language)
    text += ColumnSummary.words(report.columns + report.attributes, in: language)
    text += Finding.words(report.findings, in: language)
    return text + remarks + leaks + draft
  }

  /// Where the draft is, and what it asks, as its comments do.
  private var draft: String {
    guard let draftPath else { return "" }
    let toDecide = questions.isEmpty ? "" : language.text("使用前需要确定：\n", "To decide before it is used\n")
    return language.draftIsWritten(to: draftPath) + toDecide
      + questions.map { "  - \($0.text(in: language))\n" }.joined()
  }

  /// Told before all else: whatever follows says nothing of these rows.
  private var unreadableMonths: String {
    guard report.unreadableMonths > 0 else { return "" }
    let first = report.findings.first { $0.kind == .unreadableMonth }
    let rows = NumberText.count(report.unreadableMonths)
    let place = first.map { finding in
      let place = finding.place(in: language)
      return language.text("，例如 \(place)：“\(finding.text)”", ", such as \(place): “\(finding.text)”")
    }
    return language.text(
      "有 \(rows) 行的月份无法读取\(place ?? "")；以下各项都不含这些行，train 与 predict 遇到这些行会停止。月份请写成 2024-07、202407、"
        + "2024年7月、Jul-2024 或 2024-07-31。\n\n",
      "The months of \(rows) rows cannot be read\(place ?? ""); these rows are left out of all that follows, and train and "
        + "predict stop at them. Write months as 2024-07, 202407, 2024年7月, Jul-2024 or 2024-07-31.\n\n")
  }

  private var months: String {
    var table = TextTable(
      in: language,
      [
        ("月份", "month", .left), ("客户数", "customers", .right), ("新增", "entering", .right),
        ("离开", "leaving", .right), ("门槛之上", "above the floor", .right), ("资产", "assets", .right),
        ("负资产", "negative", .right),
      ])
    for month in report.months {
      table.add([
        month.month.description, NumberText.count(month.customers), NumberText.count(month.entering),
        NumberText.count(month.leaving), NumberText.count(month.aboveFloor),
        NumberText.amount((Double(month.assetsInCents) / 100).rounded()),
        NumberText.count(month.negativeAssets),
      ])
    }
    let (floor, assets) = (
      NumberText.amount(configuration.floor), configuration.assets.joined(separator: " + ")
    )
    let (customers, rows) = (NumberText.count(report.customers), NumberText.count(report.rowsRead))
    return language.text(
      "各月（门槛 \(floor)；资产为 \(assets)）\n\(table.text)  \(rows) 行中共有 \(customers) 户不同的客户。\n\n",
      "Months (floor \(floor); assets are \(assets))\n\(table.text)"
        + "  \(customers) different customers in \(rows) rows.\n\n")
  }

  private var remarks: String {
    var lines: [String] = []
    let add = { (chinese: String, english: String) in lines.append("  - " + language.text(chinese, english)) }
    func addCount(_ count: Int, _ chinese: String, _ english: String) {
      if count > 0 { add("\(NumberText.count(count)) \(chinese)", "\(NumberText.count(count)) \(english)") }
    }
    addCount(report.emptyLines, "个空行已跳过。", "empty lines were passed over.")
    let (keeps, stops) = (configuration.duplicates.rawValue, configuration.duplicates == .error)
    addCount(
      report.duplicates,
      "行的客户与月份重复；`duplicates: \(keeps)` " + (stops ? "会让 `train` 与 `predict` 停止。" : "决定保留哪一行。"),
      "rows repeat a customer and month; `duplicates: \(keeps)` "
        + (stops ? "makes `train` and `predict` stop at them." : "says which is kept."))
    let refuses = configuration.unreadable == .error
    addCount(
      report.unreadableCells,
      "个数值列单元格不是数值；" + (refuses ? "除非设置 `unreadable: missing`，`train` 与 `predict` 遇到会停止。" : "按缺失处理。"),
      "cells of number columns hold something else; "
        + (refuses
          ? "`train` and `predict` stop at them unless `unreadable: missing` is set."
          : "they count as missing."))
    if report.unknownAssets > 0 {
      let unknown = NumberText.count(report.unknownAssets)
      add(
        "\(unknown) 个客户月因单元格缺失而资产不明；若空单元格表示客户没有该产品，请设置 `missing_assets: zero`。",
        "Assets are unknown for \(unknown) customers and months because a cell is missing; set `missing_assets: zero` if an "
          + "empty cell means that the customer has no such product.")
    }
    addCount(
      report.unnamedColumns, "列在表头中没有列名，不读取。", "columns have no name in the header and are not read.")
    let mostLevels = configuration.training.levels.lossRates ? Int.max : LeftOutColumn.mostLevels
    for column in report.columns where (column.levels ?? 0) > mostLevels {
      let levels = NumberText.count(column.levels ?? 0)
      add(
        "“\(column.name)”有 \(levels) 种文本，多于类别的上限（\(mostLevels) 种），不用作变量。",
        "“\(column.name)” has \(levels) different texts, more than a category may have (\(mostLevels)): no variable is made of "
          + "it.")
    }
    if !report.missingMonths.isEmpty {
      let months = report.missingMonths.map(\.description).joined(separator: language.text("、", ", "))
      add("没有任何 \(months) 的数据。", "No row at all for \(months).")
    }
    lines += report.columns.compactMap { $0.emptinessWords(in: language).map { "  - " + $0 } }
    if report.months.reduce(0, { $0 + $1.negativeAssets }) > 0 {
      add("有些客户资产为负，一律在门槛之下。", "Some customers have negative assets; they stay below the floor.")
    }
    return lines.isEmpty
      ? "" : language.text("值得留意", "Worth a look") + "\n" + lines.joined(separator: "\n") + "\n"
  }

  private var leaks: String {
    labelLeaks.isEmpty ? "" : LeakWords(labelLeaks, in: language).text + "\n"
  }
}
