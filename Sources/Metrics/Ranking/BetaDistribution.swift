import Foundation

/// The beta distribution with two positive shapes.
struct BetaDistribution {
  let first: Double
  let second: Double

  /// Natural logarithm of the beta function `B(first, second)`.
  var logBeta: Double { lgamma(first) + lgamma(second) - lgamma(first + second) }

  /// The chance of a value up to `x`: the regularised incomplete beta function.
  ///
  /// By its continued fraction (NIST DLMF 8.17.22) with the method of Lentz, on the side where it converges fast.
  func cumulative(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    if x > (first + 1) / (first + second + 2) {
      return 1 - BetaDistribution(first: second, second: first).cumulative(1 - x)
    }
    let scale = exp(first * log(x) + second * log1p(-x) - logBeta) / first
    return scale * continuedFraction(x)
  }

  private func continuedFraction(_ x: Double) -> Double {
    let least = 1e-300
    func kept(_ value: Double) -> Double { value.magnitude < least ? least : value }
    var numerator = 1.0
    var denominator = 1 / kept(1 - (first + second) * x / (first + 1))
    var fraction = denominator
    for step in 1...10_000 {
      let term = Double(step)
      let even =
        term * (second - term) * x / ((first + 2 * term - 1) * (first + 2 * term))
      denominator = 1 / kept(1 + even * denominator)
      numerator = kept(1 + even / numerator)
      fraction *= numerator * denominator
      let odd =
        -(first + term) * (first + second + term) * x / ((first + 2 * term) * (first + 2 * term + 1))
      denominator = 1 / kept(1 + odd * denominator)
      numerator = kept(1 + odd / numerator)
      let factor = numerator * denominator
      fraction *= factor
      if (factor - 1).magnitude < 1e-16 { break }
    }
    return fraction
  }
}
