import CKernels
import Parallel

/// A forest of numbers' splits laid out for one row at a time: its answers to sixteen splits are found together.
struct RowPatterns: Sendable {
  private let baseMargin: Double
  private let groups: [churn_row_splits]
  private let variables: [Int32]
  private let thresholds: [Float]
  private let missingLeft: [UInt16]
  private let trees: [churn_pattern_tree]

  /// Nil where a split is about a category.
  ///
  /// - Parameters:
  ///   - trees: with indices among `conditions` and among the leaves that are given when a row is scored.
  ///   - variables: of each slot that conditions name.
  init?(
    baseMargin: Double, trees: [churn_pattern_tree], conditions: [churn_condition], variables ofSlots: [Int32]
  ) {
    guard !conditions.contains(where: { $0.is_category != 0 }) else { return nil }
    var (groups, variables, thresholds): ([churn_row_splits], [Int32], [Float]) = ([], [], [])
    var (missingLeft, placed): ([UInt16], [churn_pattern_tree]) = ([], [])
    func fillUp() {
      while variables.count % 16 != 0 {
        variables.append(0)
        thresholds.append(0)
      }
      if let last = groups.indices.last {
        groups[last].split_count = UInt32(variables.count) - groups[last].first_split
      }
    }
    for tree in trees {
      let asked = Int(groups.last.map { UInt32(variables.count) - $0.first_split } ?? 0)
      if groups.isEmpty || asked + Int(tree.condition_count) > Int(CHURN_ROW_SPLITS) {
        fillUp()
        groups.append(
          churn_row_splits(
            first_split: UInt32(variables.count), split_count: 0, first_tree: UInt32(placed.count),
            tree_count: 0))
      }
      groups[groups.count - 1].tree_count += 1
      var tree = tree
      let own = conditions[Int(tree.first_condition)..<Int(tree.first_condition + tree.condition_count)]
      tree.first_condition = UInt32(variables.count)
      placed.append(tree)
      for condition in own {
        let index = variables.count
        while missingLeft.count <= index / 16 { missingLeft.append(0) }
        if condition.missing_goes_left != 0 { missingLeft[index / 16] |= 1 << (index % 16) }
        variables.append(ofSlots[Int(condition.slot)])
        thresholds.append(condition.threshold)
      }
    }
    fillUp()
    self.baseMargin = baseMargin
    (self.groups, self.variables, self.thresholds) = (groups, variables, thresholds)
    (self.missingLeft, self.trees) = (missingLeft, placed)
  }

  /// The margin of a row.
  func margin(_ row: RowView, leaves: [Double]) -> Double {
    var margin = baseMargin
    ScoringKernels.addLeaves(
      trees, groups: groups, variables: variables, thresholds: thresholds, missingLeft: missingLeft,
      leaves: leaves, of: row, to: &margin)
    return margin
  }
}
