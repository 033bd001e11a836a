extension DecisionTree {
  /// Checks that the nodes form one tree that any row can walk; see ``ScoringModel/validate()``.
  func validate(place: String, variableCount: Int) throws(ScoringModelError) {
    func fail(_ node: Int, _ problem: String) -> ScoringModelError {
      ScoringModelError(place: "\(place), node \(node)", problem: problem)
    }

    let limits = ScoringModel.limits
    guard !nodes.isEmpty else { throw ScoringModelError(place: place, problem: "The tree has no nodes.") }
    guard nodes.count <= limits.nodes else {
      throw ScoringModelError(
        place: place, problem: "\(nodes.count) nodes are more than the \(limits.nodes) possible.")
    }
    try validateCategorySets(place: place)

    // Parents come before their children, so one pass sees every parent first.
    var depth = [Int32](repeating: -1, count: nodes.count)
    depth[0] = 0
    for (index, node) in nodes.enumerated() {
      guard depth[index] >= 0 else { throw fail(index, "No other node leads to it.") }
      guard node.cover >= 0, node.cover <= largestBelievedMagnitude else {
        throw fail(index, "Its cover is \(node.cover); a weight of rows cannot be that.")
      }
      guard node.value.magnitude <= largestBelievedMagnitude else {
        throw fail(index, "Its value is \(node.value), which is no usable number.")
      }
      if node.variable == -1 { continue }
      guard node.variable >= 0, node.variable < variableCount else {
        throw fail(index, "It splits on variable \(node.variable), but the model has \(variableCount).")
      }
      guard node.threshold.isFinite else {
        throw fail(index, "Its threshold is \(node.threshold); it must be finite.")
      }
      guard node.categorySet >= -1, node.categorySet < categorySets.count else {
        throw fail(
          index, "It asks for category set \(node.categorySet), but the tree has \(categorySets.count).")
      }
      guard depth[index] < limits.depth else {
        throw fail(index, "It lies deeper than the \(limits.depth) levels possible.")
      }
      for child in [node.left, node.right] {
        guard child > index, child < nodes.count else {
          throw fail(
            index,
            "Its child \(child) is not one of the nodes \(index + 1) to \(nodes.count - 1) behind it.")
        }
        guard depth[Int(child)] < 0 else {
          throw fail(index, "Its child \(child) is already the child of a node before it.")
        }
        depth[Int(child)] = depth[index] + 1
      }
    }
  }

  private func validateCategorySets(place: String) throws(ScoringModelError) {
    for (index, codes) in categorySets.enumerated() {
      let place = "\(place), category set \(index)"
      // A code must be a whole Float32 exactly.
      if let code = codes.first(where: { $0 >= ScoringModel.limits.codes }) {
        throw ScoringModelError(
          place: place, problem: "Code \(code) is not below the limit of \(ScoringModel.limits.codes).")
      }
      for (code, next) in zip(codes, codes.dropFirst()) where code >= next {
        throw ScoringModelError(
          place: place, problem: "Codes must ascend, but \(next) stands behind \(code).")
      }
    }
  }
}
