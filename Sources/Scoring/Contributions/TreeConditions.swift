/// The questions that a tree asks, each once: all nodes of a level of a symmetric tree ask the same one.
struct TreeConditions {
  struct Condition: Hashable {
    let variable: Int32
    /// 0 for categories.
    let threshold: Float
    let missingGoesLeft: Bool
    /// The listed codes; nil for numbers.
    let codes: [UInt32]?
  }

  private(set) var list: [Condition] = []
  /// The condition that each inner node asks; -1 for leaves.
  private(set) var ofNode: [Int] = []

  /// Nil where a tree asks more than `most` different questions.
  init?(_ tree: DecisionTree, atMost most: Int) {
    var known: [Condition: Int] = [:]
    for node in tree.nodes {
      if node.isLeaf {
        ofNode.append(-1)
        continue
      }
      let isCategory = node.categorySet >= 0
      let condition = Condition(
        variable: node.variable, threshold: isCategory ? 0 : node.threshold,
        missingGoesLeft: node.missingGoesLeft,
        codes: isCategory ? tree.categorySets[Int(node.categorySet)] : nil)
      if let index = known[condition] {
        ofNode.append(index)
        continue
      }
      if list.count == most { return nil }
      known[condition] = list.count
      ofNode.append(list.count)
      list.append(condition)
    }
  }
}
