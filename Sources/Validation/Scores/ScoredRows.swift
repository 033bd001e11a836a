import Metrics
import Panel
import Parallel
import Scoring
import Variables

/// The rows of a ready-made table, scored by a model.
package struct ScoredRows {
  package let table: ReadyTable
  package let maker: TableVariableMaker
  package let matrix: ColumnMatrix
  package let scorer: Scorer
  package let probabilities: [Double]

  package init(
    table: ReadyTable, maker: TableVariableMaker, matrix: ColumnMatrix, scorer: Scorer,
    probabilities: [Double]
  ) {
    (self.table, self.maker, self.matrix) = (table, maker, matrix)
    (self.scorer, self.probabilities) = (scorer, probabilities)
  }

  /// The scores beside the outcomes; nil where the table was read without them.
  ///
  /// - Parameter keepsKeysTogether: whether rows of a key are drawn as one customer for intervals.
  package func sample(keepsKeysTogether: Bool = false) throws -> ScoredSample? {
    let customers = keepsKeysTogether ? table.keyNumbers : nil
    return try table.labels.map {
      try ScoredSample(scores: probabilities, losses: $0.map { $0 == 1 }, customers: customers)
    }
  }
}
