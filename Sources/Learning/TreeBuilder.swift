import Scoring

/// Puts a tree of the model together while it grows.
struct TreeBuilder {
  private let bins: [VariableBins]
  private var nodes = [DecisionTree.Node.leaf(value: 0, cover: 0)]
  private var categorySets: [[UInt32]] = []

  init(bins: [VariableBins]) { self.bins = bins }

  /// Makes a leaf an inner node with two new leaves behind all nodes so far.
  mutating func split(node: Int, by split: SplitCandidate) -> (left: Int, right: Int) {
    let left = nodes.count
    let variable = Int(split.variable)
    switch bins[variable] {
    case .numbers(let edges, _, _):
      // Behind the last edge lies every number, and only missing values go right.
      let bin = Int(split.lastLeftBin)
      let threshold = bin < edges.count ? edges[bin] : Float.greatestFiniteMagnitude
      nodes[node] = .split(
        variable: variable, threshold: threshold, left: left, right: left + 1,
        missingGoesLeft: split.missingGoesLeft, cover: 0)
    case .categories(let codes, _):
      categorySets.append(codes.indices.filter { split.listedBins.contains($0) }.map { codes[$0] })
      nodes[node] = .categorySplit(
        variable: variable, set: categorySets.count - 1, left: left, right: left + 1,
        missingGoesLeft: split.missingGoesLeft, cover: 0)
    }
    nodes.append(.leaf(value: 0, cover: 0))
    nodes.append(.leaf(value: 0, cover: 0))
    return (left, left + 1)
  }

  /// Gives a leaf its value and the weight of its rows.
  mutating func finish(leaf: Int, value: Double, cover: Double) {
    nodes[leaf].value = value
    nodes[leaf].cover = cover
  }

  /// The tree; the cover of an inner node is that of its children together.
  func tree() -> DecisionTree {
    var nodes = nodes
    for index in nodes.indices.reversed() where !nodes[index].isLeaf {
      nodes[index].cover = nodes[Int(nodes[index].left)].cover + nodes[Int(nodes[index].right)].cover
    }
    return DecisionTree(nodes: nodes, categorySets: categorySets)
  }
}
