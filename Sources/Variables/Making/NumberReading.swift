/// What a variable makes of a number of its column where it is not the amount itself.
struct NumberReading: Sendable {
  private enum Rule: Sendable {
    /// Codes from 0 on, without fractions; all else is missing.
    case code(count: Float)
    /// The same; all else but missing values is the last code.
    case codeOrOther(last: Float)
    case nonzero
  }

  private let rule: Rule

  /// Magnitudes up to this one are zero, by LightGBM's rule (`kZeroThreshold`).
  private static let zero: Float = 1e-35

  /// - Parameter recipe: one whose function is ``Recipe/Function/code``, `codeOrOther` or `nonzero`.
  init(_ recipe: Recipe) {
    let count = Float(recipe.levelCount ?? 0)
    switch recipe.function {
    case .code: rule = .code(count: count)
    case .codeOrOther: rule = .codeOrOther(last: count - 1)
    default: rule = .nonzero
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
    case .nonzero: return value.magnitude <= Self.zero ? .nan : value
    }
  }
}
