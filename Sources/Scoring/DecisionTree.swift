/// One binary tree of a forest: nodes in an array, the root first, children always behind their parent.
///
/// A row starts at node 0 and walks until it reaches a leaf, whose ``Node/value`` is the tree's part of the
/// margin. At an inner node
/// - a missing value (NaN) goes to the default side, ``Node/missingGoesLeft``;
/// - a number goes left where `value <= threshold`;
/// - a category (its code as a whole Float32) that is listed in the node's category set goes to the side that
///   missing values do not take; every other code, above all one that training never saw, goes with the
///   missing values. So with `missingGoesLeft == false` the set lists the codes that go left.
public struct DecisionTree: Sendable, Hashable {
  /// One node; a leaf where ``variable`` is negative.
  public struct Node: Sendable, Hashable {
    /// Index of the variable that is asked, -1 for a leaf.
    public var variable: Int32
    /// Numbers up to and including this one go left; 0 for leaves and category nodes.
    public var threshold: Float
    /// Index of the left child, 0 for leaves.
    public var left: Int32
    /// Index of the right child, 0 for leaves.
    public var right: Int32
    /// Whether missing values go left.
    public var missingGoesLeft: Bool
    /// Index into ``DecisionTree/categorySets``, -1 for nodes that compare numbers.
    public var categorySet: Int32
    /// What a leaf adds to the margin (log odds); 0 for inner nodes.
    public var value: Double
    /// Weight of the training rows that came through this node.
    public var cover: Double

    public init(
      variable: Int32, threshold: Float, left: Int32, right: Int32, missingGoesLeft: Bool, categorySet: Int32,
      value: Double, cover: Double
    ) {
      self.variable = variable
      self.threshold = threshold
      self.left = left
      self.right = right
      self.missingGoesLeft = missingGoesLeft
      self.categorySet = categorySet
      self.value = value
      self.cover = cover
    }

    /// A leaf.
    public static func leaf(value: Double, cover: Double) -> Node {
      Node(
        variable: -1, threshold: 0, left: 0, right: 0, missingGoesLeft: false, categorySet: -1, value: value,
        cover: cover)
    }

    /// An inner node that compares numbers.
    public static func split(
      variable: Int, threshold: Float, left: Int, right: Int, missingGoesLeft: Bool, cover: Double
    ) -> Node {
      Node(
        variable: Int32(variable), threshold: threshold, left: Int32(left), right: Int32(right),
        missingGoesLeft: missingGoesLeft, categorySet: -1, value: 0, cover: cover)
    }

    /// An inner node that looks a category up in a set.
    public static func categorySplit(
      variable: Int, set: Int, left: Int, right: Int, missingGoesLeft: Bool, cover: Double
    ) -> Node {
      Node(
        variable: Int32(variable), threshold: 0, left: Int32(left), right: Int32(right),
        missingGoesLeft: missingGoesLeft, categorySet: Int32(set), value: 0, cover: cover)
    }

    /// Whether the walk ends here.
    @inlinable public var isLeaf: Bool { variable < 0 }
  }

  /// The nodes, the root first; children have larger indices than their parent, so that no walk can circle.
  public var nodes: [Node]
  /// Category codes, ascending, that leave the missing side of the node that refers to them.
  public var categorySets: [[UInt32]]

  public init(nodes: [Node], categorySets: [[UInt32]] = []) {
    self.nodes = nodes
    self.categorySets = categorySets
  }

  /// Number of leaves.
  public var leafCount: Int { nodes.count { $0.isLeaf } }
}
