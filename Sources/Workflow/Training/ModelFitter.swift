import Calendar
import Configuration
import Learning
import Parallel
import Scoring
import Variables

/// Fits a model by the algorithm that the configuration names.
struct ModelFitter: Sendable {
  let definition: TrainingDefinition
  let binning: BinningDefinition
  /// The recipes of the variables.
  let book: RecipeBook
  let context: RunContext
  /// What a search for settings of trees may cost; nil for the settings as they are given.
  var tuning: TuningBudget?

  /// A fitted model and how much each variable did for it.
  struct Fit: Sendable {
    var model: ScoringModel
    /// Number of trees, for a refit; nil for logistic regression.
    var rounds: Int?
    /// The penalty that was chosen from a path, for a refit; nil where none was to be chosen.
    var penalty: Double?
    /// Per variable: gain of its splits, or the size of its standardised coefficients; adds up to 1.
    var importance: [Double]
    /// The settings that a search has found; nil where none was asked for.
    var tuned: TreeTuning?
    var warnings: [String] = []
    /// The coefficients of a logistic regression, as they were fitted; empty for trees and scorecards.
    var coefficients: [LogisticCoefficient] = []
    /// The points that a model on weights of evidence stands for.
    var scorecard: Scorecard?
  }

  /// Fits on `training`; trees stop by the log-loss on `validation`.
  ///
  /// - Parameters:
  ///   - times: when each row was, in any units, to choose penalties by later rows; nil: rows have no time.
  ///   - before: a fit whose number of trees and penalty are to be used once more.
  func fit(_ training: TrainingSet, validation: TrainingSet?, times: [Double]? = nil, as before: Fit? = nil)
    throws
    -> Fit
  {
    switch definition.algorithm {
    case .trees: try fitTrees(training, validation: validation, times: times, as: before)
    case .logistic where definition.logistic.woe:
      try EvidenceFitter(settings: definition.logistic, binning: binning, book: book, context: context).fit(
        training)
    case .logistic:
      try LogisticFitter(definition: definition, context: context).fit(
        training, times: times, penalty: before?.penalty)
    }
  }

  private func fitTrees(
    _ training: TrainingSet, validation: TrainingSet?, times: [Double]?, as before: Fit?
  ) throws -> Fit {
    var tuned = before?.tuned
    if before == nil, let tuning {
      tuned = try TreeTuning(
        TreeSettingsSearch(definition: definition, budget: tuning, context: context).run(
          training, times: times))
    }
    let rounds = before?.rounds
    let settings = tuned?.settings ?? definition.trees
    let trainer = TreeTrainer(
      options: try settings.validated(for: training.variables, seed: definition.seed), team: context.team)
    let progress = context.progress
    let isInterrupted = context.checkpoints?.isInterrupted
    let report: @Sendable (TreeProgress) -> Bool = {
      progress.advance(to: $0.round, note: Self.losses($0))
      return isInterrupted?() != true
    }
    progress.begin("Fitting trees", total: rounds ?? settings.rounds, unit: .things("trees"))
    let table = try trainer.table(of: training)
    let stops = rounds == nil && definition.trees.patience > 0
    func train(_ snapshot: TreeSnapshot?, _ checkpoints: TreeCheckpoints?) throws -> TreeFit {
      try trainer.train(
        table, validation: stops ? validation : nil, rounds: rounds, resuming: snapshot,
        checkpoints: checkpoints,
        progress: report)
    }
    let fit =
      try context.checkpoints?.keeping(before == nil ? .first : .refit, of: training, train)
      ?? train(nil, nil)
    progress.end("\(fit.bestRounds) kept")
    let total = fit.gains.reduce(0, +)
    return Fit(
      model: .forest(fit.forest), rounds: fit.bestRounds,
      importance: fit.gains.map { total > 0 ? $0 / total : 0 }, tuned: tuned)
  }
}

extension ModelFitter {
  /// The losses after a round, in words for the progress line.
  static func losses(_ progress: TreeProgress) -> String {
    let learnt = "log-loss \(Language.fixed(progress.trainingLoss, decimals: 4))"
    guard let loss = progress.validationLoss else { return learnt }
    let judged = "\(learnt), validation \(Language.fixed(loss, decimals: 4))"
    return progress.validationScore.map { "\(judged), score \(Language.fixed($0, decimals: 4))" } ?? judged
  }
}
