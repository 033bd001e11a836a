/// Trees whose leaf values add up: margin = ``baseMargin`` + the value of the leaf reached in each tree.
///
/// Values are added in the order of the trees, so that every engine gives the same bits.
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
