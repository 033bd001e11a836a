extension DecisionTree {
  /// Share of the training rows at an inner node that went left.
  func leftShare(of node: Int) -> Double {
    let left = nodes[Int(nodes[node].left)].cover
    let total = left + nodes[Int(nodes[node].right)].cover
    // A model without covers has no opinion: half and half.
    return total > 0 ? left / total : 0.5
  }

  /// Mean of the leaf values by covers: what the tree gives for a row of which nothing is known.
  var expectedValue: Double {
    var reach = [Double](repeating: 1, count: nodes.count)
    var expected = 0.0
    for (index, node) in nodes.enumerated() {
      if node.isLeaf {
        expected += reach[index] * node.value
        continue
      }
      let share = leftShare(of: index)
      reach[Int(node.left)] = reach[index] * share
      reach[Int(node.right)] = reach[index] * (1 - share)
    }
    return expected
  }
}
