import Configuration

/// How a logistic regression is trained: the bank's settings, and how the optimum is found; to be checked by ``validated()``.
public struct LogisticOptions: Sendable, Hashable {
  /// What the bank says. Coefficients are those of standardised numbers and of 0/1 indicators; the intercept is free.
  public var settings = LogisticSettings()
  /// Newton's method ends when a further step would lower the objective by less than this share of it.
  public var tolerance = 1e-12
  /// Most Newton steps.
  public var iterations = 50
  /// With more columns in the design matrix, no Hessian is made: L-BFGS takes the place of Newton's method, and
  /// coefficients have no standard errors.
  public var mostNewtonColumns = 2000
  /// Share of the training values at either end that is cut to the value at its edge.
  public var clippedShare = 0.005
  /// Whether amounts with long tails are put through the signed logarithm.
  public var transformsLongTails = true
  /// A number counts as long-tailed if a tail, from the median to the clipping edge, is longer than this many
  /// times the distance between its quartiles; 1.9 for normal numbers, 4.2 for exponential ones.
  public var longTail = 5.0
  /// Missing values weigh at least this many rows for an indicator of their own.
  public var minimumMissingRows = 10.0
  /// Levels of a category that weigh less than this many rows are pooled with the missing values.
  public var minimumLevelRows = 50.0

  public init(settings: LogisticSettings = LogisticSettings()) { self.settings = settings }

  /// The options in a form that can be trained with.
  ///
  /// - Throws: all problems together.
  public func validated() throws(OptionsError) -> ValidLogisticOptions {
    var check = OptionsCheck(problems: settings.problems)
    check.require("tolerance", tolerance, above: 0, atMost: 0.1)
    check.require("iterations", iterations, in: 1...10_000)
    check.require("mostNewtonColumns", mostNewtonColumns, in: 0...20_000)
    check.require("clippedShare", clippedShare, in: 0...0.25)
    check.require("longTail", longTail, above: 0, atMost: 1e12)
    check.require("minimumMissingRows", minimumMissingRows, above: 0, atMost: 1e12)
    check.require("minimumLevelRows", minimumLevelRows, above: 0, atMost: 1e12)
    try check.finish()
    return ValidLogisticOptions(options: self)
  }
}

/// Logistic options that have been checked; only ``LogisticOptions/validated()`` makes them.
public struct ValidLogisticOptions: Sendable, Hashable {
  public let options: LogisticOptions

  fileprivate init(options: LogisticOptions) { self.options = options }
}
