/// A tree's shape: which rows go where; what the leaves are worth is found afterwards.
struct GrownTree: Sendable {
  struct Node: Sendable {
    /// How the node is split; nil for a leaf.
    var split: SplitCandidate?
    /// Number of the left child, the right one's is one more; 0 for leaves.
    var left = 0
    /// The node's part of the list of rows.
    var rows: Range<Int>
    /// Splits between the root and the node.
    var depth: Int
    var bounds = NodeBounds()
    /// Number of the leaf; 0 for inner nodes.
    var leaf = 0
  }

  /// The root first, both children of a node side by side behind it.
  var nodes: [Node]

  var leafCount: Int { nodes.count / 2 + 1 }

  /// Most splits between the root and a leaf.
  var depth: Int { nodes.reduce(0) { max($0, $1.depth) } }

  /// The leaves by their numbers.
  var leaves: [Node] { nodes.filter { $0.split == nil }.sorted { $0.leaf < $1.leaf } }

  /// The variable and gain of each split.
  var gains: [SplitGain] {
    nodes.compactMap { node in node.split.map { SplitGain(variable: Int($0.variable), gain: $0.gain) } }
  }
}
