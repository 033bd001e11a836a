/// A score that comes with each row and from which a forest goes on: the score's log odds are added to what the trees say.
///
/// margin = base margin + Σ leaf values + log(p / (1 − p)), p being the row's score.
public struct StartingScore: Sendable, Hashable, Codable {
  /// The column that holds the score, as a probability.
  public var variable: Int
  /// Log odds of rows without a score.
  public var missingMargin: Double
  /// Mean of the log odds over the training rows, the base line of the column's contributions.
  public var meanMargin: Double

  /// Probabilities nearer to 0 or 1 than this, or beyond them, are taken as if they were as near: 0 and 1 have no odds, and
  /// Float32 holds nothing between 1 − 6·10⁻⁸ and 1.
  public static let leastProbability = 1e-7

  public init(variable: Int, missingMargin: Double, meanMargin: Double = 0) {
    self.variable = variable
    self.missingMargin = Forest.exact(missingMargin)
    self.meanMargin = meanMargin
  }

  /// What a row with the score `value` starts from; a whole number of units as ``Forest/exact(_:)-(Double)`` has them, so
  /// that the sum with a trained forest's leaf values is exact.
  public func margin(of value: Float) -> Double {
    if value.isNaN { return missingMargin }
    let probability = min(max(Double(value), Self.leastProbability), 1 - Self.leastProbability)
    return Forest.exact(Scorer.margin(ofProbability: probability))
  }

  private enum CodingKeys: String, CodingKey {
    case variable
    case missingMargin = "missing_margin"
    case meanMargin = "mean_margin"
  }
}
