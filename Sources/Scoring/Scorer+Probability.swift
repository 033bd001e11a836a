#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Scorer {
  /// The probability of a margin: 1 / (1 + exp(−margin)), computed so that neither end overflows.
  public static func probability(ofMargin margin: Double) -> Double {
    if margin >= 0 { return 1 / (1 + exp(-margin)) }
    let odds = exp(margin)
    return odds / (1 + odds)
  }

  /// The probability of a loss of a row with a margin, calibrated where the model is.
  public func probability(_ margin: Double) -> Double {
    Self.probability(ofMargin: calibration?.margin(of: margin) ?? margin)
  }

  /// The margin of a probability: log(p / (1 − p)).
  public static func margin(ofProbability probability: Double) -> Double {
    log(probability) - log1p(-probability)
  }
}
