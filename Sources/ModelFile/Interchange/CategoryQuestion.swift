import Scoring

/// What a node asks of a category, for tools that have a set of codes and no code that stands for all others.
struct CategoryQuestion {
  /// The listed codes, ascending. All others go to the other side.
  let codes: [UInt32]
  let listedGoLeft: Bool
  let missingGoesLeft: Bool

  /// - Parameter other: the variable's code that stands for all beyond it, where there is one (`codeOrOther`).
  init(_ node: DecisionTree.Node, of tree: DecisionTree, other: UInt32?) {
    let leaving = tree.categorySets[Int(node.categorySet)]
    missingGoesLeft = node.missingGoesLeft
    if let other, leaving.last == other {
      let leaving = Set(leaving)
      codes = (0..<other).filter { !leaving.contains($0) }
      listedGoLeft = node.missingGoesLeft
    } else {
      codes = leaving
      listedGoLeft = !node.missingGoesLeft
    }
  }
}
