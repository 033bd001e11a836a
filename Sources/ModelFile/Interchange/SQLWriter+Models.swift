import Scoring

extension SQLWriter {
  // MARK: Trees

  func sum(_ forest: Forest) throws(InterchangeError) -> String {
    try forest.checkStartsFromNothing()
    let splits = forest.trees.reduce(0) { $0 + $1.nodes.count { !$0.isLeaf } }
    guard splits <= SQLWriter.mostSplits else {
      throw InterchangeError(
        place: "",
        problem:
          "Its trees have \(splits) splits; SQL is written up to \(SQLWriter.mostSplits). Train with fewer `rounds` or a smaller "
          + "`depth`, or export it as PMML.")
    }
    return sum([dialect.number(forest.baseMargin)] + forest.trees.map { choice($0, node: 0) })
  }

  private func choice(_ tree: DecisionTree, node index: Int) -> String {
    let node = tree.nodes[index]
    if node.isLeaf { return dialect.number(node.value) }
    let variable = variables[Int(node.variable)]
    let (left, right) = (choice(tree, node: Int(node.left)), choice(tree, node: Int(node.right)))
    if node.categorySet >= 0 {
      let isListed = variable.isOne(of: tree.categorySets[Int(node.categorySet)])
      // What is listed leaves the side of missing values, to which all else goes.
      let (listed, others) = node.missingGoesLeft ? (right, left) : (left, right)
      return "case when \(isListed) then \(listed) else \(others) end"
    }
    let condition = variable.isAtMost(node.threshold)
    return
      "case when \(node.missingGoesLeft ? "\(variable.isMissing) or \(condition)" : condition) then \(left) else \(right) end"
  }

  // MARK: Linear models

  /// The margin.
  func sum(_ model: LinearModel) -> String {
    // In the order in which the model itself adds.
    ([dialect.number(model.intercept)] + model.terms.map { choice($0) { $0 } }).joined(separator: "\n    + ")
  }

  /// The points.
  func sum(_ model: LinearModel, points: PointScale) -> String {
    ([dialect.number(points.base)] + model.terms.map { choice($0, points.points) }).joined(
      separator: "\n    + ")
  }

  private func choice(_ term: LinearTerm, _ worth: (Double) -> Double) -> String {
    let variable = variables[term.variable]
    func number(_ addend: Double) -> String { dialect.number(worth(addend)) }
    var parts: [String] = []
    switch term {
    case .binned(let term):
      parts.append("when \(variable.isMissing) then \(number(term.addends[term.addends.count - 1]))")
      for (index, special) in term.specials.enumerated() {
        parts.append(
          "when \(variable.isEqual(special)) then \(number(term.addends[term.cuts.count + 1 + index]))")
      }
      for (bin, cut) in term.cuts.enumerated() {
        parts.append("when \(variable.isAtMost(cut.nextDown)) then \(number(term.addends[bin]))")
      }
      return "case \(parts.joined(separator: "\n        ")) else \(number(term.addends[term.cuts.count])) end"
    case .category(let term):
      for code in term.weights.indices {
        parts.append("when \(variable.isOne(of: [UInt32(code)])) then \(number(term.weights[code]))")
      }
      let other = number(term.otherWeight)
      return parts.isEmpty ? other : "case \(parts.joined(separator: "\n        ")) else \(other) end"
    case .numeric(let term): return choice(term, variable)
    }
  }

  /// Beyond its bounds a number counts as the bound, whose addend is known.
  private func choice(_ term: NumericTerm, _ variable: SQLVariable) -> String {
    let (lowest, highest) = (Float(term.lowest), Float(term.highest))
    func number(_ value: Float) -> String { dialect.number(term.addend(value)) }
    let one = dialect.number(1)
    let bent =
      switch term.transform {
      case .identity: variable.float
      case .signedLog:
        "(case when \(variable.column) < 0 then -ln(\(one) - \(variable.float)) else ln(\(one) + \(variable.float)) end)"
      }
    return """
      case when \(variable.isMissing) then \(number(.nan))
              when \(variable.isAtMost(lowest)) then \(number(lowest))
              when not \(variable.isAtMost(highest.nextDown)) then \(number(highest))
              else \(dialect.number(term.slope)) * \(bent) + \(dialect.number(term.offset)) end
      """
  }
}
