#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Points and weights that integrate polynomials over [0, 1] exactly.
///
/// With n points Σ weight · f(point) equals the integral of f for every polynomial f of degree 2n − 1 or less,
/// and all points lie inside the interval.
public struct GaussLegendre: Sendable {
  /// The points, ascending, above 0 and below 1.
  public let points: [Double]
  /// The weights, all positive, which add up to 1.
  public let weights: [Double]

  /// Makes the rule with `count` points.
  ///
  /// The points are the roots of the Legendre polynomial, found by Newton's method from Tricomi's guess
  /// (Abramowitz and Stegun, 25.4.29 and 22.16.6), moved from [−1, 1].
  ///
  /// - Complexity: O(count²).
  public init(count: Int) {
    precondition(count > 0, "A rule has at least one point.")
    var points = [Double](repeating: 0.5, count: count)
    var weights = [Double](repeating: 1, count: count)
    for index in 0..<count {
      var root = cos(Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
      var slope = 1.0
      for _ in 0..<64 {
        let (value, derivative) = Self.legendre(degree: count, at: root)
        slope = derivative
        let step = value / derivative
        root -= step
        if step.magnitude <= 1e-16 { break }
      }
      slope = Self.legendre(degree: count, at: root).derivative
      points[count - 1 - index] = (root + 1) / 2
      weights[count - 1 - index] = 1 / ((1 - root * root) * slope * slope)
    }
    self.points = points
    self.weights = weights
  }

  /// The Legendre polynomial and its derivative by Bonnet's recursion.
  private static func legendre(degree: Int, at x: Double) -> (value: Double, derivative: Double) {
    var before = 1.0
    var value = x
    for order in stride(from: 2, through: degree, by: 1) {
      let k = Double(order)
      (before, value) = (value, ((2 * k - 1) * x * value - (k - 1) * before) / k)
    }
    return (value, Double(degree) * (x * value - before) / (x * x - 1))
  }
}
