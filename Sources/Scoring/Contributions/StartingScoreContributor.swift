import Parallel

/// Contributions of a forest that goes on from a score that comes with each row: what the score adds beyond its mean in
/// training is its column's.
struct StartingScoreContributor: Contributor {
  let trees: any Contributor
  let start: StartingScore
  let variableCount: Int

  var expectedMargin: Double { trees.expectedMargin + start.meanMargin }

  func writeContributions(of block: ColumnBlock, into contributions: SharedBuffer<Double>) {
    trees.writeContributions(of: block, into: contributions)
    for row in 0..<block.rowCount {
      contributions[row * variableCount + start.variable] +=
        start.margin(of: block[row, start.variable]) - start.meanMargin
    }
  }
}
