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
        AnalysisText.vif(variable), variable.verdict.reasons.first ?? "",
      ])
    }
    return AnalysisText.heading(result) + table.text + AnalysisText.counts(result)
  }

  static func heading(_ result: AnalysisResult) -> String {
    var text =
      "\(result.variables.count) variables, \(NumberText.count(result.rows)) rows, of which "
      + "\(NumberText.amount(result.counts.lost)) losses (\(NumberText.percent(result.counts.rate)))"
    if let first = result.periods.first, let last = result.periods.last {
      text += result.periods.count == 1 ? "; \(first)" : "; \(first) to \(last)"
    }
    return text + ".\n"
  }

  static func counts(_ result: AnalysisResult) -> String {
    func count(_ choice: VariableAnalysis.Verdict.Choice) -> Int {
      result.variables.count { $0.verdict.choice == choice }
    }
    return
      "  keep \(count(.keep)), watch \(count(.watch)), drop \(count(.drop)). PSI is the greatest of all periods against the "
      + "first, VIF that among the variables that are not dropped.\n"
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

  init(_ binning: VariableBinning) { self.binning = binning }

  static let columns = ["bin", "rows", "share", "losses", "loss rate", "WoE", "± error", "IV part"]

  var rows: [[String]] {
    let total = binning.total
    return binning.bins.indices.map { index in
      let bin = binning.bins[index]
      return [
        binning.label(ofBin: index), NumberText.amount(bin.counts.rows),
        NumberText.percent(bin.counts.rows / total.rows), NumberText.amount(bin.counts.lost),
        NumberText.percent(bin.counts.rate), AnalysisText.three(bin.woe),
        bin.standardError.map(AnalysisText.three) ?? "–", NumberText.decimal(bin.informationPart, places: 4),
      ]
    }
  }

  /// What was asked for and what came out.
  var request: String {
    let asked = binning.asked
    if asked.byHand { return "Borders drawn by hand; \(binning.ordinaryCount) bins." }
    return
      "Asked: \(asked.method.rawValue), at most \(asked.bins) bins of at least \(NumberText.percent(asked.leastShare)) of the rows, "
      + "shape \(asked.shape.rawValue). Came out: \(binning.ordinaryCount) bins, shape \(binning.shape.rawValue)."
  }

  var text: String {
    var table = TextTable(BinsText.columns.enumerated().map { ($1, $0 == 0 ? .left : .right) })
    for row in rows { table.add(row) }
    let remarks = binning.remarks.map { "  \($0)\n" }.joined()
    return
      "\(binning.name): IV \(NumberText.decimal(binning.informationValue, places: 4)). \(request)\n\(remarks)\(table.text)"
  }
}
