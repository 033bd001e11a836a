extension DecisionTree {
  /// Index of the leaf that a row reaches; `value(variable)` gives the row's values.
  ///
  /// The tree must have passed ``ScoringModel/validate()``.
  ///
  /// - Complexity: O(depth), and O(log codes) at category nodes.
  func leaf(_ value: (Int) -> Float) -> Int {
    var index = 0
    while !nodes[index].isLeaf {
      let node = nodes[index]
      index = Int(goesLeft(value(Int(node.variable)), at: node) ? node.left : node.right)
    }
    return index
  }

  /// Whether `value` goes left at an inner node.
  func goesLeft(_ value: Float, at node: Node) -> Bool {
    if node.categorySet >= 0 {
      let listed = UInt32(exactly: value).map { contains($0, inSet: Int(node.categorySet)) } ?? false
      return listed != node.missingGoesLeft
    }
    return value.isNaN ? node.missingGoesLeft : value <= node.threshold
  }

  /// Binary search in an ascending set of codes.
  private func contains(_ code: UInt32, inSet set: Int) -> Bool {
    let codes = categorySets[set]
    var low = 0
    var high = codes.count
    while low < high {
      let middle = (low + high) / 2
      if codes[middle] < code { low = middle + 1 } else { high = middle }
    }
    return low < codes.count && codes[low] == code
  }
}
