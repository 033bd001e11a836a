import Parallel

/// Scores a forest that goes on from a score that comes with each row: another engine's margins, and the score's log odds.
struct StartingScoreEngine: ScoringEngine {
  let trees: any ScoringEngine
  let start: StartingScore

  var rowsPerTurn: Int { trees.rowsPerTurn }

  func writeMargins(of block: ColumnBlock, into margins: SharedBuffer<Double>) {
    trees.writeMargins(of: block, into: margins)
    for row in 0..<block.rowCount { margins[row] += start.margin(of: block[row, start.variable]) }
  }

  func margin(of row: RowView) -> Double {
    trees.margin(of: row) + start.margin(of: row[start.variable])
  }
}
