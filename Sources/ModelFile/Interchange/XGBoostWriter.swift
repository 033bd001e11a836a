import Scoring

/// Writes forests as XGBoost's JSON models, which its versions from 1.6 on read.
public enum XGBoostWriter {
  /// - Parameters:
  ///   - otherCodes: for variables of which a code stands for all beyond it, that code.
  ///   - remark: what the file is to say of itself (the attribute `remark`).
  /// - Throws: ``InterchangeError`` for linear models.
  public static func bytes(
    _ model: ScoringModel, variables: [String], otherCodes: [Int: UInt32] = [:], remark: String? = nil
  ) throws(InterchangeError) -> [UInt8] {
    guard case .forest(let forest) = model else {
      throw InterchangeError(place: "", problem: "A linear model has no trees that XGBoost could walk.")
    }
    try forest.checkStartsFromNothing()
    var isCategory = [Bool](repeating: false, count: forest.variableCount)
    for tree in forest.trees {
      for node in tree.nodes where !node.isLeaf && node.categorySet >= 0 {
        isCategory[Int(node.variable)] = true
      }
    }
    var trees: [String] = []
    for (index, tree) in forest.trees.enumerated() {
      trees.append(text(of: tree, id: index, variableCount: forest.variableCount, otherCodes: otherCodes))
    }
    let names = variables.map(quoted).joined(separator: ",")
    let types = isCategory.map { $0 ? "\"c\"" : "\"float\"" }.joined(separator: ",")
    let indices = trees.indices.map { "\($0)" } + ["\(trees.count)"]
    let zeros = trees.map { _ in "0" }.joined(separator: ",")
    let base = Scorer.probability(ofMargin: forest.baseMargin)
    let attributes = remark.map { "\"remark\":\(quoted($0))" } ?? ""
    let json = """
      {"learner":{"attributes":{\(attributes)},"feature_names":[\(names)],"feature_types":[\(types)],"gradient_booster":\
      {"model":{"gbtree_model_param":{"num_parallel_tree":"1","num_trees":"\(trees.count)"},"iteration_indptr":\
      [\(indices.joined(separator: ","))],"tree_info":[\(zeros)],"trees":[\(trees.joined(separator: ","))]},\
      "name":"gbtree"},"learner_model_param":{"base_score":"\(base)","boost_from_average":"0","num_class":"0",\
      "num_feature":"\(forest.variableCount)","num_target":"1"},"objective":{"name":"binary:logistic",\
      "reg_loss_param":{"scale_pos_weight":"1"}}},"version":[2,1,0]}
      """
    return Array(json.utf8)
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where scalar.value < 32: quoted += " "
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// The same tree with siblings side by side, as XGBoost takes the node behind the left child for the right one, and with
  /// listed codes on the right, as all others go left there.
  private static func levelByLevel(_ tree: DecisionTree, otherCodes: [Int: UInt32]) -> DecisionTree {
    var nodes: [DecisionTree.Node] = []
    var order = [0]
    while nodes.count < order.count {
      var node = tree.nodes[order[nodes.count]]
      if !node.isLeaf {
        if node.categorySet >= 0,
          CategoryQuestion(node, of: tree, other: otherCodes[Int(node.variable)]).listedGoLeft
        {
          swap(&node.left, &node.right)
          node.missingGoesLeft.toggle()
        }
        order += [Int(node.left), Int(node.right)]
        node.left = Int32(order.count - 2)
        node.right = Int32(order.count - 1)
      }
      nodes.append(node)
    }
    return DecisionTree(nodes: nodes, categorySets: tree.categorySets)
  }

  private static func text(
    of tree: DecisionTree, id: Int, variableCount: Int, otherCodes: [Int: UInt32]
  ) -> String {
    let tree = levelByLevel(tree, otherCodes: otherCodes)
    let nodes = tree.nodes
    var parents = [Int](repeating: Int(Int32.max), count: nodes.count)
    var conditions: [String] = []
    var categories: [UInt32] = []
    var categoryNodes: [Int] = []
    var segments: [Int] = []
    var sizes: [Int] = []
    for (index, node) in nodes.enumerated() {
      if node.isLeaf {
        conditions.append("\(Float(node.value))")
        continue
      }
      parents[Int(node.left)] = index
      parents[Int(node.right)] = index
      if node.categorySet < 0 {
        // Numbers go left where they are less, not where they are equal. Nothing but infinity, which XGBoost
        // refuses as a value, lies above the greatest number.
        conditions.append("\(min(node.threshold.nextUp, .greatestFiniteMagnitude))")
        continue
      }
      conditions.append("0.0")
      let right = CategoryQuestion(node, of: tree, other: otherCodes[Int(node.variable)]).codes
      categoryNodes.append(index)
      segments.append(categories.count)
      sizes.append(right.count)
      categories += right
    }
    func list(_ values: some Sequence<some CustomStringConvertible>) -> String {
      "[" + values.map(\.description).joined(separator: ",") + "]"
    }
    let zeros = list(nodes.map { _ in "0.0" })
    return """
      {"base_weights":\(zeros),"categories":\(list(categories)),"categories_nodes":\(list(categoryNodes)),\
      "categories_segments":\(list(segments)),"categories_sizes":\(list(sizes)),\
      "default_left":\(list(nodes.map { $0.missingGoesLeft ? 1 : 0 })),"id":\(id),\
      "left_children":\(list(nodes.map { $0.isLeaf ? -1 : $0.left })),"loss_changes":\(zeros),\
      "parents":\(list(parents)),"right_children":\(list(nodes.map { $0.isLeaf ? -1 : $0.right })),\
      "split_conditions":[\(conditions.joined(separator: ","))],\
      "split_indices":\(list(nodes.map { max(0, $0.variable) })),\
      "split_type":\(list(nodes.map { $0.categorySet >= 0 ? 1 : 0 })),\
      "sum_hessian":\(list(nodes.map { Float($0.cover) })),"tree_param":{"num_deleted":"0",\
      "num_feature":"\(variableCount)","num_nodes":"\(nodes.count)","size_leaf_vector":"1"}}
      """
  }
}
