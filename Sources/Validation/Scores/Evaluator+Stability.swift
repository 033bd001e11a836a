import Metrics
import Parallel
import Variables

extension Evaluator {
  /// How far the scores of rows that were not fitted to differ from those of rows that were: a model knows its own rows
  /// better, and that is no drift.
  ///
  /// - Parameters:
  ///   - trained: the variables of the rows that were fitted to.
  ///   - chosen: which of them are looked at; nil: all.
  public func usualScoreStability(of unseen: OutcomeTable, against trained: ColumnMatrix, rows chosen: [Int]?)
    throws -> Double?
  {
    let scores = scorer.probabilities(of: trained, team: team)
    return Distribution.stability(
      of: try probabilities(of: unseen.rows),
      against: chosen.map { rows in rows.map { scores[$0] } } ?? scores)
  }
}
