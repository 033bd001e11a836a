import CKernels
import Parallel

/// Scores a forest each of whose trees has few different splits, as symmetric trees do: the answers, put
/// together as bits, are the index of the leaf.
///
/// Leaf values are exact in units (``Forest/unit``), or else added in the order of the trees, so the bits are those of
/// the reference.
struct PatternForestEngine: ScoringEngine {
  /// Splits of a tree: a table of leaf values by all their answers must stay small.
  static let mostConditions = 10
  /// Blocks with fewer rows are scored row by row.
  private static let fewRows = 12

  private let baseMargin: Double
  /// The variables that the trees split on; a variable's index here is its slot in a tile.
  private let variables: [Int32]
  private let trees: [churn_pattern_tree]
  private let conditions: [churn_condition]
  private let sets: CategoryBits
  private let leaves: [Double]
  private let singleRows: SingleRows
  /// The faster way, where trees ask few enough splits and the machine can.
  private let planes: LeafPlanes?

  /// How a row by itself is scored.
  private enum SingleRows {
    case patterns(RowPatterns)
    /// Where a split is about a category.
    case walk(RowWalk)
  }

  /// Nil where a tree has too many splits.
  init?(_ forest: Forest) {
    var slots = [Int32](repeating: -1, count: forest.variableCount)
    var variables: [Int32] = []
    var trees: [churn_pattern_tree] = []
    var conditions: [churn_condition] = []
    var sets = CategoryBits()
    var leaves: [Double] = []
    for tree in forest.trees {
      guard let asked = TreeConditions(tree, atMost: Self.mostConditions) else { return nil }
      trees.append(
        churn_pattern_tree(
          first_condition: UInt32(conditions.count), condition_count: UInt32(asked.list.count),
          first_leaf: UInt32(leaves.count)))
      for condition in asked.list {
        if slots[Int(condition.variable)] < 0 {
          slots[Int(condition.variable)] = Int32(variables.count)
          variables.append(condition.variable)
        }
        conditions.append(condition.packed(slot: slots[Int(condition.variable)], sets: &sets))
      }
      for pattern in 0..<1 << asked.list.count {
        var index = 0
        while !tree.nodes[index].isLeaf {
          let isLeft = pattern >> asked.ofNode[index] & 1 == 1
          index = Int(isLeft ? tree.nodes[index].left : tree.nodes[index].right)
        }
        leaves.append(tree.nodes[index].value)
      }
    }
    baseMargin = forest.baseMargin
    self.variables = variables
    self.trees = trees
    self.conditions = conditions
    self.sets = sets
    self.leaves = leaves
    let patterns = RowPatterns(
      baseMargin: forest.baseMargin, trees: trees, conditions: conditions, variables: variables)
    planes = LeafPlanes(forest)
    singleRows = patterns.map { .patterns($0) } ?? .walk(RowWalk(forest))
  }

  func writeMargins(of block: ColumnBlock, into margins: SharedBuffer<Double>) {
    if block.rowCount < Self.fewRows {
      for row in 0..<block.rowCount {
        margins[row] = margin(of: block.row(row))
      }
      return
    }
    if let planes, planes.writeMargins(of: block, into: margins) { return }
    let together = ScoringKernels.forestRows
    // Not a power of two, so that the columns of a tile do not push each other out of the cache.
    let stride = together + 16
    let sums = AlignedArray<Double>(count: together)
    let values = AlignedArray<Float>(count: stride * variables.count)
    for first in Swift.stride(from: 0, to: block.rowCount, by: together) {
      let count = min(together, block.rowCount - first)
      sums.view.fill(with: baseMargin)
      for (slot, variable) in variables.enumerated() {
        values.view[slot * stride..<slot * stride + count].copy(
          from: block.column(Int(variable), first..<first + count))
      }
      ScoringKernels.addLeaves(
        trees, conditions: conditions, sets: sets, leaves: leaves, values: values.view, stride: stride,
        to: sums.view)
      for row in 0..<count { margins[first + row] = sums.view[row] }
    }
    withExtendedLifetime((sums, values)) {}
  }

  func margin(of row: RowView) -> Double {
    switch singleRows {
    case .patterns(let patterns): patterns.margin(row, leaves: leaves)
    case .walk(let walk): walk.margin(row)
    }
  }
}
