import Numerics
import Panel
import Scoring
import Validation
import Variables

/// Scores rows with known outcomes and judges the scores.
struct Judge {
  let scorer: Scorer
  let maker: VariableMaker
  let team: ThreadTeam

  /// The probability of a loss of each row, computed block by block.
  func probabilities(of rows: [SnapshotRow]) -> [Double] {
    let result = AlignedArray<Double>(count: rows.count)
    let view = result.view
    let scorer = scorer
    maker.forEachBlock(rows, team: team) { range, variables, _ in
      scorer.probabilities(of: variables, into: view[range])
    }
    return Array(result.view.elements)
  }

  func judgement(of table: OutcomeTable) throws -> Judgement {
    Judgement(try table.sample(scores: probabilities(of: table.rows)))
  }
}
