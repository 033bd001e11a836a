import CKernels
import Parallel

/// One tree as a list of steps that give the Shapley values of eight rows at a time; see ``ForestContributor`` for
/// the mathematics.
struct ContributionWalk: Sendable {
  private static let rows = ScoringKernels.walkedRows

  /// What is known of an inner node before any row comes.
  private struct Position {
    var depth = 0
    /// Depth of the child of the nearest edge above that splits on the same variable; 0 where there is none.
    var earlierDepth = 0
    /// Share of the training rows that meet the conditions above on the node's variable.
    var earlierShare = 1.0
    var leftShare = 0.5
  }

  private let steps: [churn_contribution_step]
  private let tables: [Double]
  private let weights: [Double]
  private let depth: Int
  private let sets: CategoryBits

  /// - Parameter slots: where the values and sums of each variable stand.
  init(_ tree: DecisionTree, slots: [Int32], rules: inout QuadratureRules) {
    let nodes = tree.nodes
    var parents = [Int](repeating: -1, count: nodes.count)
    var distinct = [Int](repeating: 0, count: nodes.count)
    var positions = [Position](repeating: Position(), count: nodes.count)
    for (index, node) in nodes.enumerated() where !node.isLeaf {
      // The nearest node above that splits on the same variable, and the edge that leaves it towards here.
      var below = index
      var above = parents[index]
      while above >= 0, nodes[above].variable != node.variable { (below, above) = (above, parents[above]) }
      positions[index].leftShare = tree.leftShare(of: index)
      if above >= 0 {
        let position = positions[above]
        let isLeft = Int(nodes[above].left) == below
        positions[index].earlierDepth = position.depth + 1
        positions[index].earlierShare =
          position.earlierShare * (isLeft ? position.leftShare : 1 - position.leftShare)
      }
      for child in [Int(node.left), Int(node.right)] {
        parents[child] = index
        positions[child].depth = positions[index].depth + 1
        distinct[child] = distinct[index] + (above < 0 ? 1 : 0)
      }
    }
    depth = positions.reduce(0) { max($0, $1.depth) }
    var sets = CategoryBits()
    let rule = rules.exact(forVariables: distinct.reduce(0, max))
    weights = rule.weights
    (steps, tables) = Self.program(tree, slots: slots, positions: positions, points: rule.points, sets: &sets)
    self.sets = sets
  }

  /// The steps of a walk that visits every inner node once, near children before far ones.
  private static func program(
    _ tree: DecisionTree, slots: [Int32], positions: [Position], points: [Double], sets: inout CategoryBits
  ) -> (steps: [churn_contribution_step], tables: [Double]) {
    enum Visit {
      case node(Int)
      case step(churn_contribution_step)
    }
    var steps: [churn_contribution_step] = []
    var tables: [Double] = []
    var stack = [Visit.node(0)]
    while let visit = stack.popLast() {
      guard case .node(let index) = visit else {
        if case .step(let step) = visit { steps.append(step) }
        continue
      }
      let node = tree.nodes[index]
      if node.isLeaf { continue }
      let isPair = tree.nodes[Int(node.left)].isLeaf && tree.nodes[Int(node.right)].isLeaf
      // The near child is an inner node where there is one.
      let nearIsLeft = isPair || !tree.nodes[Int(node.left)].isLeaf
      let (near, far) = nearIsLeft ? (Int(node.left), Int(node.right)) : (Int(node.right), Int(node.left))
      var step = step(tree, index, nearIsLeft: nearIsLeft, position: positions[index], sets: &sets)
      step.slot = slots[Int(node.variable)]
      step.table = Int32(tables.count)
      let worth: ((Double) -> Double)? =
        isPair ? { step.far_value + $0 * (step.near_value - step.far_value) } : nil
      tables += factors(
        step.near_share, earlierShare: positions[index].earlierShare, points: points, worth: worth)

      if isPair {
        step.kind = Int32(CHURN_STEP_PAIR)
        steps.append(step)
        continue
      }
      let isOne = tree.nodes[far].isLeaf
      var back = step
      back.kind = Int32(isOne ? CHURN_STEP_BACK_FROM_ONE : CHURN_STEP_BACK)
      stack.append(.step(back))
      if !isOne {
        stack.append(.node(far))
        step.kind = Int32(CHURN_STEP_FAR)
        stack.append(.step(step))
      }
      stack.append(.node(near))
      step.kind = Int32(CHURN_STEP_NEAR)
      steps.append(step)
    }
    return (steps, tables)
  }

  /// The step at one inner node, whose kind, slot and table are still open.
  private static func step(
    _ tree: DecisionTree, _ index: Int, nearIsLeft: Bool, position: Position, sets: inout CategoryBits
  ) -> churn_contribution_step {
    let node = tree.nodes[index]
    let (left, right) = (tree.nodes[Int(node.left)].value, tree.nodes[Int(node.right)].value)
    var step = churn_contribution_step()
    step.near_share = nearIsLeft ? position.leftShare : 1 - position.leftShare
    (step.near_value, step.far_value) = nearIsLeft ? (left, right) : (right, left)
    step.threshold = node.threshold
    step.depth = Int32(position.depth)
    step.earlier_depth = Int32(position.earlierDepth)
    step.near_is_left = nearIsLeft ? 1 : 0
    step.missing_goes_left = node.missingGoesLeft ? 1 : 0
    if node.categorySet >= 0 {
      step.is_category = 1
      (step.set_start, step.set_words) = sets.append(tree.categorySets[Int(node.categorySet)])
    }
    return step
  }

  /// The near child's factor where the row goes near and where it does not, and the factor of the node's sum, all
  /// at each point, for rows that meet the conditions above.
  ///
  /// - Parameter worth: what a pair of leaves is worth with a factor; it then stands in the factor's place.
  private static func factors(
    _ share: Double, earlierShare: Double, points: [Double], worth: ((Double) -> Double)?
  ) -> [Double] {
    let earlier = points.map { $0 + (1 - $0) * earlierShare }
    let near = zip(points, earlier).map { ($0 + (1 - $0) * earlierShare * share) / $1 }
    let notNear = zip(points, earlier).map { (1 - $0) * earlierShare * share / $1 }
    return near.map { worth?($0) ?? $0 } + notNear.map { worth?($0) ?? $0 }
      + earlier.map { earlierShare / ($0 * $0) }
  }

  /// Doubles of scratch memory for the levels, and bytes for the decisions.
  var scratchCounts: (levels: Int, depths: Int) {
    (Self.rows * weights.count * (3 * (depth + 1) + 1), depth + 1)
  }

  /// Adds the tree's contributions to each row of a tile.
  func addContributions(to tile: ContributionTile, scratch: ContributionScratch) {
    for first in stride(from: 0, to: tile.rowCount, by: Self.rows) {
      ScoringKernels.addContributions(
        steps, tables: tables, weights: weights, sets: sets, to: tile, first: first, scratch: scratch)
    }
  }
}

/// Memory that a walk needs; one for each thread.
struct ContributionScratch {
  let levels: AlignedArray<Double>
  let nearMasks: AlignedArray<UInt8>
  let metMasks: AlignedArray<UInt8>

  /// Enough for the most demanding of some trees.
  init(for trees: [ContributionWalk]) {
    let counts = trees.map(\.scratchCounts)
    levels = AlignedArray(count: counts.reduce(0) { max($0, $1.levels) })
    nearMasks = AlignedArray(count: counts.reduce(0) { max($0, $1.depths) })
    metMasks = AlignedArray(count: counts.reduce(0) { max($0, $1.depths) })
  }
}
