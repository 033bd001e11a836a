import Scoring

/// Writes forests as ONNX models: `TreeEnsembleRegressor` (ai.onnx.ml 3) and then `Sigmoid`.
///
/// The input `variables` is [rows, variables] of Float32, NaN where a value is missing; the output `probability` is
/// [rows, 1].
public enum ONNXWriter {
  /// - Parameter remark: what the file is to say of itself (`doc_string`).
  /// - Throws: ``InterchangeError`` for linear models, and for categories, which this operator cannot look up in sets.
  public static func bytes(_ model: ScoringModel, producer: String, remark: String? = nil)
    throws(InterchangeError) -> [UInt8]
  {
    guard case .forest(let forest) = model else {
      throw InterchangeError(
        place: "", problem: "A linear model cannot be exported as ONNX yet; forests of numeric variables can."
      )
    }
    for (index, tree) in forest.trees.enumerated() {
      for (place, node) in tree.nodes.enumerated() where !node.isLeaf && node.categorySet >= 0 {
        throw InterchangeError(
          place: "tree \(index), node \(place)",
          problem:
            "It looks a category up in a set, which TreeEnsembleRegressor cannot; export it for XGBoost, or train "
            + "without categories.")
      }
    }
    var message = ProtobufMessage()
    message.whole(1, 8)
    message.text(2, producer)
    if let remark { message.text(6, remark) }
    message.message(7) { graph in
      graph.message(1) { trees(&$0, forest) }
      graph.message(1) { node in
        node.text(1, "margin")
        node.text(2, "probability")
        node.text(4, "Sigmoid")
      }
      graph.text(2, "churn")
      graph.message(11) { tensor(&$0, "variables", columns: forest.variableCount) }
      graph.message(12) { tensor(&$0, "probability", columns: 1) }
    }
    message.message(8) { $0.whole(2, 13) }
    message.message(8) { opset in
      opset.text(1, "ai.onnx.ml")
      opset.whole(2, 3)
    }
    return message.bytes
  }

  /// A matrix of Float32 with any number of rows.
  private static func tensor(_ value: inout ProtobufMessage, _ name: String, columns: Int) {
    value.text(1, name)
    value.message(2) { type in
      type.message(1) { tensor in
        tensor.whole(1, 1)
        tensor.message(2) { shape in
          shape.message(1) { $0.text(2, "rows") }
          shape.message(1) { $0.whole(1, Int64(columns)) }
        }
      }
    }
  }

  private static func trees(_ node: inout ProtobufMessage, _ forest: Forest) {
    var treeIDs: [Int64] = []
    var nodeIDs: [Int64] = []
    var variables: [Int64] = []
    var modes: [String] = []
    var thresholds: [Float] = []
    var left: [Int64] = []
    var right: [Int64] = []
    var missing: [Int64] = []
    var leafTrees: [Int64] = []
    var leafNodes: [Int64] = []
    var leafValues: [Float] = []
    for (index, tree) in forest.trees.enumerated() {
      for (place, one) in tree.nodes.enumerated() {
        treeIDs.append(Int64(index))
        nodeIDs.append(Int64(place))
        variables.append(Int64(max(0, one.variable)))
        modes.append(one.isLeaf ? "LEAF" : "BRANCH_LEQ")
        thresholds.append(one.threshold)
        left.append(Int64(one.left))
        right.append(Int64(one.right))
        missing.append(one.missingGoesLeft ? 1 : 0)
        if one.isLeaf {
          leafTrees.append(Int64(index))
          leafNodes.append(Int64(place))
          leafValues.append(Float(one.value))
        }
      }
    }
    node.text(1, "variables")
    node.text(2, "margin")
    node.text(4, "TreeEnsembleRegressor")
    whole(&node, "n_targets", 1)
    text(&node, "post_transform", "NONE")
    text(&node, "aggregate_function", "SUM")
    floats(&node, "base_values", [Float(forest.baseMargin)])
    wholes(&node, "nodes_treeids", treeIDs)
    wholes(&node, "nodes_nodeids", nodeIDs)
    wholes(&node, "nodes_featureids", variables)
    texts(&node, "nodes_modes", modes)
    floats(&node, "nodes_values", thresholds)
    wholes(&node, "nodes_truenodeids", left)
    wholes(&node, "nodes_falsenodeids", right)
    wholes(&node, "nodes_missing_value_tracks_true", missing)
    wholes(&node, "target_treeids", leafTrees)
    wholes(&node, "target_nodeids", leafNodes)
    wholes(&node, "target_ids", leafTrees.map { _ in 0 })
    floats(&node, "target_weights", leafValues)
    node.text(7, "ai.onnx.ml")
  }

  // Kinds of attributes in AttributeProto.
  private static func whole(_ node: inout ProtobufMessage, _ name: String, _ number: Int64) {
    node.message(5) { attribute in
      attribute.text(1, name)
      attribute.whole(3, number)
      attribute.whole(20, 2)
    }
  }

  private static func text(_ node: inout ProtobufMessage, _ name: String, _ text: String) {
    node.message(5) { attribute in
      attribute.text(1, name)
      attribute.text(4, text)
      attribute.whole(20, 3)
    }
  }

  private static func floats(_ node: inout ProtobufMessage, _ name: String, _ numbers: [Float]) {
    node.message(5) { attribute in
      attribute.text(1, name)
      attribute.floats(7, numbers)
      attribute.whole(20, 6)
    }
  }

  private static func wholes(_ node: inout ProtobufMessage, _ name: String, _ numbers: [Int64]) {
    node.message(5) { attribute in
      attribute.text(1, name)
      attribute.wholes(8, numbers)
      attribute.whole(20, 7)
    }
  }

  private static func texts(_ node: inout ProtobufMessage, _ name: String, _ texts: [String]) {
    node.message(5) { attribute in
      attribute.text(1, name)
      for text in texts { attribute.text(9, text) }
      attribute.whole(20, 8)
    }
  }
}
