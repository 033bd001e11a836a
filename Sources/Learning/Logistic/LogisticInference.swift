import Parallel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension LogisticCoefficient {
  /// Wald's z, estimate against standard error; nil where there is no standard error.
  public var z: Double? { standardError.flatMap { $0 > 0 ? estimate / $0 : nil } }

  /// Probability of a z as far from 0 as this one, if the coefficient were 0.
  public var pValue: Double? { z.map { erfc($0.magnitude / 2.0.squareRoot()) } }

  /// The interval that holds the true coefficient in 95 of 100 cases.
  public var interval: ClosedRange<Double>? {
    let reach = 1.959_963_984_540_054
    return standardError.map { estimate - reach * $0...estimate + reach * $0 }
  }
}

/// Whether some variables of a logistic regression could be left out, by the likelihood-ratio test.
public struct LikelihoodRatio: Sendable, Hashable {
  /// Twice the difference of the log-likelihoods.
  public let statistic: Double
  public let degreesOfFreedom: Int
  /// Probability of a statistic as great as this, if the variables left out did nothing (Wilks 1938).
  public let pValue: Double

  /// Compares a fit with one that lacks some of its columns; both to the same rows, without a penalty.
  public init(full: LogisticFit, reduced: LogisticFit) {
    statistic = max(0, 2 * (full.logLikelihood - reduced.logLikelihood))
    degreesOfFreedom = max(1, full.coefficients.count - reduced.coefficients.count)
    pValue = ChiSquared.upperTail(statistic, degreesOfFreedom: degreesOfFreedom)
  }
}

/// The χ² distribution.
enum ChiSquared {
  /// Probability of a value above `x`: the upper incomplete gamma function Q(k/2, x/2), by its series for small x and by
  /// Lentz's continued fraction for large x (Abramowitz and Stegun, 6.5.29 and 6.5.31).
  static func upperTail(_ x: Double, degreesOfFreedom: Int) -> Double {
    let (shape, half) = (Double(degreesOfFreedom) / 2, x / 2)
    guard half > 0 else { return 1 }
    let scale = exp(shape * log(half) - half - lgamma(shape))
    if half < shape + 1 {
      var (term, sum, n) = (1 / shape, 1 / shape, shape)
      while term > sum * 1e-16 {
        n += 1
        term *= half / n
        sum += term
      }
      return max(0, 1 - scale * sum)
    }
    let tiny = 1e-300
    var b = half + 1 - shape
    var c = 1 / tiny
    var d = 1 / b
    var fraction = d
    for i in 1..<1000 {
      let a = -Double(i) * (Double(i) - shape)
      b += 2
      d = 1 / nonzero(a * d + b, tiny)
      c = nonzero(b + a / c, tiny)
      fraction *= c * d
      if (c * d - 1).magnitude < 1e-16 { break }
    }
    return scale * fraction
  }

  private static func nonzero(_ value: Double, _ tiny: Double) -> Double {
    value.magnitude < tiny ? tiny : value
  }
}
