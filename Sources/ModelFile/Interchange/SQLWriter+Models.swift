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

  /// Deepest that choices stand within each other: the parser of many SQLites has a stack of a hundred places.
  private static let deepestChoice = 8

  /// What a node asks, and where it leads.
  private struct Question {
    let condition: String
    /// Holds where the condition does not, missing cells among it.
    let opposite: String
    let then: Int
    let otherwise: Int
  }

  private func question(_ node: DecisionTree.Node, of tree: DecisionTree) -> Question {
    let variable = variables[Int(node.variable)]
    let (left, right) = (Int(node.left), Int(node.right))
    if node.categorySet >= 0 {
      let codes = tree.categorySets[Int(node.categorySet)]
      // What is listed leaves the side of missing values, to which all else goes.
      return Question(
        condition: variable.isOne(of: codes), opposite: variable.isNone(of: codes),
        then: node.missingGoesLeft ? right : left, otherwise: node.missingGoesLeft ? left : right)
    }
    let isAtMost = variable.isAtMost(node.threshold)
    guard node.missingGoesLeft else {
      return Question(
        condition: isAtMost, opposite: "(\(variable.isMissing) or not \(isAtMost))", then: left,
        otherwise: right)
    }
    let condition = "(\(variable.isMissing) or \(isAtMost))"
    return Question(condition: condition, opposite: "not \(condition)", then: left, otherwise: right)
  }

  private func choice(_ tree: DecisionTree, node index: Int, depth: Int = 0) -> String {
    let node = tree.nodes[index]
    if node.isLeaf { return dialect.number(node.value) }
    if depth == Self.deepestChoice { return list(tree, below: index) }
    let question = question(node, of: tree)
    let then = choice(tree, node: question.then, depth: depth + 1)
    let otherwise = choice(tree, node: question.otherwise, depth: depth + 1)
    return "case when \(question.condition) then \(then) else \(otherwise) end"
  }

  /// The leaves below a node, one after the other. A leaf is looked at where none before it was reached, so that of the two
  /// sides of a split the second needs no condition; it is the larger one, which leaves few conditions to each leaf.
  private func list(_ tree: DecisionTree, below root: Int) -> String {
    let sizes = tree.leafCounts
    var parts: [String] = []
    var stack: [(node: Int, conditions: [String])] = [(root, [])]
    while let (index, conditions) = stack.popLast() {
      let node = tree.nodes[index]
      if node.isLeaf {
        let value = dialect.number(node.value)
        parts.append(
          conditions.isEmpty ? "else \(value)" : "when \(conditions.joined(separator: " and ")) then \(value)"
        )
        continue
      }
      let question = question(node, of: tree)
      if sizes[question.then] <= sizes[question.otherwise] {
        stack.append((question.otherwise, conditions))
        stack.append((question.then, conditions + [question.condition]))
      } else {
        stack.append((question.then, conditions))
        stack.append((question.otherwise, conditions + [question.opposite]))
      }
    }
    return "case \(parts.joined(separator: " ")) end"
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

extension DecisionTree {
  /// How many leaves each node has below it; children stand behind their parents.
  fileprivate var leafCounts: [Int] {
    var counts = nodes.map { $0.isLeaf ? 1 : 0 }
    for index in nodes.indices.reversed() where !nodes[index].isLeaf {
      counts[index] = counts[Int(nodes[index].left)] + counts[Int(nodes[index].right)]
    }
    return counts
  }
}
