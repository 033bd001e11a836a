/// How a path of elastic nets is fitted; to be checked by ``validated()``.
public struct LogisticPathOptions: Sendable, Hashable, Codable {
  /// What a coefficient may be.
  public enum Sign: String, Sendable, Hashable, Codable {
    case positive, negative
  }

  /// Share of the absolute sum in the penalty; the rest is the sum of squares. 1 for the lasso, 0 for ridge.
  public var absoluteShare = 1.0
  /// Penalties, falling; nil: ``count`` of them, evenly spaced in their logarithm from the least that leaves only the
  /// intercept down to ``leastShare`` of it.
  public var penalties: [Double]?
  public var count = 50
  public var leastShare = 1e-3
  /// Largest part of the gradient that may be left over, per row of weight 1.
  public var tolerance = 1e-7
  /// Variables whose coefficients may have one sign only, by name.
  public var signs: [String: Sign] = [:]
  /// How numbers and categories become columns.
  public var preparation = LogisticOptions()

  public init() {}

  /// The options in a form that can be trained with.
  ///
  /// - Throws: all problems together.
  public func validated() throws(OptionsError) -> ValidLogisticPathOptions {
    var check = OptionsCheck()
    check.require("absoluteShare", absoluteShare, in: 0...1)
    check.require("count", count, in: 1...1000)
    check.require("leastShare", leastShare, above: 0, atMost: 1)
    check.require("tolerance", tolerance, above: 0, atMost: 0.01)
    if let penalties {
      if penalties.isEmpty || penalties.contains(where: { !($0 >= 0 && $0.isFinite) }) {
        check.note("`penalties` must be numbers of 0 or more, and at least one.")
      }
      if zip(penalties, penalties.dropFirst()).contains(where: { $0 <= $1 }) {
        check.note("`penalties` must fall from each to the next.")
      }
    }
    if absoluteShare == 0, penalties == nil {
      check.note("With `absoluteShare` 0 no penalty leaves only the intercept; give `penalties`.")
    }
    do throws(OptionsError) {
      _ = try preparation.validated()
    } catch {
      for problem in error.problems { check.note(problem) }
    }
    try check.finish()
    return ValidLogisticPathOptions(options: self)
  }
}

/// Path options that have been checked; only ``LogisticPathOptions/validated()`` makes them.
public struct ValidLogisticPathOptions: Sendable, Hashable {
  public let options: LogisticPathOptions

  fileprivate init(options: LogisticPathOptions) { self.options = options }
}
