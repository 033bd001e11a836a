import Calendar
import Configuration
import Parallel
import Retention
import Scoring

/// Makes the entries of a list from a ready-made table: key, probability and reasons.
struct TableEntryMaker {
  let keys: [String]
  let probabilities: [Double]
  let matrix: ColumnMatrix
  let scorer: Scorer
  let reasoner: Reasoner
  let team: ThreadTeam

  private static let rowsPerTurn = 64

  /// Entries for some rows, in their order.
  func entries(for listed: ArraySlice<Int>) -> [LossEntry] {
    let order = Array(listed)
    let columns = matrix.columnCount
    let facts = CustomerFacts(columns: .none, snapshot: Month(index: 0), numbers: [], texts: [])
    return team.mapRanges(order.count, grain: TableEntryMaker.rowsPerTurn) { range, _ in
      var rows = ColumnMatrix(rowCount: range.count, columnCount: columns)
      let stride = rows.columnStride
      rows.withMutableStorage { storage in
        for column in 0..<columns {
          let source = matrix.column(column)
          for row in 0..<range.count {
            storage[column * stride + row] = source[order[range.lowerBound + row]]
          }
        }
      }
      let contributions = AlignedArray<Double>(count: range.count * columns)
      return rows.withBlock { block in
        scorer.contributions(of: block, into: contributions.view)
        return (0..<range.count).map { row in
          let index = order[range.lowerBound + row]
          let reasons = reasoner.reasons(
            contributions: Array(contributions.view[row * columns..<(row + 1) * columns].elements),
            variables: (0..<columns).map { block[row, $0] }, facts: facts)
          return LossEntry(
            customer: keys[index], monthAtRisk: nil, probability: probabilities[index], expectedLoss: nil,
            assets: nil,
            tier: nil, reasons: reasons, manager: nil, branch: nil)
        }
      }
    }.flatMap { $0 }
  }
}
