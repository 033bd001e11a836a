import Scoring

extension PMMLWriter {
  /// A segment for the margin before the first tree and one for each tree, to be added in this order.
  static func write(
    _ forest: Forest, variables: [PMMLVariable], otherCodes: [Int: UInt32], to xml: inout XMLBuilder
  ) {
    xml.open("MiningModel", ["functionName": "regression", "modelName": "churn"])
    writeSchema(variables, to: &xml)
    writeOutput(to: &xml)
    xml.open("Segmentation", ["multipleModelMethod": "sum"])
    let base = DecisionTree(nodes: [.leaf(value: forest.baseMargin, cover: 0)])
    for (index, tree) in ([base] + forest.trees).enumerated() {
      xml.open("Segment", ["id": "\(index)"])
      xml.empty("True")
      xml.open(
        "TreeModel",
        [
          "functionName": "regression", "splitCharacteristic": "binarySplit",
          "missingValueStrategy": "defaultChild",
        ])
      var asked = Set<Int32>()
      for node in tree.nodes where !node.isLeaf { asked.insert(node.variable) }
      writeSchema(asked.sorted().map { variables[Int($0)] }, to: &xml)
      write(tree, variables: variables, otherCodes: otherCodes, to: &xml)
      xml.close("TreeModel")
      xml.close("Segment")
    }
    xml.close("Segmentation")
    xml.close("MiningModel")
  }

  private enum Step {
    /// A node, and the node that leads to it.
    case node(Int, parent: Int?)
    case end
  }

  /// The nodes within each other; without recursion, as chains may be deep.
  private static func write(
    _ tree: DecisionTree, variables: [PMMLVariable], otherCodes: [Int: UInt32], to xml: inout XMLBuilder
  ) {
    var stack: [Step] = [.node(0, parent: nil)]
    while let step = stack.popLast() {
      guard case .node(let index, let parent) = step else {
        xml.close("Node")
        continue
      }
      let node = tree.nodes[index]
      if node.isLeaf {
        xml.open("Node", ["id": "\(index)", "score": "\(node.value)"])
      } else {
        xml.open(
          "Node", ["id": "\(index)", "defaultChild": "\(node.missingGoesLeft ? node.left : node.right)"])
      }
      if let parent {
        writePredicate(
          of: tree.nodes[parent], isLeft: Int(tree.nodes[parent].left) == index, in: tree,
          variables: variables, otherCodes: otherCodes, to: &xml)
      } else {
        xml.empty("True")
      }
      stack.append(.end)
      if !node.isLeaf {
        stack.append(.node(Int(node.right), parent: index))
        stack.append(.node(Int(node.left), parent: index))
      }
    }
  }

  /// What a row must answer at `node` to go on to one side.
  private static func writePredicate(
    of node: DecisionTree.Node, isLeft: Bool, in tree: DecisionTree, variables: [PMMLVariable],
    otherCodes: [Int: UInt32], to xml: inout XMLBuilder
  ) {
    let variable = variables[Int(node.variable)]
    if node.categorySet < 0 {
      xml.empty(
        "SimplePredicate",
        [
          "field": variable.name, "operator": isLeft ? "lessOrEqual" : "greaterThan",
          "value": "\(variable.threshold(node.threshold))",
        ])
      return
    }
    let question = CategoryQuestion(node, of: tree, other: otherCodes[Int(node.variable)])
    let codes = question.codes
    xml.element(
      "SimpleSetPredicate",
      ["field": variable.name, "booleanOperator": isLeft == question.listedGoLeft ? "isIn" : "isNotIn"]
    ) {
      $0.leaf(
        "Array", codes.map { "\($0)" }.joined(separator: " "), ["type": "int", "n": "\(codes.count)"])
    }
  }
}
