import Numerics

/// One tree, prepared for Shapley values; see ``ForestContributor`` for the mathematics.
struct ContributionTree: Sendable {
  /// What is known of the edge from a node's parent to the node before any row comes.
  private struct Edge {
    /// Share of rows that get here by the conditions on the parent's variable alone: the product of the cover
    /// shares of all edges of the path that ask for it.
    var share: Double
    /// Depth of the nearest edge above that asks for the same variable; 0 where there is none.
    var earlierDepth: Int
    /// `share` of that edge.
    var earlierShare: Double
  }

  /// Shares below this count as none, so that no reciprocal overflows.
  private static let leastShare = 1e-150

  private let tree: DecisionTree
  private let edges: [Edge]
  private let depth: Int
  /// Number of points, a multiple of 4; the points added to fill up have weight 0.
  private let pointCount: Int
  private let points: [SIMD4<Double>]
  private let weights: [SIMD4<Double>]
  /// Mean of the leaf values by covers.
  let expectedValue: Double

  init(_ tree: DecisionTree, rule: (Int) -> GaussLegendre) {
    self.tree = tree
    let nodes = tree.nodes
    var parents = [Int](repeating: -1, count: nodes.count)
    var depths = [Int](repeating: 0, count: nodes.count)
    var distinct = [Int](repeating: 0, count: nodes.count)
    var reach = [Double](repeating: 1, count: nodes.count)
    var edges = [Edge](repeating: Edge(share: 1, earlierDepth: 0, earlierShare: 1), count: nodes.count)
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
    self.edges = edges
    expectedValue = expected
    depth = depths.reduce(0, max)
    let used = max(1, (distinct.reduce(0, max) + 1) / 2)
    pointCount = (used + 3) / 4 * 4
    let exact = rule(used)
    let fill = pointCount - used
    let allPoints = exact.points + [Double](repeating: 0.5, count: fill)
    let allWeights = exact.weights + [Double](repeating: 0, count: fill)
    func quads(_ numbers: [Double]) -> [SIMD4<Double>] {
      stride(from: 0, to: numbers.count, by: 4).map { SIMD4(numbers[$0..<$0 + 4]) }
    }
    points = quads(allPoints)
    weights = quads(allWeights)
  }

  /// Doubles of scratch memory that ``addContributions(to:row:stride:scratch:)`` needs.
  var scratchCount: Int { (depth + 1) * pointCount * 3 + (depth + 1) }

  /// Adds the shares of the row whose value of variable v stands at `row[v * stride]`.
  func addContributions(
    to shares: UnsafeMutablePointer<Double>, row: UnsafeMutablePointer<Float>, stride: Int,
    scratch: UnsafeMutablePointer<Double>
  ) {
    if depth == 0 { return }
    let quadCount = pointCount / 4
    let perLevel = quadCount * 3
    scratch.withMemoryRebound(to: SIMD4<Double>.self, capacity: perLevel * (depth + 1)) { levels in
      let isMet = scratch + perLevel * 4 * (depth + 1)
      edges.withUnsafeBufferPointer { edges in
        points.withUnsafeBufferPointer { points in
          weights.withUnsafeBufferPointer { weights in
            let walk = Walk(
              tree: tree, edges: edges, points: points, weights: weights, quadCount: quadCount,
              levels: levels,
              isMet: isMet, shares: shares, row: row, stride: stride)
            isMet[0] = 1
            for quad in 0..<quadCount { walk.product(0)[quad] = SIMD4(repeating: 1) }
            walk.descend(node: 0, depth: 0)
          }
        }
      }
    }
  }

  /// One row's way through the whole tree.
  private struct Walk {
    let tree: DecisionTree
    let edges: UnsafeBufferPointer<Edge>
    let points: UnsafeBufferPointer<SIMD4<Double>>
    let weights: UnsafeBufferPointer<SIMD4<Double>>
    let quadCount: Int
    /// Per depth: products of the path's factors, reciprocal of the last edge's factor, sums over the leaves below.
    let levels: UnsafeMutablePointer<SIMD4<Double>>
    /// Per depth: 1 where the row meets all conditions on the last edge's variable.
    let isMet: UnsafeMutablePointer<Double>
    let shares: UnsafeMutablePointer<Double>
    let row: UnsafeMutablePointer<Float>
    let stride: Int

    func product(_ depth: Int) -> UnsafeMutablePointer<SIMD4<Double>> { levels + depth * quadCount * 3 }
    func reciprocal(_ depth: Int) -> UnsafeMutablePointer<SIMD4<Double>> { product(depth) + quadCount }
    func leafSum(_ depth: Int) -> UnsafeMutablePointer<SIMD4<Double>> { product(depth) + 2 * quadCount }

    /// Fills `leafSum(depth)` with value · product summed over the leaves below `node`, and adds the shares of
    /// all edges below it.
    func descend(node index: Int, depth: Int) {
      let node = tree.nodes[index]
      let sum = leafSum(depth)
      if node.isLeaf {
        for quad in 0..<quadCount { sum[quad] = node.value * product(depth)[quad] }
        return
      }
      let variable = Int(node.variable)
      let goesLeft = tree.goesLeft(row[variable * stride], at: node)
      for quad in 0..<quadCount { sum[quad] = .zero }
      follow(child: Int(node.left), isOnWay: goesLeft, variable: variable, depth: depth)
      follow(child: Int(node.right), isOnWay: !goesLeft, variable: variable, depth: depth)
    }

    private func follow(child: Int, isOnWay: Bool, variable: Int, depth: Int) {
      let edge = edges[child]
      let earlierMet = edge.earlierDepth > 0 ? isMet[edge.earlierDepth] : 1
      let met = isOnWay ? earlierMet : 0
      // Neither the row nor any share of the training rows comes here: every product below is 0.
      if met == 0, edge.share == 0 { return }
      let below = depth + 1
      isMet[below] = met
      for quad in 0..<quadCount {
        let factor = met * points[quad] + edge.share * (1 - points[quad])
        let inverse = 1 / factor
        reciprocal(below)[quad] = inverse
        let without =
          edge.earlierDepth > 0
          ? product(depth)[quad] * reciprocal(edge.earlierDepth)[quad] : product(depth)[quad]
        product(below)[quad] = without * factor
      }
      descend(node: child, depth: below)

      var own = SIMD4<Double>.zero
      var earlier = SIMD4<Double>.zero
      for quad in 0..<quadCount {
        let sum = leafSum(below)[quad]
        leafSum(depth)[quad] += sum
        own += weights[quad] * sum * reciprocal(below)[quad]
        if edge.earlierDepth > 0 { earlier += weights[quad] * sum * reciprocal(edge.earlierDepth)[quad] }
      }
      shares[variable] += (met - edge.share) * own.sum()
      if edge.earlierDepth > 0 { shares[variable] -= (earlierMet - edge.earlierShare) * earlier.sum() }
    }
  }
}
