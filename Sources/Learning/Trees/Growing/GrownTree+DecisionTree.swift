import Scoring

extension GrownTree {
  /// The tree of the model.
  ///
  /// - Parameters:
  ///   - values: what each leaf adds to the margin.
  ///   - covers: weight of the training rows in each leaf; that of an inner node is its children's together.
  func decisionTree(bins: [VariableBins], values: [Double], covers: [Double]) -> DecisionTree {
    var built: [DecisionTree.Node] = []
    var categorySets: [[UInt32]] = []
    for node in nodes {
      guard let split = node.split else {
        built.append(.leaf(value: values[node.leaf], cover: covers[node.leaf]))
        continue
      }
      let variable = Int(split.variable)
      switch bins[variable] {
      case .numbers(let edges, _, _):
        // Behind the last edge lies every number, and only missing values go right.
        let bin = Int(split.lastLeftBin)
        built.append(
          .split(
            variable: variable, threshold: bin < edges.count ? edges[bin] : Float.greatestFiniteMagnitude,
            left: node.left, right: node.left + 1, missingGoesLeft: split.missingGoesLeft, cover: 0))
      case .categories(let codes, _):
        categorySets.append(codes.indices.filter { split.listedBins.contains($0) }.map { codes[$0] })
        built.append(
          .categorySplit(
            variable: variable, set: categorySets.count - 1, left: node.left, right: node.left + 1,
            missingGoesLeft: split.missingGoesLeft, cover: 0))
      }
    }
    for index in built.indices.reversed() where !built[index].isLeaf {
      built[index].cover = built[Int(built[index].left)].cover + built[Int(built[index].right)].cover
    }
    return DecisionTree(nodes: built, categorySets: categorySets)
  }
}
