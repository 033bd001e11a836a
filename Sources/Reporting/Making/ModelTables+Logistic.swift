import Calendar
import Configuration
import Learning
import Scoring
import Variables

/// Coefficients and points of a logistic regression.
extension ModelTables {
  /// Coefficients that the report lists.
  private static let mostCoefficients = 60
  /// Weights of a category that the report lists, where the coefficients themselves are not known any more.
  private static let mostWeights = 8

  func logisticTables(_ linear: LinearModel) -> [ReportTable] {
    if let scorecard { return [points(scorecard), evidence(scorecard)] }
    return [coefficients.isEmpty ? weights(linear) : inference]
  }

  /// The coefficients with how sure they are, the greatest first.
  private var inference: ReportTable {
    let used = coefficients.filter { $0.variable == nil || $0.estimate != 0 }
    let sorted = used.prefix(1) + used.dropFirst().sorted { $0.estimate.magnitude > $1.estimate.magnitude }
    let isSure = sorted.contains { $0.standardError != nil }
    var columns: [ReportTable.Column] = [
      .init(language.text("变量", "Variable")), .init(language.text("取值", "Part")),
      .init(language.text("系数", "Coefficient"), isNumber: true),
    ]
    if isSure {
      columns += [
        .init(language.text("标准误", "Standard error"), isNumber: true), .init("z", isNumber: true),
        .init(language.text("p 值", "p"), isNumber: true),
        .init(language.text("95% 区间", "95% interval"), isNumber: true),
      ]
    }
    let rows = sorted.prefix(Self.mostCoefficients).map { coefficient -> [String] in
      let cells = [
        coefficient.variable.map { book.recipes[$0].name } ?? language.text("截距", "Intercept"),
        part(coefficient), Language.fixed(coefficient.estimate, decimals: 4),
      ]
      guard isSure else { return cells }
      let (interval, p) = (coefficient.interval, coefficient.pValue)
      return cells + [
        coefficient.standardError.map { Language.fixed($0, decimals: 4) } ?? "–",
        coefficient.z.map { Language.fixed($0, decimals: 2) } ?? "–",
        p.map { $0 < 0.0001 ? "< 0.0001" : Language.fixed($0, decimals: 4) } ?? "–",
        interval.map {
          "\(Language.fixed($0.lowerBound, decimals: 4))–\(Language.fixed($0.upperBound, decimals: 4))"
        } ?? "–",
      ]
    }
    return ReportTable(
      title: language.text("系数", "Coefficients"), columns: columns, rows: Array(rows),
      note: note(isSure: isSure, left: sorted.count - rows.count, zero: coefficients.count - used.count))
  }

  private func note(isSure: Bool, left: Int, zero: Int) -> String {
    var notes = [
      language.text(
        "数值变量的系数按每一个标准差计；截距对应各列均值处。",
        "A number's coefficient is that of one standard deviation; the intercept is that of columns at their means."
      )
    ]
    if isSure {
      notes.append(
        language.text(
          "标准误由带惩罚的海森矩阵之逆得出；z 与 p 为 Wald 检验。",
          "Standard errors are from the inverse of the penalised Hessian; z and p are of Wald's test."))
    } else if training.logistic.penalty != .ridge {
      notes.append(
        language.text(
          "由惩罚挑选过列之后，标准误没有意义，故不列出。",
          "There are no standard errors: after a choice of columns by the penalty they would mean nothing."))
    }
    if zero > 0 {
      notes.append(language.text("另有 \(zero) 列的系数为 0。", "\(zero) further columns have the coefficient 0."))
    }
    if left > 0 {
      notes.append(
        language.text("仅列出绝对值最大的，另有 \(left) 个见模型文件。", "\(left) smaller ones are left to the model file."))
    }
    return notes.joined(separator: language == .chinese ? "" : " ")
  }

  private func part(_ coefficient: LogisticCoefficient) -> String {
    switch coefficient.part {
    case .intercept: ""
    case .value: language.text("每标准差", "per standard deviation")
    case .missing: language.text("缺失", "missing")
    case .otherLevels: language.text("缺失或少见", "missing or rare")
    case .level(let code):
      coefficient.variable.flatMap { variable in
        book.recipes[variable].levels.flatMap { $0.indices.contains(code) ? $0[code] : nil }
      } ?? "\(code)"
    }
  }

