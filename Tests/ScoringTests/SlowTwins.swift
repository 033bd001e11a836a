@testable import Scoring

/// The definition of a tree's walk, written out once more without a thought of speed.
func slowTreeValue(_ tree: DecisionTree, _ row: [Float], node index: Int = 0) -> Double {
  let node = tree.nodes[index]
  if node.variable < 0 { return node.value }
  let value = row[Int(node.variable)]
  return slowTreeValue(tree, row, node: Int(slowGoesLeft(tree, node, value) ? node.left : node.right))
}

func slowGoesLeft(_ tree: DecisionTree, _ node: DecisionTree.Node, _ value: Float) -> Bool {
  if node.categorySet >= 0 {
    let isListed = tree.categorySets[Int(node.categorySet)].contains { Float($0) == value }
    return node.missingGoesLeft ? !isListed : isListed
  }
  if value.isNaN { return node.missingGoesLeft }
  return value <= node.threshold
}

func slowMargin(_ forest: Forest, _ row: [Float]) -> Double {
  let exact = forest.inUnits()
  var margin = exact.baseMargin
  for tree in exact.trees { margin += slowTreeValue(tree, row) }
  return margin
}

/// Mean value of a tree for a row of which only the variables in `known` (bits) are known: at the other nodes
/// the row is split by covers.
func slowGameValue(_ tree: DecisionTree, _ row: [Float], known: Int, node index: Int = 0) -> Double {
  let node = tree.nodes[index]
  if node.variable < 0 { return node.value }
  let left = slowGameValue(tree, row, known: known, node: Int(node.left))
  let right = slowGameValue(tree, row, known: known, node: Int(node.right))
  if known >> Int(node.variable) & 1 == 1 {
    return slowGoesLeft(tree, node, row[Int(node.variable)]) ? left : right
  }
  let leftCover = tree.nodes[Int(node.left)].cover
  let rightCover = tree.nodes[Int(node.right)].cover
  let share = leftCover + rightCover > 0 ? leftCover / (leftCover + rightCover) : 0.5
  return share * left + (1 - share) * right
}

/// Shapley values by their definition: over all subsets of the other variables.
func slowShapley(_ tree: DecisionTree, _ row: [Float]) -> [Double] {
  let count = row.count
  func factorial(_ number: Int) -> Double { number < 2 ? 1 : Double(number) * factorial(number - 1) }
  let worth = (0..<1 << count).map { slowGameValue(tree, row, known: $0) }
  return (0..<count).map { variable in
    var sum = 0.0
    for subset in 0..<1 << count where subset >> variable & 1 == 0 {
      let size = subset.nonzeroBitCount
      let weight = factorial(size) * factorial(count - size - 1) / factorial(count)
      sum += weight * (worth[subset | 1 << variable] - worth[subset])
    }
    return sum
  }
}
