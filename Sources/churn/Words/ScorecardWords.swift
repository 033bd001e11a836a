import Calendar
import Variables

/// A scorecard as `model show` prints it, for a person who adds it up by hand.
struct ScorecardWords {
  let card: Scorecard
  let language: Language

  /// Each variable's bins with their points.
  private var points: String {
    var table = TextTable(
      in: language,
      [
        ("变量", "variable", .left), ("分箱", "bin", .left), ("分值", "points", .right), ("WoE", "WoE", .right),
        ("± 标准误", "± error", .right), ("流失率", "loss rate", .right), ("行数", "rows", .right),
      ])
    table.add([
      language.text("基础分", "base points"), "", NumberText.decimal(card.basePoints, places: 0), "", "", "", "",
    ])
    for entry in card.entries {
      let points = card.points(of: entry)
      for (index, bin) in entry.binning.bins.enumerated() {
        let isEmpty = bin.counts.rows == 0
        table.add([
          index == 0 ? entry.binning.name : "", entry.binning.label(ofBin: index, in: language),
          NumberText.decimal(points[index], places: 0), NumberText.decimal(bin.woe, places: 3),
          bin.standardError.map { NumberText.decimal($0, places: 3) } ?? "–",
          isEmpty ? "–" : NumberText.percent(bin.counts.rate), NumberText.amount(bin.counts.rows),
        ])
      }
    }
    return table.text
  }

  private var coefficients: String {
    var table = TextTable(
      in: language,
      [
        ("变量", "variable", .left), ("系数", "coefficient", .right), ("± 标准误", "± error", .right),
        ("IV", "IV", .right),
      ])
    for entry in card.entries {
      table.add([
        entry.binning.name, NumberText.decimal(entry.coefficient, places: 3),
        entry.standardError.map { NumberText.decimal($0, places: 3) } ?? "–",
        NumberText.decimal(entry.binning.informationValue, places: 3),
      ])
    }
    return table.text
  }

  var text: String {
    let (scaling, amount) = (card.scaling, NumberText.amount)
    let (base, odds, double) = (
      amount(scaling.baseScore), amount(scaling.baseOdds), amount(scaling.pointsToDouble)
    )
    let intercept = NumberText.decimal(card.intercept, places: 4)
    return language.text(
      """

      评分卡：基础分加上各变量所在分箱的分值。\(base) 分时，每户流失对应 \(odds) 户未流失；每高 \(double) 分，这一比例翻一倍。\
      整数分值与模型得分相比，每个变量至多相差半分。
      \(points)
      WoE 的系数；截距 \(intercept)
      \(coefficients)
      流失概率 = 1 / (1 + \(odds) · 2^((分数 − \(base)) / \(double)))：\(scores)

      """,
      """

      Scorecard: add the points of each variable's bin to the base points. At \(base) points there are \(odds) kept customers \
      for each loss; \(double) points more double that. Whole points differ from the model's own score by at most half a \
      point for each variable.
      \(points)
      Coefficients of the weights of evidence, and the intercept \(intercept)
      \(coefficients)
      Probability of a loss = 1 / (1 + \(odds) · 2^((points − \(base)) / \(double))): \(scores)

      """)
  }

  /// What round scores stand for.
  private var scores: String {
    [-2.0, -1, 0, 1, 2].map { step in
      let score = card.scaling.baseScore + 2 * step * card.scaling.pointsToDouble
      let (points, share) = (
        NumberText.amount(score), NumberText.percent(card.probability(ofScore: score))
      )
      return language.text("\(points) 分为 \(share)", "\(points) points \(share)")
    }.joined(separator: language.text("，", ", ")) + language.text("。", ".")
  }
}
