import Foundation

extension RankedSample {
  /// A corner of the upper convex hull of the ROC curve: shares of the others and of the losses that are cut off.
  struct HullPoint: Equatable {
    var others: Double
    var losses: Double
  }

  /// The upper convex hull of the ROC curve from (0, 0) to (1, 1); nil unless there are losses and others.
  ///
  /// - Complexity: O(different scores).
  var convexHull: [HullPoint]? {
    let losses = total.losses
    let others = total.weight - losses
    guard losses > 0, others > 0 else { return nil }
    var hull = [HullPoint(others: 0, losses: 0)]
    for end in groups {
      let point = HullPoint(others: (end.weight - end.losses) / others, losses: end.losses / losses)
      // A corner stays only where the curve turns to the right in it.
      while hull.count > 1 {
        let (corner, before) = (hull[hull.count - 1], hull[hull.count - 2])
        let turn =
          (corner.others - before.others) * (point.losses - before.losses)
          - (corner.losses - before.losses) * (point.others - before.others)
        if turn < 0 { break }
        hull.removeLast()
      }
      hull.append(point)
    }
    return hull
  }

  /// The H-measure: 1 − the least expected cost of wrong decisions against that of decisions without scores; 1 is
  /// perfect, 0 no better than chance. Nil unless there are losses and others.
  ///
  /// Unlike the AUC it weighs the two mistakes alike for all models. The share of the cost that falls to a missed
  /// customer without loss follows a beta distribution with shapes 2 and 1 + π₀/π₁, where π₁ is the loss rate: the
  /// default of the authors' package `hmeasure`. D. J. Hand (2009), "Measuring classifier performance";
  /// D. J. Hand and C. Anagnostopoulos (2014), "A better Beta for the H measure".
  public var hMeasure: Double? {
    guard let hull = convexHull else { return nil }
    let lossShare = total.losses / total.weight
    let otherShare = 1 - lossShare
    let shape = 1 + otherShare / lossShare
    // Moments of the cost over (0, c): of c itself and of 1 − c, both against the whole distribution.
    let scale = BetaDistribution(first: 2, second: shape).logBeta
    let (byCost, byRest) = (
      BetaDistribution(first: 3, second: shape), BetaDistribution(first: 2, second: 1 + shape)
    )
    let (costMean, restMean) = (exp(byCost.logBeta - scale), exp(byRest.logBeta - scale))
    func moments(_ cost: Double) -> (cost: Double, rest: Double) {
      (costMean * byCost.cumulative(cost), restMean * byRest.cumulative(cost))
    }
    // A corner is the best choice for costs below the slope before it and above the slope after it.
    var expected = 0.0
    var above = moments(1)
    for index in hull.indices {
      var below = moments(0)
      if index + 1 < hull.count {
        let gained = lossShare * (hull[index + 1].losses - hull[index].losses)
        let spent = otherShare * (hull[index + 1].others - hull[index].others)
        below = moments(gained / (gained + spent))
      }
      expected +=
        otherShare * hull[index].others * (above.cost - below.cost)
        + lossShare * (1 - hull[index].losses) * (above.rest - below.rest)
      above = below
    }
    let (whole, part) = (moments(1), moments(lossShare))
    let withoutScores = otherShare * part.cost + lossShare * (whole.rest - part.rest)
    return min(1, max(0, 1 - expected / withoutScores))
  }
}
