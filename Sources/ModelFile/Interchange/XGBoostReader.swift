import Scoring

/// Reads XGBoost's models (doc/model.schema in its sources, versions 1.6 to 3), whichever text they came in.
enum XGBoostReader {
  /// Codes that a set is taken to be a choice among, at least, where the model does not say how many there are.
  private static let leastCodes = 256
  /// Codes of all sets that may be written out; one code near the greatest possible would fill the memory with each set.
  private static let mostCodes = 1 << 24

  static func read(_ root: LocatedValue) throws(InterchangeError) -> ImportedModel {
    let learner = try root.at("learner")
    let parameters = try learner.at("learner_model_param")
    let objective = try learner.at("objective", "name")
    let base = try parameters.at("base_score")
    let baseMargin: Double
    switch try objective.text() {
    case "binary:logistic", "reg:logistic":
      let probability = try score(base)
      guard probability > 0, probability < 1 else {
        throw base.fail("\(probability) is no probability between 0 and 1.")
      }
      // XGBoost adds up in Float32.
      baseMargin = Double(Float(Scorer.margin(ofProbability: probability)))
    case "binary:logitraw": baseMargin = try score(base)
    case let other:
      throw objective.fail(
        "Its objective is “\(other)”, which gives no probability of a loss; only “binary:logistic”, "
          + "“binary:logitraw” and “reg:logistic” can be imported.")
    }
    if let classes = try parameters.optional("num_class") { _ = try classes.whole(0...1) }
    if let targets = try parameters.optional("num_target") { _ = try targets.whole(0...1) }
    let variableCount = try parameters.at("num_feature").whole(0...1 << 20)
    let booster = try learner.at("gradient_booster")
    let kind = try booster.at("name")
    guard try kind.text() == "gbtree" else {
      throw kind.fail("Its booster is “\(try kind.text())”; only “gbtree” can be imported.")
    }
    let model = try booster.at("model")
    let codeCounts = try codeCounts(model, variableCount: variableCount)
    var trees: [DecisionTree] = []
    var codes = 0
    for located in try model.at("trees").elements() {
      let tree = try self.tree(located, variableCount: variableCount, codeCounts: codeCounts, codes: &codes)
      trees.append(tree)
    }
    return ImportedModel(
      tool: .xgBoost, forest: Forest(variableCount: variableCount, baseMargin: baseMargin, trees: trees),
      variables: try names(learner, variableCount: variableCount))
  }

  /// A number that XGBoost writes as a text, since version 3.1 as one of several.
  private static func score(_ value: LocatedValue) throws(InterchangeError) -> Double {
    guard case .text(let text) = value.value else { return try value.number() }
    let bare = text.first == "[" && text.last == "]" ? text.dropFirst().dropLast() : text[...]
    guard let number = Double(bare), number.isFinite else { throw value.fail("“\(text)” is not one number.") }
    return number
  }

  private static func names(_ learner: LocatedValue, variableCount: Int) throws(InterchangeError) -> [String]
  {
    var names: [String] = []
    if let given = try learner.optional("feature_names") {
      for name in try given.elements() { names.append(try name.text()) }
    }
    if names.isEmpty { return (0..<variableCount).map { "f\($0)" } }
    guard names.count == variableCount else {
      throw learner.fail("There are \(names.count) names for \(variableCount) variables.")
    }
    return names
  }

  /// How many codes each variable's sets are a choice among.
  ///
  /// XGBoost lists the codes that go right; all others, seen in training or not, go left. Ours go where missing
  /// values go. So codes up to this count are written out; greater ones count as never seen.
  private static func codeCounts(
    _ model: LocatedValue, variableCount: Int
  ) throws(InterchangeError) -> [Int] {
    var counts = [Int](repeating: leastCodes, count: variableCount)
    for tree in try model.at("trees").elements() {
      guard let nodes = try tree.optional("categories_nodes") else { continue }
      let variables = try tree.at("split_indices").numbers()
      let codes = try tree.at("categories").numbers()
      let starts = try tree.at("categories_segments").numbers()
      let sizes = try tree.at("categories_sizes").numbers()
      for (index, node) in try nodes.numbers().enumerated() {
        guard index < starts.count, index < sizes.count, let node = Int(exactly: node),
          variables.indices.contains(node), let variable = Int(exactly: variables[node]),
          counts.indices.contains(variable), let start = Int(exactly: starts[index]),
          let size = Int(exactly: sizes[index]), start >= 0, size >= 0, start <= codes.count,
          size <= codes.count - start
        else {
          throw tree.fail("The categories of its splits contradict each other.")
        }
        for code in codes[start..<start + size] {
          guard code >= 0, code < Double(1 << 24) else {
            throw tree.fail("\(code) is no code of a category.")
          }
          counts[variable] = max(counts[variable], Int(code) + 1)
        }
      }
    }
    return counts
  }

