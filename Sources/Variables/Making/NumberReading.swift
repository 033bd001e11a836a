import Tabular

/// What a variable makes of a number of its column where it is not the amount itself.
struct NumberReading: Sendable {
  private enum Rule: Sendable {
    /// Codes from 0 on, without fractions; all else is missing.
    case code(count: Float)
    /// The same; all else but missing values is the last code.
    case codeOrOther(last: Float)
    /// Numbers above the first and up to the second are zeros, which count as missing.
    case nonzero(above: Float, upTo: Float)
  }

  private let rule: Rule

  /// - Parameter recipe: one whose function is ``Recipe/Function/code``, `codeOrOther` or `nonzero`.
  init(_ recipe: Recipe) {
    let count = Float(recipe.levelCount ?? 0)
    switch recipe.function {
    case .code: rule = .code(count: count)
    case .codeOrOther: rule = .codeOrOther(last: count - 1)
    default:
      // Where cells are held against thresholds, Float32s stand for them that need not be near them.
      let scale = ThresholdScale(rising: recipe.thresholds ?? Recipe.zeroEdges)
      let edges = Recipe.zeroEdges.map { scale.float(ofThreshold: $0) ?? Float($0) }
      rule = .nonzero(above: edges[0], upTo: edges[1])
    }
  }

  @inline(__always)
  func callAsFunction(_ value: Float) -> Float {
    switch rule {
    case .code(let count):
      // What lies between −1 and 0 is cut off to code 0. Adding 0 takes the sign of −0 away.
      let code = value.rounded(.towardZero) + 0
      return code >= 0 && code < count ? code : .nan
    case .codeOrOther(let last):
      let code = value.rounded(.down)
      return code >= 0 && code < last ? code + 0 : (value.isNaN ? .nan : last)
    case .nonzero(let above, let upTo): return value > above && value <= upTo ? .nan : value
    }
  }
}

extension Recipe {
  /// Numbers above the first and up to the second are zeros, by LightGBM's rule (`kZeroThreshold`, a Float32).
  public static let zeroEdges = [(-Double(Float(1e-35))).nextDown, Double(Float(1e-35))]
}
