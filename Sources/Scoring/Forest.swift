/// Trees whose leaf values add up: margin = ``baseMargin`` + the value of the leaf reached in each tree, and, where there is
/// one, the log odds of the row's ``start``.
///
/// A ``Scorer`` rounds the values to a unit in which their sums are exact, so that every engine gives the same bits; what
/// is rounded off is of the size of Float64's own rounding.
public struct Forest: Sendable, Hashable, Codable {
  /// Number of columns that a row must have.
  public var variableCount: Int
  /// Margin (log odds) before the first tree.
  public var baseMargin: Double
  public var trees: [DecisionTree]
  /// A score of each row that the trees go on from; nil where they start from nothing but ``baseMargin``.
  public var start: StartingScore?

  public init(
    variableCount: Int, baseMargin: Double, trees: [DecisionTree], start: StartingScore? = nil
  ) {
    self.variableCount = variableCount
    self.baseMargin = baseMargin
    self.trees = trees
    self.start = start
  }

  /// Per variable the number of nodes of all trees that split on it; of a forest that has passed ``ScoringModel/validate()``.
  ///
  /// - Complexity: O(nodes).
  public var splitCounts: [Int] {
    var counts = [Int](repeating: 0, count: variableCount)
    for tree in trees {
      for node in tree.nodes where !node.isLeaf { counts[Int(node.variable)] += 1 }
    }
    return counts
  }

  private enum CodingKeys: String, CodingKey {
    case variableCount = "variable_count"
    case baseMargin = "base_margin"
    case trees, start
  }
}
