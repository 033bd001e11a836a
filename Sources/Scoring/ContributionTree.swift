import CKernels
import Numerics

/// One tree as a list of steps that give the Shapley values of eight rows at a time; see ``ForestContributor`` for
/// the mathematics.
struct ContributionTree: Sendable {
  /// Rows that are worked on together.
  static let rows = 8

  /// What is known of the edge from a node's parent to the node before any row comes.
  private struct Edge {
    /// Share of rows that get here by the conditions on the parent's variable alone: the product of the cover
    /// shares of all edges of the path that ask for it.
    var share = 1.0
    /// Depth of the nearest edge above that asks for the same variable; 0 where there is none.
    var earlierDepth = 0
    /// `share` of that edge.
    var earlierShare = 1.0
  }

  /// Shares below this count as none, so that no reciprocal overflows.
  private static let leastShare = 1e-150

  private let tree: DecisionTree
  private let steps: [churn_contribution_step]
  private let tables: [Double]
  private let weights: [Double]
  private let depth: Int
  /// Nodes that split a category: which rows go left is worked out before the walk.
  private let categoryNodes: [Int]
  /// Mean of the leaf values by covers.
  let expectedValue: Double

  init(_ tree: DecisionTree, rule: (Int) -> GaussLegendre) {
    self.tree = tree
    let nodes = tree.nodes
    var parents = [Int](repeating: -1, count: nodes.count)
    var depths = [Int](repeating: 0, count: nodes.count)
    var distinct = [Int](repeating: 0, count: nodes.count)
    var reach = [Double](repeating: 1, count: nodes.count)
    var edges = [Edge](repeating: Edge(), count: nodes.count)
    var expected = 0.0
    for (index, node) in nodes.enumerated() {
      if node.isLeaf {
        expected += reach[index] * node.value
        continue
      }
      // The nearest node above that asks for the same variable, and the edge that leaves it towards here.
      var below = index
      var above = parents[index]
      while above >= 0, nodes[above].variable != node.variable { (below, above) = (above, parents[above]) }
      let left = Int(node.left)
      let right = Int(node.right)
      let total = nodes[left].cover + nodes[right].cover
      // A model without covers has no opinion: half and half.
      let leftShare = total > 0 ? nodes[left].cover / total : 0.5
      for (child, share) in [(left, leftShare), (right, 1 - leftShare)] {
        parents[child] = index
        depths[child] = depths[index] + 1
        distinct[child] = distinct[index] + (above < 0 ? 1 : 0)
        reach[child] = reach[index] * share
        let earlierShare = above < 0 ? 1 : edges[below].share
        let product = share * earlierShare
        edges[child] = Edge(
          share: product < Self.leastShare ? 0 : product, earlierDepth: above < 0 ? 0 : depths[below],
          earlierShare: earlierShare)
      }
    }
    expectedValue = expected
    depth = depths.reduce(0, max)
    categoryNodes = nodes.indices.filter { !nodes[$0].isLeaf && nodes[$0].categorySet >= 0 }
    let exact = rule(max(1, (distinct.reduce(0, max) + 1) / 2))
    weights = exact.weights
    (steps, tables) = Self.program(tree, parents: parents, depths: depths, edges: edges, points: exact.points)
  }

  /// The steps of a walk that visits every node once, each between entering and leaving its edge.
  private static func program(
    _ tree: DecisionTree, parents: [Int], depths: [Int], edges: [Edge], points: [Double]
  ) -> (steps: [churn_contribution_step], tables: [Double]) {
    var steps: [churn_contribution_step] = []
    var tables: [Double] = []
    var stack: [(node: Int, leaves: churn_contribution_step?)] = [(0, nil)]
    while let (index, leaving) = stack.popLast() {
      if let leaving {
        steps.append(leaving)
        continue
      }
      let node = tree.nodes[index]
      var step = churn_contribution_step()
      step.depth = Int32(depths[index])
      step.node = Int32(index)
      step.value = node.value
      step.kind = Int32(node.isLeaf ? CHURN_STEP_LEAF : CHURN_STEP_NODE)
      if index > 0 {
        steps.append(
          entering(index, edges: edges, parents: parents, depths: depths, tree: tree, points: points, &tables)
        )
      }
      if !node.isLeaf {
        step.variable = node.variable
        step.threshold = node.threshold
        step.missing_goes_left = node.missingGoesLeft ? 1 : 0
        step.threshold_is_numeric = node.categorySet < 0 ? 1 : 0
      }
      steps.append(step)
      if index > 0 {
        // Once all below is done: what was pushed last comes first.
        var leave = edgeStep(index, edges: edges, parents: parents, depths: depths, tree: tree)
        leave.kind = Int32(CHURN_STEP_LEAVE)
        stack.append((index, leave))
      }
      if !node.isLeaf {
        stack.append((Int(node.right), nil))
        stack.append((Int(node.left), nil))
      }
    }
    return (steps, tables)
  }

