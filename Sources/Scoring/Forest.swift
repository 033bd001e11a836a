/// Trees whose leaf values add up: margin = ``baseMargin`` + the value of the leaf reached in each tree.
///
/// A ``Scorer`` rounds the values to a unit in which their sums are exact, so that every engine gives the same bits; what
/// is rounded off is of the size of Float64's own rounding.
public struct Forest: Sendable, Hashable, Codable {
  /// Number of columns that a row must have.
  public var variableCount: Int
  /// Margin (log odds) before the first tree.
  public var baseMargin: Double
  public var trees: [DecisionTree]

  public init(variableCount: Int, baseMargin: Double, trees: [DecisionTree]) {
    self.variableCount = variableCount
    self.baseMargin = baseMargin
    self.trees = trees
  }

  private enum CodingKeys: String, CodingKey {
    case variableCount = "variable_count"
    case baseMargin = "base_margin"
    case trees
  }
}
