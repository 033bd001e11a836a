import Scoring

/// Writes models as ONNX, operators of opset 13 and ai.onnx.ml 3: forests by `TreeEnsembleRegressor`, linear models by
/// arithmetic in Float64 and, where a term is a look-up (bins, categories), by trees; then `Sigmoid`.
///
/// The input `variables` is [rows, variables] of Float32, NaN where a value is missing, a category as its code; the output
/// `probability` is [rows, 1] of Float32.
public enum ONNXWriter {
  /// - Parameters:
  ///   - otherCodes: for variables of which a code stands for all beyond it, that code.
  ///   - remark: what the file is to say of itself (`doc_string`).
  public static func bytes(
    _ model: ScoringModel, otherCodes: [Int: UInt32] = [:], producer: String, remark: String? = nil
  ) throws(InterchangeError) -> [UInt8] {
    var graph = ONNXGraph()
    switch model {
    case .forest(let forest):
      try forest.checkStartsFromNothing()
      addForest(forest, otherCodes: otherCodes, to: &graph)
    case .linear(let linear): addLinear(linear, to: &graph)
    }
    var message = ProtobufMessage()
    message.whole(1, 8)
    message.text(2, producer)
    if let remark { message.text(6, remark) }
    message.message(7) { message in
      graph.write(to: &message)
      message.message(11) { tensor(&$0, "variables", columns: model.variableCount) }
      message.message(12) { tensor(&$0, "probability", columns: 1) }
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
        tensor.whole(1, ONNXGraph.Element.float.rawValue)
        tensor.message(2) { shape in
          shape.message(1) { $0.text(2, "rows") }
          shape.message(1) { $0.whole(1, Int64(columns)) }
        }
      }
    }
  }

  private static func addForest(_ forest: Forest, otherCodes: [Int: UInt32], to graph: inout ONNXGraph) {
    var trees = ONNXTrees()
    for tree in forest.trees { trees.append(tree, otherCodes: otherCodes) }
    let margin = sum(of: trees, base: forest.baseMargin, to: "margin", in: &graph)
    _ = graph.add("Sigmoid", [margin], to: "probability")
  }

  /// [rows, 1] of Float32: what `trees` give, and `base`.
  static func sum(of trees: ONNXTrees, base: Double, to output: String, in graph: inout ONNXGraph) -> String {
    var node = ONNXNode(operation: "TreeEnsembleRegressor", inputs: ["variables"], output: output)
    trees.write(to: &node, base: base)
    graph.add(node)
    return output
  }
}
