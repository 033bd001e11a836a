import CKernels

/// The splits of a tree, each once: all nodes of a level of a symmetric tree have the same one.
struct TreeConditions {
  struct Condition: Hashable {
    let variable: Int32
    /// 0 for categories.
    let threshold: Float
    let missingGoesLeft: Bool
    /// The listed codes; nil for numbers.
    let codes: [UInt32]?

    /// The split as kernels take it, with its codes among `sets`.
    func packed(slot: Int32, sets: inout CategoryBits) -> churn_condition {
      var packed = churn_condition()
      packed.slot = slot
      packed.threshold = threshold
      packed.missing_goes_left = missingGoesLeft ? 1 : 0
      if let codes {
        packed.is_category = 1
        (packed.set_start, packed.set_words) = sets.append(codes)
      }
      return packed
    }
  }

  private(set) var list: [Condition] = []
  /// The condition that each inner node asks; -1 for leaves.
  private(set) var ofNode: [Int] = []

  /// Nil where a tree has more than `most` different splits.
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