  private static func tree(
    _ tree: LocatedValue, variableCount: Int, codeCounts: [Int], codes: inout Int
  ) throws(InterchangeError) -> DecisionTree {
    let parameters = try tree.at("tree_param")
    if let size = try parameters.optional("size_leaf_vector") { _ = try size.whole(0...1) }
    let left = try tree.at("left_children").numbers()
    let right = try tree.at("right_children").numbers()
    let variables = try tree.at("split_indices").numbers()
    let conditions = try tree.at("split_conditions").numbers()
    let defaultLeft = try tree.at("default_left").numbers()
    let covers = try tree.at("sum_hessian").numbers()
    let types = try tree.optional("split_type")?.numbers() ?? []
    let count = left.count
    guard count > 0, count <= 1 << 22 else { throw tree.fail("A tree of \(count) nodes is not possible.") }
    try check(
      [
        ("right_children", right.count), ("split_indices", variables.count),
        ("split_conditions", conditions.count), ("default_left", defaultLeft.count),
        ("sum_hessian", covers.count), ("split_type", types.isEmpty ? count : types.count),
      ], are: count, tree)
    let rightSets = types.contains(1) ? try sets(tree, nodeCount: count) : [:]
    return try ForeignTree.assemble(root: 0, count: count, place: tree.place) {
      index throws(InterchangeError) in
      if left[index] == -1 {
        return .leaf(value: Double(Float(conditions[index])), cover: covers[index])
      }
      guard let variable = Int(exactly: variables[index]), variable >= 0, variable < variableCount,
        let leftChild = Int(exactly: left[index]), let rightChild = Int(exactly: right[index])
      else {
        throw tree.fail(
          "Node \(index) splits on variable \(variables[index]) of \(variableCount) and has the children "
            + "\(left[index]) and \(right[index]).")
      }
      let missingGoesLeft = defaultLeft[index] != 0
      if !types.isEmpty, types[index] == 1 {
        guard let rightCodes = rightSets[index] else {
          throw tree.fail("Node \(index) has no set of categories.")
        }
        codes += missingGoesLeft ? rightCodes.count : codeCounts[variable] - rightCodes.count
        guard codes <= mostCodes else {
          throw tree.fail(
            "The sets of categories up to node \(index) hold more than \(mostCodes) codes; variable \(variable) has "
              + "\(codeCounts[variable]). Number the categories from 0 and train again.")
        }
        let listed = missingGoesLeft ? rightCodes : others(than: rightCodes, below: codeCounts[variable])
        return .categories(
          variable: variable, codes: listed, left: leftChild, right: rightChild,
          missingGoesLeft: missingGoesLeft, cover: covers[index])
      }
      // Numbers go left where they are less, not where they are equal.
      let threshold = Float(conditions[index]).nextDown
      guard threshold.isFinite else {
        throw tree.fail("Node \(index) compares with \(conditions[index]), which tells no numbers apart.")
      }
      return .split(
        variable: variable, threshold: threshold, left: leftChild, right: rightChild,
        missingGoesLeft: missingGoesLeft, cover: covers[index])
    }
  }

  /// Checks that every array of a tree has an entry for each node.
  private static func check(_ lengths: [(name: String, count: Int)], are count: Int, _ tree: LocatedValue)
    throws(InterchangeError)
  {
    for (name, other) in lengths where other != count {
      throw tree.fail("It has \(count) nodes by “left_children”, but \(other) by “\(name)”.")
    }
  }

  /// The codes below `count` that are not listed, ascending.
  private static func others(than listed: [UInt32], below count: Int) -> [UInt32] {
    let listed = Set(listed)
    return (0..<UInt32(count)).filter { !listed.contains($0) }
  }

  /// The codes that go right at each node that splits categories, ascending.
  private static func sets(_ tree: LocatedValue, nodeCount: Int) throws(InterchangeError) -> [Int: [UInt32]] {
    let nodes = try tree.at("categories_nodes").numbers()
    let starts = try tree.at("categories_segments").numbers()
    let sizes = try tree.at("categories_sizes").numbers()
    let codes = try tree.at("categories").numbers()
    // That the parts fit each other has been checked when the codes were counted.
    var sets: [Int: [UInt32]] = [:]
    for (index, node) in nodes.enumerated() {
      let start = Int(starts[index])
      sets[Int(node)] = Set(codes[start..<start + Int(sizes[index])].map { UInt32($0) }).sorted()
    }
    return sets
  }
}
