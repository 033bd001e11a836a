import Calendar
import Variables

/// A scorecard as `model show` prints it, for a person who adds it up by hand.
struct ScorecardWords {
  let card: Scorecard

  var text: String {
    let scaling = card.scaling
    var table = TextTable([
      ("variable", .left), ("bin", .left), ("points", .right), ("WoE", .right), ("± error", .right),
      ("loss rate", .right), ("rows", .right),
    ])
    table.add(["base points", "", NumberText.decimal(card.basePoints, places: 0), "", "", "", ""])
    for entry in card.entries {
      let points = card.points(of: entry)
      for (index, bin) in entry.binning.bins.enumerated() {
        let isEmpty = bin.counts.rows == 0
        table.add([
          index == 0 ? entry.binning.name : "", entry.binning.label(ofBin: index),
          NumberText.decimal(points[index], places: 0), NumberText.decimal(bin.woe, places: 3),
          bin.standardError.map { NumberText.decimal($0, places: 3) } ?? "–",
          isEmpty ? "–" : NumberText.percent(bin.counts.rate), NumberText.amount(bin.counts.rows),
        ])
      }
    }
    var coefficients = TextTable([
      ("variable", .left), ("coefficient", .right), ("± error", .right), ("IV", .right),
    ])
    for entry in card.entries {
      coefficients.add([
        entry.binning.name, NumberText.decimal(entry.coefficient, places: 3),
        entry.standardError.map { NumberText.decimal($0, places: 3) } ?? "–",
        NumberText.decimal(entry.binning.informationValue, places: 3),
      ])
    }
    let amount = NumberText.amount
    return """

      Scorecard: add the points of each variable's bin to the base points. At \(amount(scaling.baseScore)) points there are \
      \(amount(scaling.baseOdds)) kept customers for each loss; \(amount(scaling.pointsToDouble)) points more double that. \
      Whole points differ from the model's own score by at most half a point for each variable.
      \(table.text)
      Coefficients of the weights of evidence, and the intercept \(NumberText.decimal(card.intercept, places: 4))
      \(coefficients.text)
      Probability of a loss = 1 / (1 + \(amount(scaling.baseOdds)) · 2^((points − \(amount(scaling.baseScore))) / \(amount(scaling.pointsToDouble)))): \
      \(scores)

      """
  }

  /// What round scores stand for.
  private var scores: String {
    [-2.0, -1, 0, 1, 2].map { step in
      let score = card.scaling.baseScore + 2 * step * card.scaling.pointsToDouble
      return "\(NumberText.amount(score)) points \(NumberText.percent(card.probability(ofScore: score)))"
    }.joined(separator: ", ") + "."
  }
}
