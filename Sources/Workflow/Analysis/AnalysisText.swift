import Calendar
import Configuration
import Variables

/// An analysis as `analyze` prints it: a row per variable, the greatest information value first.
struct AnalysisText {
  let result: AnalysisResult

  var text: String {
    var table = TextTable([
      ("variable", .left), ("verdict", .left), ("IV", .right), ("grade", .left), ("KS", .right),
      ("AUC", .right),
      ("Gini", .right), ("missing", .right), ("bins", .right), ("PSI", .right), ("VIF", .right),
      ("why", .left),
    ])
    for variable in AnalysisText.order(result) {
      table.add([
        variable.name, variable.verdict.choice.rawValue, AnalysisText.three(variable.informationValue),
        variable.grade.rawValue, AnalysisText.three(variable.ks), AnalysisText.three(variable.auc),
        AnalysisText.three(variable.gini), NumberText.percent(variable.missingShare),
        "\(variable.binning.ordinaryCount)",
        variable.greatestShift.map(AnalysisText.three) ?? "",
        AnalysisText.vif(variable), variable.verdict.reasons.first?.english ?? "",
      ])
    }
    return "\(AnalysisText.heading(result))\n\(table.text)  \(AnalysisText.counts(result))\n"
  }

  static func heading(_ result: AnalysisResult, in language: Language = .english) -> String {
    let (count, rows) = (result.variables.count, NumberText.count(result.rows))
    let (lost, rate) = (NumberText.amount(result.counts.lost), NumberText.percent(result.counts.rate))
    var periods: (chinese: String, english: String) = ("", "")
    if let first = result.periods.first, let last = result.periods.last {
      periods = first == last ? ("；\(first)", "; \(first)") : ("；\(first) 至 \(last)", "; \(first) to \(last)")
    }
    return switch language {
    case .chinese: "\(count) 个变量，\(rows) 行，其中流失 \(lost) 行（\(rate)）\(periods.chinese)。"
    case .english: "\(count) variables, \(rows) rows, of which \(lost) losses (\(rate))\(periods.english)."
    }
  }

  static func counts(_ result: AnalysisResult, in language: Language = .english) -> String {
    func count(_ choice: VariableAnalysis.Verdict.Choice) -> Int {
      result.variables.count { $0.verdict.choice == choice }
    }
    return switch language {
    case .chinese:
      "保留 \(count(.keep))，留意 \(count(.watch))，剔除 \(count(.drop))。PSI 为各期相对首期的最大值，VIF 只在未剔除的变量之间计算。"
    case .english:
      "keep \(count(.keep)), watch \(count(.watch)), drop \(count(.drop)). PSI is the greatest of all periods against the "
        + "first, VIF that among the variables that are not dropped."
    }
  }

  static func order(_ result: AnalysisResult) -> [VariableAnalysis] {
    result.variables.enumerated().sorted {
      $0.element.informationValue != $1.element.informationValue
        ? $0.element.informationValue > $1.element.informationValue : $0.offset < $1.offset
    }.map(\.element)
  }

  static func three(_ value: Double) -> String { NumberText.decimal(value, places: 3) }

  /// The inflation among kept variables; a dash for those that are dropped.
  static func vif(_ variable: VariableAnalysis) -> String {
    if variable.verdict.choice == .drop { return "–" }
    return variable.vifAmongKept.map { NumberText.decimal($0, places: 1) } ?? "∞"
  }
}

/// The bins of one variable as a table.
struct BinsText {
  let binning: VariableBinning
  var language = Language.english

  private func words(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  var columns: [String] {
    switch language {
    case .chinese: ["分箱", "行数", "占比", "流失", "流失率", "WoE", "± 标准误", "IV 份额"]
    case .english: ["bin", "rows", "share", "losses", "loss rate", "WoE", "± error", "IV part"]
    }
  }

  var rows: [[String]] {
    let total = binning.total
    return binning.bins.indices.map { index in
      let bin = binning.bins[index]
      return [
        binning.label(ofBin: index, in: language), NumberText.amount(bin.counts.rows),
        NumberText.percent(bin.counts.rows / total.rows), NumberText.amount(bin.counts.lost),
        NumberText.percent(bin.counts.rate), AnalysisText.three(bin.woe),
        bin.standardError.map(AnalysisText.three) ?? "–", NumberText.decimal(bin.informationPart, places: 4),
      ]
    }
  }

  /// What was asked for and what came out.
  var request: String {
    let asked = binning.asked
    let found = binning.ordinaryCount
    if asked.byHand { return words("边界由手工划定，共 \(found) 箱。", "Borders drawn by hand; \(found) bins.") }
    let share = NumberText.percent(asked.leastShare)
    return words(
      "要求：\(method(asked.method))，至多 \(asked.bins) 箱，每箱至少占 \(share) 的行数，形状\(shape(asked.shape))。"
        + "得到：\(found) 箱，形状\(shape(binning.shape))。",
      "Asked: \(asked.method.rawValue), at most \(asked.bins) bins of at least \(share) of the rows, "
        + "shape \(asked.shape.rawValue). Came out: \(found) bins, shape \(binning.shape.rawValue).")
  }

  private func method(_ method: BinningDefinition.Method) -> String {
    switch method {
    case .optimal: "最优分箱"
    case .quantile: "等频"
    case .equalWidth: "等宽"
    case .chiMerge: "卡方合并"
    case .tree: "决策树"
    }
  }

  private func shape(_ shape: BinningDefinition.Shape) -> String {
    switch shape {
    case .any: "不限"
    case .up: "上升"
    case .down: "下降"
    case .peak: "先升后降"
    case .valley: "先降后升"
    case .automatic: "自动"
    }
  }

  var text: String {
    var table = TextTable(columns.enumerated().map { ($1, $0 == 0 ? .left : .right) })
    for row in rows { table.add(row) }
    let remarks = binning.remarks.map { "  \($0.english)\n" }.joined()
    return
      "\(binning.name): IV \(NumberText.decimal(binning.informationValue, places: 4)). \(request)\n\(remarks)\(table.text)"
  }
}
