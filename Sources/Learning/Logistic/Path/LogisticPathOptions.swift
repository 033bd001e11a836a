import Configuration

/// How a path of elastic nets is fitted; to be checked by ``validated()``.
public struct LogisticPathOptions: Sendable, Hashable {
  /// The bank's settings, and how numbers and categories become columns.
  public var preparation: LogisticOptions
  /// Penalties, falling; nil: as many as the settings say, evenly spaced in their logarithm from the least that leaves only the
  /// intercept down to ``leastShare`` of it.
  public var penalties: [Double]?
  public var leastShare = 1e-3
  /// Largest part of the gradient that may be left over, per row of weight 1.
  public var tolerance = 1e-7

  public init(settings: LogisticSettings) { preparation = LogisticOptions(settings: settings) }

  /// Share of the absolute sum in the penalty; the rest is the sum of squares.
  var absoluteShare: Double {
    switch preparation.settings.penalty {
    case .ridge: 0
    case .lasso: 1
    case .elasticNet: preparation.settings.absoluteShare
    }
  }

  /// The options in a form that can be trained with.
  ///
  /// - Throws: all problems together.
  public func validated() throws(OptionsError) -> ValidLogisticPathOptions {
    var check = OptionsCheck()
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
      check.note("With `penalty` ridge no penalty leaves only the intercept; give `penalties`.")
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
