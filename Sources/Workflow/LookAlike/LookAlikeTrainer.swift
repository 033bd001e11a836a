import Configuration
import Learning
import Metrics
import Panel
import Parallel
import Scoring
import Validation
import Variables

/// Fits models that tell a group's customers from the others, so that each is scored by a model that has not seen them.
///
/// Nobody says of the others that they will never belong to the group: they are merely not in it yet (learning from
/// positive and unlabelled examples). A model that was trained on somebody as “not in the group” would score them too low,
/// so the customers are cut into folds by a seeded hash of the key and each fold is scored by a model of the other ones.
struct LookAlikeTrainer {
  let configuration: BankConfiguration
  let context: RunContext

  static let folds = 5

  struct Result {
    var scorers: [Scorer]
    var foldOf: [Int]
    /// How alike each customer is to the group: the probability of belonging to it, from a model of other customers.
    var similarities: [Double]
    var evaluation: Evaluation
    var usualRanges: [ClosedRange<Double>?]
    var matrix: ColumnMatrix
  }

  /// - Parameters:
  ///   - rows: the population, the group included.
  ///   - isMember: whether each row belongs to the group.
  func train(_ rows: [SnapshotRow], isMember: [Bool], keys: [String], maker: VariableMaker) throws -> Result {
    let team = context.team
    let matrix = context.step("Variables") { maker.matrix(rows, team: team) }
    let labels = isMember.map { $0 ? Float(1) : 0 }
    let seed = configuration.training.seed
    let foldOf = keys.map { SeededSplit.fold(key: $0, seed: seed, of: Self.folds) }
    func part(_ isWanted: (Int) -> Bool) throws -> TrainingSet {
      let chosen = rows.indices.filter { isWanted(foldOf[$0]) }
      return try maker.trainingSet(
        of: chosen.map { rows[$0] }, labels: chosen.map { labels[$0] }, team: team)
    }
    // The number of trees is found once, on the first fold, and holds for all.
    let result = try context.trainer(configuration.training.withoutVariables, configuration, book: maker.book)
      .train(
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
      usualRanges: UsualRanges.of(everything, team: team), matrix: matrix)
  }
}
