#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A correction of margins, after which probabilities come true as often as they say.
///
/// Every correction rises strictly, so it changes no order: a list by probability has the same customers before and
/// after. Contributions remain those of the margin before the correction.
public struct Calibration: Sendable, Hashable, Codable {
  public enum Method: String, Sendable, Hashable, Codable, CaseIterable {
    /// `slope · margin + intercept` (J. Platt 1999). Figures: slope, intercept.
    case platt
    /// `a · ln p − b · ln(1 − p) + c` of the probability `p` before it (M. Kull, T. Silva Filho, P. Flach 2017). Figures:
    /// a, b, c.
    case beta
    /// Straight lines between knots, which pooling of neighbours that contradict the order gave (M. Ayer et al. 1955;
    /// B. Zadrozny, C. Elkan 2002); beyond the outer knots the margin is shifted. Figures: the knots' margins, then as
    /// many corrected ones.
    case isotonic
  }

  public let method: Method
  public let figures: [Double]

  public init(method: Method, figures: [Double]) {
    self.method = method
    self.figures = figures
  }

  /// The margin (log odds) after the correction. The correction must have passed ``problem``.
  ///
  /// - Complexity: O(1), for isotonic ones O(log knots).
  public func margin(of margin: Double) -> Double {
    switch method {
    case .platt: figures[0] * margin + figures[1]
    case .beta:
      // ln p = −softplus(−margin) and −ln(1 − p) = softplus(margin).
      figures[1] * Self.softplus(margin) - figures[0] * Self.softplus(-margin) + figures[2]
    case .isotonic: alongKnots(margin)
    }
  }

  /// ln(1 + exp(x)) without overflow.
  public static func softplus(_ value: Double) -> Double { max(value, 0) + log1p(exp(-value.magnitude)) }

  private func alongKnots(_ margin: Double) -> Double {
    let count = figures.count / 2
    if margin <= figures[0] { return figures[count] + (margin - figures[0]) }
    if margin >= figures[count - 1] { return figures[2 * count - 1] + (margin - figures[count - 1]) }
    // The first knot above the margin.
    var (low, high) = (1, count - 1)
    while low < high {
      let middle = (low + high) / 2
      if figures[middle] > margin { high = middle } else { low = middle + 1 }
    }
    let share = (margin - figures[low - 1]) / (figures[low] - figures[low - 1])
    return figures[count + low - 1] + share * (figures[count + low] - figures[count + low - 1])
  }
}

extension Calibration {
  /// What makes the correction unusable, as a sentence; nil where nothing does.
  public var problem: String? {
    if let bad = figures.first(where: { !($0.magnitude <= 1e9) }) {
      return "the figure \(bad) is not usable."
    }
    switch method {
    case .platt:
      guard figures.count == 2 else { return "two figures make it, not \(figures.count)." }
      return figures[0] > 0 ? nil : "the slope \(figures[0]) does not rise."
    case .beta:
      guard figures.count == 3 else { return "three figures make it, not \(figures.count)." }
      let rises = figures[0] >= 0 && figures[1] >= 0 && figures[0] + figures[1] > 0
      return rises ? nil : "with \(figures[0]) and \(figures[1]) it does not rise."
    case .isotonic:
      let count = figures.count / 2
      guard count >= 1, figures.count == 2 * count else { return "\(figures.count) figures are no knots." }
      for start in [0, count] {
        for index in start..<(start + count - 1) where !(figures[index] < figures[index + 1]) {
          return "its knots do not rise."
        }
      }
      return nil
    }
  }
}
