import Configuration
import Parallel

/// Settings of trees that a search has found.
public struct TreeTuning: Sendable {
  /// Months or parts of the rows that trials are compared on.
  public static let mostFolds = 3

  public let result: TuningResult
  /// How many months or parts of the rows the trials were compared on.
  public let folds: Int
  /// Whether all rows that trials were compared on are later than those that they were fitted to.
  public let isTimeOrdered: Bool

  /// The settings that were chosen.
  public var settings: TreeSettings { result.trials[result.best].settings }

  /// Searches settings on the rows of a training, before anything else looks at later months.
  ///
  /// - Parameters:
  ///   - definition: holds the first trial's settings, and what others share with it.
  ///   - times: when each row was; settings are chosen on later rows. nil: by parts of the rows, drawn by the seed.
  init(
    _ definition: TrainingDefinition, budget: TuningBudget, on training: TrainingSet, times: [Double]?,
    team: ThreadTeam,
    observer: any TrainingObserver
  ) throws {
    let valid = try definition.trees.validated(for: training.variables, seed: definition.seed)
    let folds =
      times.flatMap { LearningFolds(times: $0, count: Self.mostFolds) }
      ?? LearningFolds(rows: training.rowCount, count: Self.mostFolds, seed: definition.seed)
    observer.begin(.search)
    result = try TreeTuner(options: valid, team: team).search(
      training, folds: folds, budget: budget, report: { _, _, _ in observer.advanceSearch() })
    observer.end(.search, count: result.trials.count)
    (self.folds, isTimeOrdered) = (folds.folds.count, folds.isTimeOrdered)
  }
}

extension BankConfiguration {
  /// The configuration with the settings that a search has chosen, so that the model's own gives the same model without a
  /// search.
  public func taking(settingsOf fit: ModelFit) -> BankConfiguration {
    guard let settings = fit.tuning?.settings else { return self }
    var configuration = self
    configuration.training.trees = settings
    // By themselves, the settings would say another number of forests.
    configuration.training.ensemble = fit.ensemble
    return configuration
  }
}
