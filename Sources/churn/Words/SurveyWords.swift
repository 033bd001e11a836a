import Calendar
import Panel

/// What `describe` prints of panels and tables alike.
extension InputFile {
  /// The files in a table.
  static func words(_ files: [InputFile], in language: Language) -> String {
    var table = TextTable(
      in: language,
      [
        ("文件", "file", .left), ("行数", "rows", .right), ("字节", "bytes", .right), ("编码", "encoding", .left),
        ("CRC-32", "crc32", .left),
      ])
    for file in files {
      table.add([
        file.path, NumberText.count(file.rows), NumberText.count(file.bytes), file.encoding, file.crc32,
      ])
    }
    return language.text("文件", "Files") + "\n" + table.text + "\n"
  }
}

extension JoinSummary {
  /// The joins, a line each; empty where there is none. Told before all else where nothing was found by one.
  static func words(_ joins: [JoinSummary]?, matchingNothing: Bool, in language: Language) -> String {
    let lines = (joins ?? []).filter { $0.matchesNothing == matchingNothing }.map {
      "  \($0.text(in: language))\n"
    }
    if lines.isEmpty { return "" }
    let head =
      matchingNothing
      ? language.text(
        "什么也没有匹配到的关联：train 与 predict 遇到会停止", "Joins that find nothing: train and predict stop at them")
      : language.text("关联", "Joins")
    return head + "\n" + lines.joined() + "\n"
  }
}

extension ColumnSummary {
  /// The columns in a table.
  static func words(_ columns: [ColumnSummary], in language: Language) -> String {
    let hasTexts = columns.contains { $0.commonTexts != nil }
    var table = TextTable(
      in: language,
      [
        ("列", "column", .left), ("类型", "kind", .left), ("缺失", "missing", .right), ("零", "zero", .right),
        ("负数", "negative", .right), ("无法读取", "unreadable", .right), ("最小", "least", .right),
        ("中位数", "median", .right), ("99%", "99%", .right), ("最大", "greatest", .right),
        ("离群", "outliers", .right),
        ("取值数", "levels", .right),
      ] + (hasTexts ? [("最常见", "commonest", .left)] : []) + [("类型依据", "why this kind", .left)])
    for column in columns { table.add(column.cells(withTexts: hasTexts, in: language)) }
    let exactness =
      columns.contains { $0.quantilesAreExact == true }
      ? language.text("中位数与 99% 分位数为精确值。", "Medians and 99% are exact.")
      : language.text(
        "中位数与 99% 分位数为近似值，比精确值至多低 3%。",
        "Medians and 99% are approximate: up to 3% below the exact value.")
    let quantiles = columns.contains { $0.quantiles != nil } ? "  \(exactness)\n" : ""
    return language.text("各列", "Columns") + "\n" + table.text + quantiles + "\n"
  }

  /// What to know of a column that says little; nil where it says something in most rows.
  func emptinessWords(in language: Language) -> String? {
    if isConstant { return language.text("“\(name)”处处相同。", "“\(name)” is the same everywhere.") }
    guard missingShare > 0.5 else { return nil }
    let share = NumberText.percent(missingShare)
    return language.text("“\(name)”在 \(share) 的行中缺失。", "“\(name)” is missing in \(share) of the rows.")
  }

  /// What a table says of the column's kind.
  func kindName(in language: Language) -> String {
    switch kind {
    case .number: language.text("数值", kindName)
    case .date: language.text("日期", kindName)
    case .text: language.text("类别", kindName)
    }
  }

  private func cells(withTexts: Bool, in language: Language) -> [String] {
    let isCounted = cells > 0
    let isNumber = isCounted && kind == .number
    let show = { (value: Double?) in isNumber ? value.map(NumberText.amount) ?? "" : "" }
    return [
      name, kindName(in: language), isCounted ? NumberText.percent(missingShare) : "",
      isNumber ? NumberText.count(zero) : "", isNumber ? NumberText.count(negative) : "",
      unreadable == 0 ? "" : NumberText.count(unreadable), earliest ?? show(least),
      show(quantiles?[2]), show(quantiles?[4]), latest ?? show(greatest),
      isNumber ? outliers.map(NumberText.count) ?? "" : "",
      isCounted ? levels.map(NumberText.count) ?? "" : "",
    ] + (withTexts ? [commonestWords] : []) + [kindWords(in: language)]
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
  static func words(_ findings: [Finding], in language: Language) -> String {
    if findings.isEmpty { return "" }
    var text = language.text("发现的问题（每类列出第一处）", "Findings (the first of each kind)") + "\n"
    for finding in findings {
      text += "  \(finding.place(in: language))\(language.text("：", ": "))\(finding.words(in: language))\n"
    }
    return text + "\n"
  }

  /// Where it is.
  func place(in language: Language) -> String {
    file + (line.map { language.text("，第 \($0) 行", ", line \($0)") } ?? "")
      + (column.map { language.text("，“\($0)”列", ", column “\($0)”") } ?? "")
  }

  private func words(in language: Language) -> String {
    switch kind {
    case .unreadableNumber: language.text("“\(text)”不是数值", "“\(text)” is no number")
    case .unreadableDate, .unreadableDay: language.text("“\(text)”不是日期", "“\(text)” is no date")
    case .duplicate: language.text("\(text) 的重复行", "a further row of \(text)")
    case .missingCustomer: language.text("没有键", "no key")
    case .longCustomer: language.text("客户号过长", "a customer's key that is too long")
    case .unreadableMonth: language.text("“\(text)”不是月份", "“\(text)” is no month")
    case .wrongEncoding:
      language.text("编码与文件其余部分不同", "text in another encoding than the rest of the file")
    case .cellCount: language.text("单元格数与表头不同", text)
    case .unreadableLabel, .missingLabel, .missingAmount, .unbalancedDay, .contradictingBalance,
      .negativeDebit,
      .missingAccount, .accountOfTwoCustomers:
      text
    }
  }
}

extension Language {
  /// What `describe` prints last where it was asked for a draft.
  func draftIsWritten(to path: String) -> String {
    text("配置初稿已写入 \(path)。\n", "Wrote a first draft of the configuration to \(path).\n")
  }
}