  /// What a model that was read back says: one weight per number, some of each category.
  private func weights(_ linear: LinearModel) -> ReportTable {
    let rows = linear.terms.prefix(Self.mostCoefficients).map { term -> [String] in
      let weights: [Double] =
        switch term {
        case .numeric(let term): [term.weight]
        case .category(let term): term.weights
        case .binned(let term): term.addends
        }
      let shown = weights.prefix(Self.mostWeights).map { Language.fixed($0, decimals: 4) }
      return [
        book.recipes[term.variable].name,
        shown.joined(separator: ", ") + (weights.count > Self.mostWeights ? ", …" : ""),
      ]
    }
    let left = linear.terms.count - rows.count
    return ReportTable(
      title: language.text("系数", "Coefficients"),
      columns: [
        .init(language.text("变量", "Variable")), .init(language.text("权重", "Weight"), isNumber: true),
      ],
      rows: Array(rows), note: note(isSure: true, left: left, zero: 0))
  }

  /// The card that a person adds up by hand.
  private func points(_ card: Scorecard) -> ReportTable {
    var rows = [
      [language.text("基础分", "base points"), "", Language.fixed(card.basePoints, decimals: 0), "", "", ""]
    ]
    var unused: [[String]] = []
    for entry in card.entries {
      let points = card.points(of: entry)
      var isFirst = true
      for (index, bin) in entry.binning.bins.enumerated() {
        let isUsed = bin.counts.rows > 0
        let row = [
          isFirst || !isUsed ? entry.binning.name : "", entry.binning.label(ofBin: index, in: language),
          Language.fixed(points[index], decimals: 0), Language.fixed(bin.woe, decimals: 3),
          isUsed ? NumberText.percent(bin.counts.rate) : "–", NumberText.amount(bin.counts.rows),
        ]
        if isUsed { (isFirst, rows) = (false, rows + [row]) } else { unused.append(row) }
      }
    }
    let scaling = card.scaling
    let (base, odds, double) = (
      NumberText.amount(scaling.baseScore), NumberText.amount(scaling.baseOdds),
      NumberText.amount(scaling.pointsToDouble)
    )
    return ReportTable(
      title: language.text("评分卡", "Scorecard"),
      columns: [
        .init(language.text("变量", "Variable")), .init(language.text("分箱", "Bin")),
        .init(language.text("分值", "Points"), isNumber: true), .init("WoE", isNumber: true),
        .init(words.text(language, "流失率", "Loss rate"), isNumber: true),
        .init(language.text("行数", "Rows"), isNumber: true),
      ], rows: rows,
      note: words.text(
        language,
        "得分 = 基础分 + 各变量所在箱的分值。\(base) 分时每 1 个流失客户对应 \(odds) 个留存客户，每多 \(double) 分翻一倍。",
        "A score is the base points plus the points of each variable's bin. At \(base) points there are \(odds) kept "
          + "customers for each loss; \(double) points more double that."),
      folded: unused.isEmpty
        ? nil
        : .init(
          title: language.text(
            "没有学习样本落入的 \(unused.count) 箱", "\(unused.count) bins into which no training row fell"),
          rows: unused))
  }

  private func evidence(_ card: Scorecard) -> ReportTable {
    ReportTable(
      title: language.text("评分卡系数", "Coefficients of the scorecard"),
      columns: [
        .init(language.text("变量", "Variable")), .init(language.text("系数", "Coefficient"), isNumber: true),
        .init(language.text("标准误", "Standard error"), isNumber: true), .init("z", isNumber: true),
        .init("IV", isNumber: true),
      ],
      rows: card.entries.map { entry in
        let error = entry.standardError
        return [
          entry.binning.name, Language.fixed(entry.coefficient, decimals: 3),
          error.map { Language.fixed($0, decimals: 3) } ?? "–",
          error.map { $0 > 0 ? Language.fixed(entry.coefficient / $0, decimals: 2) : "–" } ?? "–",
          Language.fixed(entry.binning.informationValue, decimals: 3),
        ]
      },
      note: language.text(
        "系数乘以各箱的 WoE；全部应为正，接近 1 表示各变量互不重叠。",
        "Coefficients multiply the bins' WoE; all should be positive, and near 1 where variables do not overlap."
      ))
  }
}
