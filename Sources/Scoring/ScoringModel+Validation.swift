extension ScoringModel {
  /// Largest number of variables, trees, nodes of a tree, levels of a tree, terms and category codes that is
  /// believed, and of 64-bit words that all category sets may fill as sets of bits.
  ///
  /// Far above what training makes, and small enough that no file can ask for all of the memory.
  static let limits = (
    variables: 1 << 20, trees: 1 << 17, nodes: 1 << 22, depth: 1 << 10, terms: 1 << 20, codes: 1 << 24,
    categoryWords: 1 << 24
  )

  /// Checks everything that a broken or hostile file could have wrong.
  ///
  /// After it, every walk through every tree ends at a leaf, no index points outside, and every margin of
  /// any row is a number.
  ///
  /// - Complexity: O(nodes + category codes + terms).
  /// - Throws: the first problem, with its place.
  public func validate() throws(ScoringModelError) {
    guard variableCount >= 0, variableCount <= Self.limits.variables else {
      throw ScoringModelError(
        place: "variable count",
        problem: "A model cannot have \(variableCount) variables; 0 to \(Self.limits.variables) are possible."
      )
    }
    switch self {
    case .forest(let forest): try forest.validate()
    case .linear(let model): try model.validate()
    }
  }
}

/// Leaf values, weights and covers beyond this are refused: sums of them could overflow.
let largestBelievedMagnitude = 1e100

extension Forest {
  func validate() throws(ScoringModelError) {
    guard baseMargin.magnitude <= largestBelievedMagnitude else {
      throw ScoringModelError(place: "base margin", problem: "\(baseMargin) is no usable margin.")
    }
    if let start {
      guard start.variable >= 0, start.variable < variableCount else {
        throw ScoringModelError(
          place: "start",
          problem: "It splits on variable \(start.variable), but the model has \(variableCount).")
      }
      for margin in [start.missingMargin, start.meanMargin]
      where !(margin.magnitude <= largestBelievedMagnitude) {
        throw ScoringModelError(place: "start", problem: "\(margin) is no usable margin.")
      }
    }
    guard trees.count <= ScoringModel.limits.trees else {
      throw ScoringModelError(
        place: "trees",
        problem: "\(trees.count) trees are more than the \(ScoringModel.limits.trees) possible.")
    }
    var categoryWords = 0
    for (index, tree) in trees.enumerated() {
      try tree.validate(place: "tree \(index)", variableCount: variableCount)
      categoryWords += tree.categorySets.reduce(0) { $0 + Int($1.last ?? 0) / 64 + 1 }
      guard categoryWords <= ScoringModel.limits.categoryWords else {
        throw ScoringModelError(
          place: "tree \(index)", problem: "The category sets up to here hold too many and too large codes.")
      }
    }
  }
}

extension LinearModel {
  func validate() throws(ScoringModelError) {
    guard intercept.magnitude <= largestBelievedMagnitude else {
      throw ScoringModelError(place: "intercept", problem: "\(intercept) is no usable margin.")
    }
    guard terms.count <= ScoringModel.limits.terms else {
      throw ScoringModelError(
        place: "terms",
        problem: "\(terms.count) terms are more than the \(ScoringModel.limits.terms) possible.")
    }
    for (index, term) in terms.enumerated() {
      let place = "term \(index)"
      guard term.variable >= 0, term.variable < variableCount else {
        throw ScoringModelError(
          place: place, problem: "It splits on variable \(term.variable), but the model has \(variableCount)."
        )
      }
      switch term {
      case .numeric(let term): try term.validate(place: place)
      case .category(let term): try term.validate(place: place)
      case .binned(let term): try term.validate(place: place)
      }
    }
  }
}

extension NumericTerm {
  func validate(place: String) throws(ScoringModelError) {
    let figures = [
      ("lowest", lowest), ("highest", highest), ("imputation", imputation), ("mean", mean), ("scale", scale),
      ("weight", weight), ("missing_weight", missingWeight), ("missing_share", missingShare),
    ]
    for (name, figure) in figures where !(figure.magnitude <= largestBelievedMagnitude) {
      throw ScoringModelError(place: place, problem: "`\(name)` is \(figure), which is no usable number.")
    }
    guard lowest <= highest else {
      throw ScoringModelError(
        place: place, problem: "`lowest` (\(lowest)) lies above `highest` (\(highest)).")
    }
    guard scale >= 1e-100 else {
      throw ScoringModelError(place: place, problem: "`scale` is \(scale); it must be above 0.")
    }
    guard missingShare >= 0, missingShare <= 1 else {
      throw ScoringModelError(
        place: place, problem: "`missing_share` is \(missingShare); it must lie between 0 and 1.")
    }
    // The largest the term can become must stay a number with room for a sum over all terms.
    let reach = (max(lowest.magnitude, highest.magnitude, imputation.magnitude) + mean.magnitude) / scale
    guard reach * max(1, weight.magnitude) <= largestBelievedMagnitude else {
      throw ScoringModelError(
        place: place, problem: "`scale` (\(scale)) and `weight` (\(weight)) make the term overflow.")
    }
  }
}

extension CategoryTerm {
  func validate(place: String) throws(ScoringModelError) {
    guard weights.count <= ScoringModel.limits.codes else {
      throw ScoringModelError(
        place: place,
        problem: "\(weights.count) category codes are more than the \(ScoringModel.limits.codes) possible.")
    }
    for (code, weight) in weights.enumerated() where !(weight.magnitude <= largestBelievedMagnitude) {
      throw ScoringModelError(place: place, problem: "The weight of code \(code) is \(weight).")
    }
    guard otherWeight.magnitude <= largestBelievedMagnitude, meanWeight.magnitude <= largestBelievedMagnitude
    else {
      throw ScoringModelError(
        place: place,
        problem: "`other_weight` (\(otherWeight)) or `mean_weight` (\(meanWeight)) is no usable number.")
    }
  }
}
