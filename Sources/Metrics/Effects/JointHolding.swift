import Foundation

/// How much more often two things are found together than if they had nothing to do with each other.
public struct JointHolding: Sendable, Equatable, Codable {
  /// The share that has both over the product of the shares that have each; 1 where the two are independent, 0 where nobody has
  /// both.
  public var lift: Double
  /// Nil where nobody has both.
  public var interval: Interval?

  /// The interval is normal in ln lift, with the variance of the delta method for counts of one multinomial sample:
  /// `(Σ p·g² − 1) / n`, where `g` is the slope of `ln p₁₁ − ln(p₁₁ + p₁₀) − ln(p₁₁ + p₀₁)` in each of the shares
  /// (A. Agresti, "Categorical Data Analysis", section 16.1).
  ///
  /// - Parameters:
  ///   - both, first, second: how many have both, and how many have each, both included.
  ///   - count: of all.
  /// - Returns: nil where nobody has one of them.
  public init?(both: Int, first: Int, second: Int, of count: Int) {
    guard first > 0, second > 0 else { return nil }
    let n = Double(count)
    let (p, one, other) = (Double(both) / n, Double(first) / n, Double(second) / n)
    lift = p / (one * other)
    guard both > 0 else { return }
    let slope = 1 / p - 1 / one - 1 / other
    let squares = p * slope * slope + (one - p) / (one * one) + (other - p) / (other * other)
    let reach = Interval.normalQuantile * (max(0, squares - 1) / n).squareRoot()
    interval = Interval(lower: lift * exp(-reach), upper: lift * exp(reach))
  }
}
