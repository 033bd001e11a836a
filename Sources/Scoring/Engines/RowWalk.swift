import CKernels
import Parallel

/// A forest laid out for one row at a time: nothing is allocated, eight trees are walked side by side.
struct RowWalk: Sendable {
  private let baseMargin: Double
  private let nodes: [churn_row_node]
  private let values: [Double]
  private let nodeSets: [churn_code_set]
  private let sets: CategoryBits
  private let roots: [Int32]

  init(_ forest: Forest) {
    var nodes: [churn_row_node] = []
    var values: [Double] = []
    var nodeSets: [churn_code_set] = []
    var sets = CategoryBits()
    var roots: [Int32] = []
    for tree in forest.trees {
      roots.append(Int32(nodes.count))
      // Level by level, so that siblings are neighbours.
      var order = [0]
      let first = nodes.count
      var next = 0
      while next < order.count {
        let node = tree.nodes[order[next]]
        var packed = churn_row_node()
        var set = churn_code_set()
        packed.variable = node.isLeaf ? -1 : node.variable
        packed.threshold = node.threshold
        packed.left = Int32(first + order.count)
        packed.kind = (node.missingGoesLeft ? 1 : 0) + (node.categorySet >= 0 ? 2 : 0)
        if !node.isLeaf {
          if node.categorySet >= 0 {
            (set.start, set.words) = sets.append(tree.categorySets[Int(node.categorySet)])
          }
          order += [Int(node.left), Int(node.right)]
        }
        nodes.append(packed)
        values.append(node.value)
        nodeSets.append(set)
        next += 1
      }
    }
    baseMargin = forest.baseMargin
    self.nodes = nodes
    self.values = values
    self.nodeSets = nodeSets
    self.sets = sets
    self.roots = roots
  }

  /// The margin of a row.
  func margin(_ row: RowView) -> Double {
    if roots.isEmpty { return baseMargin }
    return ScoringKernels.margin(
      base: baseMargin, nodes: nodes, values: values, nodeSets: nodeSets, sets: sets, roots: roots, of: row)
  }
}