  private static func entering(
    _ child: Int, edges: [Edge], parents: [Int], depths: [Int], tree: DecisionTree, points: [Double],
    _ tables: inout [Double]
  ) -> churn_contribution_step {
    var step = edgeStep(child, edges: edges, parents: parents, depths: depths, tree: tree)
    step.kind = Int32(CHURN_STEP_ENTER)
    step.table = Int32(tables.count)
    for point in points {
      let unmet = edges[child].share * (1 - point)
      let met = point + unmet
      // Where neither a row nor any share of the training rows comes, every product is 0, and stays so.
      tables += [met, unmet, 1 / met, unmet > 0 ? 1 / unmet : 0]
    }
    return step
  }

  private static func edgeStep(
    _ child: Int, edges: [Edge], parents: [Int], depths: [Int], tree: DecisionTree
  ) -> churn_contribution_step {
    let parent = parents[child]
    var step = churn_contribution_step()
    step.depth = Int32(depths[child] - 1)
    step.node = Int32(parent)
    step.variable = tree.nodes[parent].variable
    step.share = edges[child].share
    step.earlier_share = edges[child].earlierShare
    step.earlier_depth = Int32(edges[child].earlierDepth)
    step.goes_left = Int(tree.nodes[parent].left) == child ? 1 : 0
    return step
  }

  /// Doubles of scratch memory for the levels and for what is met, and bytes for the decisions.
  var scratchCounts: (levels: Int, met: Int, masks: Int) {
    let rows = ContributionTree.rows
    return (3 * rows * weights.count * (depth + 1), rows * (depth + 1), tree.nodes.count)
  }

  /// Adds the shares of eight rows, whose values of variable v begin at `values[v * stride]`.
  ///
  /// - Parameter shares: row r's share of variable v is added to `8 v + r`.
  func addContributions(
    to shares: SharedBuffer<Double>, values: UnsafePointer<Float>, stride: Int, scratch: ContributionScratch
  ) {
    if depth == 0 { return }
    let masks = scratch.masks.view
    for node in categoryNodes {
      let column = values + Int(tree.nodes[node].variable) * stride
      var mask: UInt8 = 0
      for row in 0..<ContributionTree.rows where tree.goesLeft(column[row], at: tree.nodes[node]) {
        mask |= 1 << UInt8(row)
      }
      masks[node] = mask
    }
    steps.withUnsafeBufferPointer { steps in
      tables.withUnsafeBufferPointer { tables in
        weights.withUnsafeBufferPointer { weights in
          guard let steps = steps.baseAddress, let tables = tables.baseAddress,
            let points = weights.baseAddress
          else {
            return
          }
          churn_tree_contributions(
            steps, self.steps.count, tables, points, weights.count, values, stride, masks.base,
            scratch.levels.view.base, scratch.met.view.base, shares.base)
        }
      }
    }
  }
}

/// Memory that a walk needs; one for each thread.
struct ContributionScratch {
  let levels: AlignedArray<Double>
  let met: AlignedArray<Double>
  let masks: AlignedArray<UInt8>

  /// Enough for the most demanding of some trees.
  init(for trees: [ContributionTree]) {
    let counts = trees.map(\.scratchCounts)
    levels = AlignedArray(count: counts.reduce(0) { max($0, $1.levels) })
    met = AlignedArray(count: counts.reduce(0) { max($0, $1.met) })
    masks = AlignedArray(count: counts.reduce(0) { max($0, $1.masks) })
  }
}
