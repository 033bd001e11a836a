import Scoring

/// Reads CatBoost's JSON models (catboost/libs/model/model_export/json_model_helpers.cpp in its sources).
///
/// Splits of numbers are read; categories, texts and embeddings are hashed or counted by CatBoost itself and cannot be.
enum CatBoostReader {
  static func read(_ root: LocatedValue) throws(InterchangeError) -> ImportedModel {
    try checkLoss(root)
    let features = try features(root.at("features_info"))
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
    return ImportedModel(
      tool: .catBoost,
      forest: Forest(variableCount: features.names.count, baseMargin: biases[0], trees: trees),
      variables: features.names)
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

  private struct Features {
    /// Names of the columns.
    var names: [String]
    /// Column and side of missing values of each numeric feature.
    var numeric: [(column: Int, missingGoesLeft: Bool)] = []
  }

  private static func features(_ info: LocatedValue) throws(InterchangeError) -> Features {
    var names: [Int: String] = [:]
    var features = Features(names: [])
    for key in ["float_features", "categorical_features", "text_features", "embedding_features"] {
      for feature in try info.optional(key)?.elements() ?? [] {
        let column = try feature.at("flat_feature_index").whole(0...1 << 20 - 1)
        let name = try feature.optional("feature_id")?.text() ?? ""
        names[column] = name.isEmpty ? "f\(column)" : name
        if key == "float_features" {
          let treatment = try feature.optional("nan_value_treatment")?.text() ?? "AsIs"
          // Missing values that count as the largest number go right, all others left.
          features.numeric.append((column, treatment != "AsTrue"))
        }
      }
    }
    let count = (names.keys.max() ?? -1) + 1
    features.names = (0..<count).map { names[$0] ?? "f\($0)" }
    return features
  }

  /// What a split asks: rows above the border go right.
  private static func split(
    _ split: LocatedValue, features: Features
  ) throws(InterchangeError) -> (column: Int, border: Float, missingGoesLeft: Bool) {
    let type = try split.at("split_type")
    guard try type.text() == "FloatFeature" else {
      throw type.fail(
        "It splits by “\(try type.text())”; only splits of numbers can be imported. CatBoost hashes or counts "
          + "categories by its own rules: turn them into numbers before training.")
    }
    let index = try split.at("float_feature_index").whole(0...1 << 20)
    guard features.numeric.indices.contains(index) else {
      throw split.fail("It asks for numeric feature \(index), but there are \(features.numeric.count).")
    }
    let border = try split.at("border")
    return (
      features.numeric[index].column,
      try ForeignTree.threshold(notAbove: border.number(), place: border.place),
      features.numeric[index].missingGoesLeft
    )
  }

  /// A symmetric tree: the answer to split i is bit i of the leaf's number.
  private static func symmetric(
    _ tree: LocatedValue, scale: Double, features: Features
  ) throws(InterchangeError) -> DecisionTree {
    var splits: [(column: Int, border: Float, missingGoesLeft: Bool)] = []
    for split in try tree.optional("splits")?.elements() ?? [] {
      splits.append(try self.split(split, features: features))
    }
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
    for (level, split) in splits.enumerated() {
      for _ in 0..<1 << level {
        nodes.append(
          .split(
            variable: split.column, threshold: split.border, left: 2 * nodes.count + 1,
            right: 2 * nodes.count + 2, missingGoesLeft: split.missingGoesLeft, cover: 0))
      }
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
    return DecisionTree(nodes: nodes)
  }

  /// A tree of nodes within nodes.
  private static func nested(
    _ tree: LocatedValue, scale: Double, features: Features
  ) throws(InterchangeError) -> DecisionTree {
    var nodes: [DecisionTree.Node] = []
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
      let asked = try self.split(split, features: features)
      nodes.append(
        .split(
          variable: asked.column, threshold: asked.border, left: 0, right: 0,
          missingGoesLeft: asked.missingGoesLeft, cover: 0))
      stack += [
        (try value.at("right"), nodes.count - 1, false), (try value.at("left"), nodes.count - 1, true),
      ]
    }
    for index in nodes.indices.reversed() where !nodes[index].isLeaf {
      nodes[index].cover = nodes[Int(nodes[index].left)].cover + nodes[Int(nodes[index].right)].cover
    }
    return DecisionTree(nodes: nodes)
  }
}
