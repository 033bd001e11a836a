import Scoring

/// Reads CatBoost's JSON models (catboost/libs/model/model_export/json_model_helpers.cpp in its sources).
///
/// Splits of numbers and of single categories are read; what CatBoost counts while it trains (CTR), texts and embeddings
/// cannot be.
enum CatBoostReader {
  static func read(_ root: LocatedValue) throws(InterchangeError) -> ImportedModel {
    try checkLoss(root)
    let features = try CatBoostFeatures(root.at("features_info"))
    let scaleAndBias = try root.at("scale_and_bias").elements()
    guard scaleAndBias.count == 2 else {
      throw try root.at("scale_and_bias").fail("There must be a factor and an addend.")
    }
    let scale = try scaleAndBias[0].number()
    let biases = try scaleAndBias[1].numbers()
    guard biases.count == 1 else {
      throw scaleAndBias[1].fail(
        "It has \(biases.count) addends, so it tells several classes apart; only two can be imported.")
    }
    var trees: [DecisionTree] = []
    if let symmetric = try root.optional("oblivious_trees") {
      for tree in try symmetric.elements() {
        trees.append(try self.symmetric(tree, scale: scale, features: features))
      }
    } else {
      for tree in try root.at("trees").elements() {
        trees.append(try self.nested(tree, scale: scale, features: features))
      }
    }
    return try ImportedModel(
      tool: .catBoost,
      forest: Forest(variableCount: features.names.count, baseMargin: biases[0], trees: trees),
      columns: ImportedModel.Columns(names: features.names, levels: features.levels))
  }

  private static func checkLoss(_ root: LocatedValue) throws(InterchangeError) {
    guard let loss = try root.at("model_info").optional("params")?.optional("loss_function")?.optional("type")
    else {
      return
    }
    guard ["Logloss", "CrossEntropy"].contains(try loss.text()) else {
      throw loss.fail(
        "Its loss function is “\(try loss.text())”, which gives no probability of a loss; only “Logloss” and "
          + "“CrossEntropy” can be imported.")
    }
  }

  /// A symmetric tree: the answer to split i is bit i of the leaf's number.
  private static func symmetric(
    _ tree: LocatedValue, scale: Double, features: CatBoostFeatures
  ) throws(InterchangeError) -> DecisionTree {
    var splits: [CatBoostFeatures.Split] = []
    for split in try tree.optional("splits")?.elements() ?? [] { splits.append(try features.split(split)) }
    let values = try tree.at("leaf_values").numbers()
    let covers = try tree.optional("leaf_weights")?.numbers() ?? [Double](repeating: 0, count: values.count)
    guard splits.count <= 16, values.count == 1 << splits.count, covers.count == values.count else {
      throw tree.fail(
        "It has \(splits.count) splits, \(values.count) leaf values and \(covers.count) leaf weights, which does "
          + "not fit a symmetric tree of one class.")
    }
    // Level by level: the children of node i are 2i + 1 and 2i + 2.
    let inner = values.count - 1
    var nodes: [DecisionTree.Node] = []
    var sets: [[UInt32]] = []
    for (level, split) in splits.enumerated() {
      for _ in 0..<1 << level {
        nodes.append(split.node(left: 2 * nodes.count + 1, right: 2 * nodes.count + 2, set: sets.count))
      }
      if let codes = split.codes { sets.append(codes) }
    }
    for index in 0..<values.count {
      // The first split decides between the halves, so it is the highest bit of a leaf's index.
      var leaf = 0
      for level in splits.indices where index >> (splits.count - 1 - level) & 1 == 1 { leaf |= 1 << level }
      nodes.append(.leaf(value: scale * values[leaf], cover: covers[leaf]))
    }
    for index in (0..<inner).reversed() {
      nodes[index].cover = nodes[2 * index + 1].cover + nodes[2 * index + 2].cover
    }
    return DecisionTree(nodes: nodes, categorySets: sets)
  }

  /// A tree of nodes within nodes.
  private static func nested(
    _ tree: LocatedValue, scale: Double, features: CatBoostFeatures
  ) throws(InterchangeError) -> DecisionTree {
    var nodes: [DecisionTree.Node] = []
    var sets: [[UInt32]] = []
    var stack: [(value: LocatedValue, parent: Int, isLeft: Bool)] = [(tree, -1, false)]
    while let (value, parent, isLeft) = stack.popLast() {
      if parent >= 0 {
        if isLeft {
          nodes[parent].left = Int32(nodes.count)
        } else {
          nodes[parent].right = Int32(nodes.count)
        }
      }
      guard let split = try value.optional("split") else {
        nodes.append(
          .leaf(
            value: scale * (try value.at("value").number()),
            cover: try value.optional("weight")?.number() ?? 0))
        continue
      }
      let asked = try features.split(split)
      nodes.append(asked.node(left: 0, right: 0, set: sets.count))
      if let codes = asked.codes { sets.append(codes) }
      stack += [
        (try value.at("right"), nodes.count - 1, false), (try value.at("left"), nodes.count - 1, true),
      ]
    }
    for index in nodes.indices.reversed() where !nodes[index].isLeaf {
      nodes[index].cover = nodes[Int(nodes[index].left)].cover + nodes[Int(nodes[index].right)].cover
    }
    return DecisionTree(nodes: nodes, categorySets: sets)
  }
}
