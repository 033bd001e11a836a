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
  /// For categories made of texts: the names that the codes 0, 1, 2, … stand for.
  public var levels: [String]?
  /// What the model compares the variable with in Float64, rising; see `ThresholdScale`. Nil: it compares Float32s, and
  /// cells become the nearest one.
  public var thresholds: [Double]?

  public init(
    name: String, function: Function, columns: [String], months: Int? = nil, figures: [Double] = [],
    levels: [String]? = nil, thresholds: [Double]? = nil
  ) {
    self.name = name
    self.function = function
    self.columns = columns
    self.months = months
    self.figures = figures
    self.levels = levels
    self.thresholds = thresholds
  }

  /// Whether the variable's values are codes instead of amounts.
  public var isCategory: Bool { function.descriptor.isCategory }

  /// How many codes a category has; nil for amounts.
  public var levelCount: Int? {
    switch function.descriptor.figures {
    case .codes: figures.first.flatMap { Int(exactly: $0) } ?? 0
    case .none, .share, .amount, .rising: isCategory ? levels?.count ?? 0 : nil
    }
  }

  /// What a category's code stands for; nil where it stands for nothing.
  public func levelText(_ code: Int) -> String? {
    guard let levelCount, code >= 0, code < levelCount else { return nil }
    if let levels { return levels[code] }
    return function == .codeOrOther && code == levelCount - 1 ? nil : "\(code)"
  }
}
