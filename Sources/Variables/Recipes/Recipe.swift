/// How one variable is made from the panel (or from a ready-made table), as data.
///
/// A recipe is all there is to know about a variable: it is saved in the model and replayed by `predict`, and no
/// second piece of code may make the same variable. `x(t)` below is the value of the recipe's first column in the
/// snapshot month, `x(t−k)` the value `k` months earlier, `A(t)` the assets. Wherever a cell that the formula needs is
/// missing, or lies before the customer's first month or before the window, the variable is missing (NaN).
///
/// Functions *over the window* use the window's months from the customer's first one on. They are missing where
/// these are fewer than three or one of their cells is missing. A customer who was there before and has no row in a
/// month has no assets in it; all other cells of such a month are missing.
public struct Recipe: Hashable, Sendable, Codable {
  /// Name of the variable; unique within a book.
  public var name: String
  public var function: Function
  /// Columns of the panel that the function reads; `assets` stands for the sum of the asset columns.
  public var columns: [String]
  /// The function's number of months `k`, where it has one.
  public var months: Int?
  /// Further figures: the floor, the tiers' lower ends, the edges of age bands, the share that makes an outflow large.
  public var figures: [Double]
  /// For categories: the names that the codes 0, 1, 2, … stand for.
  public var levels: [String]?

  public init(
    name: String, function: Function, columns: [String], months: Int? = nil, figures: [Double] = [],
    levels: [String]? = nil
  ) {
    self.name = name
    self.function = function
    self.columns = columns
    self.months = months
    self.figures = figures
    self.levels = levels
  }

  /// Whether the variable's values are codes of ``levels`` instead of amounts.
  public var isCategory: Bool { function.descriptor.source == .text }
}

extension Recipe {
  /// What a recipe computes; ``descriptor`` says what each function reads, takes and makes.
  public enum Function: String, Hashable, Sendable, Codable, CaseIterable {
    /// `x(t)`.
    case level
    /// `x(t) / A(t)`.
    case shareOfAssets
    /// `x(t) − x(t−k)`.
    case change
    /// `x(t) / x(t−k)`, between 0 and 100; missing where `x(t−k)` is not above zero.
    case ratio
    /// Slope of the least-squares line through the window, per month, against the mean of absolute values.
    case slope
    /// Standard deviation over the window against the mean of absolute values.
    case volatility
    /// `1 − x(t) / max` over the window.
    case drawdown
    /// Months since the window's highest value; the latest one where there are several.
    case monthsSincePeak
    /// Months since `x` last fell by at least a share (the first figure) within a month; missing where it never did.
    case monthsSinceLargeOutflow
    /// Number of the window's months with `x` at zero or below.
    case zeroMonths
    /// Sum of `x` over the last `k` months.
    case sum
    /// Sum over the last `k` months against assets: `Σ x / A(t)`.
    case sumAgainstAssets
    /// (Σ first column − Σ second column over the last `k` months) / `A(t)`.
    case netFlowAgainstAssets
    /// Share of the window's months with `x` above zero.
    case regularity
    /// `x(t)` against its mean over the window's earlier months: `x(t) / mean`, between 0 and 100; missing where the
    /// mean is not above zero.
    case recentAgainstUsual
    /// `A(t) / floor − 1`; the floor is the first figure.
    case distanceToFloor
    /// `(next tier's start − (A + loans)) / (A + loans)`; missing in the top tier; figures are the tiers' starts.
    case distanceToTierAbove
    /// `((A + loans) − own tier's start) / (A + loans)`; figures are the tiers' starts.
    case distanceToTierBelow
    /// Months from the opening date (a month is 30.4375 days). Without that column: months since the customer's first
    /// one in the window, at most the window's length less one; missing where it is unknown what was before.
    case tenure
    /// 1 within a hundred days of the opening date, else 0; without that column, 1 in the customer's first three months.
    case firstHundredDays
    /// Number of the age band; figures are the bands' lower ends.
    case ageBand
    /// The performance month's number in the year, 1 to 12.
    case monthOfYear
    /// The code of a text among ``Recipe/levels``; missing where the text is missing or was not seen in training.
    case category
  }
}
