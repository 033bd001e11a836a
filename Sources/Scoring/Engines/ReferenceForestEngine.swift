import Parallel

/// Scores a forest row by row, tree by tree, node by node, straight from the model.
struct ReferenceForestEngine: ScoringEngine {
  let forest: Forest

  func writeMargins(of block: ColumnBlock, into margins: SharedBuffer<Double>) {
    for row in 0..<block.rowCount {
      var margin = forest.baseMargin
      for tree in forest.trees {
        margin += tree.nodes[tree.leaf { block[row, $0] }].value
      }
      if let start = forest.start { margin += start.margin(of: block[row, start.variable]) }
      margins[row] = margin
    }
  }

  func margin(of row: RowView) -> Double {
    var margin = forest.baseMargin
    for tree in forest.trees { margin += tree.nodes[tree.leaf { row[$0] }].value }
    if let start = forest.start { margin += start.margin(of: row[start.variable]) }
    return margin
  }
}
