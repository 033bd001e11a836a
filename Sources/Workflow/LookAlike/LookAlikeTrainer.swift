import Configuration
import Learning
import Panel
import Parallel
import Scoring
import Validation
import Variables

/// Learns what tells a group's customers from the others, so that each is scored by a model that has not seen them.
///
/// Nobody says of the others that they will never belong to the group: they are merely not in it yet (learning from
/// positive and unlabelled examples). A model that has learnt somebody as “not in the group” would score them too low,
/// so the customers are cut into folds by a seeded hash of the key and each fold is scored by a model of the other ones.
struct LookAlikeTrainer {
  let configuration: BankConfiguration
  let context: RunContext

  static let folds = 5
  /// A group of fewer customers than this says nothing.
  static let leastMembers = 20

  struct Result {
    var scorers: [Scorer]
    var foldOf: [Int]
    /// How alike each customer is to the group: the probability of belonging to it, from a model of other customers.
    var similarities: [Double]
    var judgement: Judgement
    var usualRanges: [ClosedRange<Double>?]
    var matrix: ColumnMatrix
  }

  /// - Parameters:
  ///   - rows: the population, the group included.
  ///   - isMember: whether each row belongs to the group.
  func train(_ rows: [SnapshotRow], isMember: [Bool], keys: [String], maker: VariableMaker) throws -> Result {
    let team = context.team
    let matrix = context.step("Variables") { maker.matrix(rows, team: team) }
    let variables = maker.book.trainingVariables
    let labels = isMember.map { $0 ? Float(1) : 0 }
    let seed = configuration.training.seed
    let foldOf = keys.map { SeededSplit.fold(key: $0, seed: seed, of: Self.folds) }
    func part(_ isWanted: (Int) -> Bool) throws -> TrainingSet {
      let chosen = rows.indices.filter { isWanted(foldOf[$0]) }
      return try TrainingSet(
        variables: variables, matrix: maker.matrix(chosen.map { rows[$0] }, team: team),
        labels: chosen.map { labels[$0] })
    }
    let fitter = ModelFitter(
      definition: configuration.training.withoutVariables, binning: configuration.binning, book: maker.book,
      context: context)
    // The number of trees is found once, on the first fold, and holds for all.
    let first = try fitter.fit(part { $0 != 0 }, validation: part { $0 == 0 })
    let scorers = try (0..<Self.folds).map { fold in
      let fit = try fitter.fit(part { $0 != fold }, validation: nil, as: first)
      return try Scorer(fit.model)
    }
    var similarities = [Double](repeating: 0, count: rows.count)
    for fold in 0..<Self.folds {
      let chosen = rows.indices.filter { foldOf[$0] == fold }
      let scores = try Judge(scorer: scorers[fold], maker: maker, team: team).probabilities(
        of: chosen.map { rows[$0] })
      for (row, score) in zip(chosen, scores) { similarities[row] = score }
    }
    let everything = try TrainingSet(variables: variables, matrix: matrix, labels: labels)
    return Result(
      scorers: scorers, foldOf: foldOf, similarities: similarities,
      judgement: Judgement(try ScoredSample(scores: similarities, losses: isMember), detail: .main),
      usualRanges: UsualRanges.of(everything, team: team), matrix: matrix)
  }
}
