import Learning
import Metrics
import Panel
import Parallel
import Scoring
import Variables

/// Fits models that tell a group's customers from the others, so that each is scored by a model that has not seen them.
///
/// Nobody says of the others that they will never belong to the group: they are merely not in it yet (learning from
/// positive and unlabelled examples). A model that was trained on somebody as “not in the group” would score them too low,
/// so the customers are cut into folds by a seeded hash of the key and each fold is scored by a model of the other ones.
package struct LookAlikeTrainer {
  let trainer: ModelTrainer
  let team: ThreadTeam

  /// - Parameter trainer: of models of the book's variables; its seed is that of the folds.
  package init(_ trainer: ModelTrainer, team: ThreadTeam) { (self.trainer, self.team) = (trainer, team) }

  static let folds = 5

  package struct Result {
    package var scorers: [Scorer]
    package var foldOf: [Int]
    /// How alike each customer is to the group: the probability of belonging to it, from a model of other customers.
    package var similarities: [Double]
    package var evaluation: Evaluation
    package var usualRanges: [ClosedRange<Double>?]
  }

  /// - Parameters:
  ///   - rows: the population, the group included.
  ///   - isMember: whether each row belongs to the group.
  ///   - matrix: the rows' variables.
  package func train(
    _ rows: [SnapshotRow], _ matrix: ColumnMatrix, isMember: [Bool], keys: [String], maker: VariableMaker
  ) throws -> Result {
    let labels = isMember.map { $0 ? Float(1) : 0 }
    let foldOf = keys.map { SeededSplit.fold(key: $0, seed: trainer.definition.seed, of: Self.folds) }
    func part(_ isWanted: (Int) -> Bool) throws -> TrainingSet {
      let chosen = rows.indices.filter { isWanted(foldOf[$0]) }
      return try maker.trainingSet(
        of: chosen.map { rows[$0] }, labels: chosen.map { labels[$0] }, team: team)
    }
    // The number of trees is found once, on the first fold, and holds for all.
    let result = try trainer.train(
      TrainingRows(
        training: { try part { $0 != 0 } }, validation: { try part { $0 == 0 } },
        refits: (0..<Self.folds).map { fold in { try part { $0 != fold } } }),
      evaluate: { _, _ in })
    let scorers = try result.fits.map { try $0.scorer() }
    var similarities = [Double](repeating: 0, count: rows.count)
    for fold in 0..<Self.folds {
      let chosen = rows.indices.filter { foldOf[$0] == fold }
      let scores = try Evaluator(scorer: scorers[fold], maker: maker, team: team).probabilities(
        of: chosen.map { rows[$0] })
      for (row, score) in zip(chosen, scores) { similarities[row] = score }
    }
    let everything = try TrainingSet(
      variables: maker.book.trainingVariables, matrix: matrix, labels: labels)
    return Result(
      scorers: scorers, foldOf: foldOf, similarities: similarities,
      evaluation: Evaluation(try ScoredSample(scores: similarities, losses: isMember), detail: .main),
      usualRanges: UsualRanges.of(everything, team: team))
  }
}
