import Parallel
import Scoring
import Variables

/// Explains scores: makes something of each row's variables and of what each of them contributes to the score, block by
/// block in parallel.
public struct Explainer: Sendable {
  let scorer: Scorer
  let team: ThreadTeam

  public init(scorer: Scorer, team: ThreadTeam) { (self.scorer, self.team) = (scorer, team) }

  /// Makes a value of a row, given its index, its contributions in margin units and its variables.
  public typealias Make<Value> =
    @Sendable (_ index: Int, _ contributions: [Double], _ variables: [Float]) -> Value

  private static let tableRowsPerBlock = 64

  /// Values for rows of a panel, in their order.
  ///
  /// - Complexity: dominated by the contributions, O(nodes · depth) per row and tree.
  public func map<Value: Sendable>(_ rows: [SnapshotRow], _ maker: VariableMaker, _ make: Make<Value>)
    -> [Value]
  {
    let shares = scratch(rows: VariableMaker.rowsPerBlock, columns: maker.variableCount)
    return maker.mapBlocks(rows, team: team) { range, variables, worker in
      values(variables, shares[worker], from: range.lowerBound, make)
    }.flatMap { $0 }
  }

  /// Values for rows of a ready-made table, in their order.
  public func map<Value: Sendable>(_ rows: [Int], of matrix: ColumnMatrix, _ make: Make<Value>) -> [Value] {
    let columns = matrix.columnCount
    let shares = scratch(rows: Self.tableRowsPerBlock, columns: columns)
    return team.mapRanges(rows.count, grain: Self.tableRowsPerBlock) { range, worker in
      var taken = ColumnMatrix(rowCount: range.count, columnCount: columns)
      let stride = taken.columnStride
      taken.withMutableStorage { storage in
        for column in 0..<columns {
          let source = matrix.column(column)
          for row in 0..<range.count {
            storage[column * stride + row] = source[rows[range.lowerBound + row]]
          }
        }
      }
      return taken.withBlock { values($0, shares[worker], from: range.lowerBound, make) }
    }.flatMap { $0 }
  }

  private func scratch(rows: Int, columns: Int) -> [AlignedArray<Double>] {
    (0..<team.threadCount).map { _ in AlignedArray<Double>(count: rows * max(1, columns)) }
  }

  private func values<Value>(
    _ block: ColumnBlock, _ shares: AlignedArray<Double>, from first: Int, _ make: Make<Value>
  ) -> [Value] {
    let (contributions, count) = (shares.view, block.columnCount)
    scorer.contributions(of: block, into: contributions)
    return (0..<block.rowCount).map { row in
      make(
        first + row, Array(contributions[row * count..<(row + 1) * count].elements),
        (0..<count).map { block[row, $0] })
    }
  }
}
