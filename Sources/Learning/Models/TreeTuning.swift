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
  public var options: TreeOptions { result.trials[result.best].options }

  /// Searches settings on the rows of a training, before anything else looks at later months.
  ///
  /// - Parameters:
  ///   - options: the first trial, and what others share with it.
  ///   - times: when each row was; settings are chosen on later rows. nil: by parts of the rows, drawn by the seed.
  init(
    _ options: TreeOptions, budget: TuningBudget, on training: TrainingSet, times: [Double]?,
    team: ThreadTeam,
    observer: any TrainingObserver
  ) throws {
    let valid = try options.validated(for: training.variables)
    let folds =
      times.flatMap { LearningFolds(times: $0, count: Self.mostFolds) }
      ?? LearningFolds(rows: training.rowCount, count: Self.mostFolds, seed: options.seed)
    observer.begin(.search)
    result = try TreeTuner(options: valid, team: team).search(
      training, folds: folds, budget: budget, report: { _, _, _ in observer.advanceSearch() })
    observer.end(.search, count: result.trials.count)
    (self.folds, isTimeOrdered) = (folds.folds.count, folds.isTimeOrdered)
  }
}

extension TreeSettings {
  /// Takes over what a search chooses among the options.
  public mutating func take(_ options: TreeOptions) {
    rounds = options.rounds
    learningRate = options.learningRate
    leaves = options.leaves
    minimumRows = options.minimumRows
    l2 = options.l2
    columnShare = options.columnShare
  }
}
