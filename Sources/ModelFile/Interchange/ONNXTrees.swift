import Scoring

/// The nodes of a `TreeEnsembleRegressor` (ai.onnx.ml 3) while they are gathered: trees, and terms of linear models that
/// are look-ups.
///
/// Sets of codes become chains of `BRANCH_EQ` that lead to one child, the form in which other converters write them and
/// which ONNX Runtime turns back into sets.
struct ONNXTrees {
  private var treeIDs: [Int64] = []
  private var nodeIDs: [Int64] = []
  private var variables: [Int64] = []
  private var modes: [String] = []
  private var thresholds: [Float] = []
  private var trueIDs: [Int64] = []
  private var falseIDs: [Int64] = []
  private var missing: [Int64] = []
  private var leafTrees: [Int64] = []
  private var leafNodes: [Int64] = []
  private var leafValues: [Float] = []
  private var treeCount: Int64 = 0

  var isEmpty: Bool { treeCount == 0 }

  /// A split: rows for which `value mode threshold` holds go to `yes`, missing values where `missingSaysYes`.
  private struct Split {
    var mode: String
    var threshold: Float
    var yes: Int
    var no: Int
    var missingSaysYes = false
  }

  private mutating func ask(_ variable: Int, _ split: Split, id: Int) {
    add(variable, split.mode, split.threshold, id: id)
    trueIDs.append(Int64(split.yes))
    falseIDs.append(Int64(split.no))
    missing.append(split.missingSaysYes ? 1 : 0)
  }

  private mutating func end(_ value: Double, id: Int) {
    add(0, "LEAF", 0, id: id)
    trueIDs.append(0)
    falseIDs.append(0)
    missing.append(0)
    leafTrees.append(treeCount)
    leafNodes.append(Int64(id))
    leafValues.append(Float(value))
  }

  private mutating func add(_ variable: Int, _ mode: String, _ threshold: Float, id: Int) {
    treeIDs.append(treeCount)
    nodeIDs.append(Int64(id))
    variables.append(Int64(variable))
    modes.append(mode)
    thresholds.append(threshold)
  }

  /// - Parameter otherCodes: for variables of which a code stands for all beyond it, that code.
  mutating func append(_ tree: DecisionTree, otherCodes: [Int: UInt32]) {
    let questions = tree.nodes.map { node in
      node.isLeaf || node.categorySet < 0
        ? nil : CategoryQuestion(node, of: tree, other: otherCodes[Int(node.variable)])
    }
    // A set of codes takes a node for each code, at least one.
    var ids: [Int] = []
    var next = 0
    for question in questions {
      ids.append(next)
      next += question.map { max(1, $0.codes.count) } ?? 1
    }
    for (index, node) in tree.nodes.enumerated() {
      if node.isLeaf {
        end(node.value, id: ids[index])
        continue
      }
      let (left, right) = (ids[Int(node.left)], ids[Int(node.right)])
      if let question = questions[index] {
        ask(Int(node.variable), question, left: left, right: right, id: ids[index])
      } else {
        ask(
          Int(node.variable),
          Split(
            mode: "BRANCH_LEQ", threshold: node.threshold, yes: left, no: right,
            missingSaysYes: node.missingGoesLeft), id: ids[index])
      }
    }
    treeCount += 1
  }

  /// A chain of codes that lead to one child. Missing values go with the listed codes, or on to the end of the chain.
  private mutating func ask(_ variable: Int, _ question: CategoryQuestion, left: Int, right: Int, id: Int) {
    let (listed, other) = question.listedGoLeft ? (left, right) : (right, left)
    let missingIsListed = question.missingGoesLeft == question.listedGoLeft
    if question.codes.isEmpty {
      ask(
        variable,
        Split(mode: "BRANCH_EQ", threshold: -1, yes: listed, no: other, missingSaysYes: missingIsListed),
        id: id)
    }
    for (index, code) in question.codes.enumerated() {
      let no = index + 1 < question.codes.count ? id + index + 1 : other
      ask(
        variable,
        Split(
          mode: "BRANCH_EQ", threshold: Float(code), yes: listed, no: no, missingSaysYes: missingIsListed),
        id: id + index)
    }
  }

  /// A leaf for each code, and one for all else.
  mutating func append(_ term: CategoryTerm) {
    let count = term.weights.count
    for code in 0..<count {
      ask(
        term.variable,
        Split(mode: "BRANCH_EQ", threshold: Float(code), yes: count + 1 + code, no: code + 1), id: code)
    }
    end(term.otherWeight, id: count)
    for code in 0..<count { end(term.weights[code], id: count + 1 + code) }
    treeCount += 1
  }

  /// The missing value's bin is asked for first, then the special codes, then the borders, lowest first.
  mutating func append(_ term: BinnedTerm) {
    var splits: [(mode: String, threshold: Float, bin: Int)] = []
    splits.append(("BRANCH_LT", -.infinity, term.addends.count - 1))
    for (index, special) in term.specials.enumerated() {
      splits.append(("BRANCH_EQ", special, term.cuts.count + 1 + index))
    }
    for (index, cut) in term.cuts.enumerated() { splits.append(("BRANCH_LT", cut, index)) }
    let last = splits.count
    for (index, split) in splits.enumerated() {
      ask(
        term.variable,
        Split(
          mode: split.mode, threshold: split.threshold, yes: last + 1 + index, no: index + 1,
          missingSaysYes: index == 0), id: index)
      end(term.addends[split.bin], id: last + 1 + index)
    }
    end(term.addends[term.cuts.count], id: last)
    treeCount += 1
  }

  /// The node that adds up what all trees give and `base`.
  func write(to node: inout ONNXNode, base: Double) {
    node.domain = "ai.onnx.ml"
    node.attributes = [
      .init("n_targets", .whole(1)), .init("post_transform", .text("NONE")),
      .init("aggregate_function", .text("SUM")), .init("base_values", .floats([Float(base)])),
      .init("nodes_treeids", .wholes(treeIDs)), .init("nodes_nodeids", .wholes(nodeIDs)),
      .init("nodes_featureids", .wholes(variables)), .init("nodes_modes", .texts(modes)),
      .init("nodes_values", .floats(thresholds)), .init("nodes_truenodeids", .wholes(trueIDs)),
      .init("nodes_falsenodeids", .wholes(falseIDs)),
      .init("nodes_missing_value_tracks_true", .wholes(missing)),
      .init("target_treeids", .wholes(leafTrees)), .init("target_nodeids", .wholes(leafNodes)),
      .init("target_ids", .wholes(leafTrees.map { _ in 0 })), .init("target_weights", .floats(leafValues)),
    ]
  }
}
