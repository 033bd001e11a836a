import Calendar
import Configuration
import Learning
import Panel

/// Searches settings of trees on the rows that are learnt from, before anything else looks at later months.
struct TreeSettingsSearch {
  /// Months or parts of the rows that trials are judged on.
  static let foldCount = 3

  let definition: TrainingDefinition
  let budget: TuningBudget
  let context: RunContext

  /// - Parameter times: when each row was; settings are chosen on later rows. nil: by parts of the rows, dealt by the
  ///   seed.
  func run(_ training: TrainingSet, times: [Double]?) throws -> TreeSettingsSearch.Outcome {
    let valid = try definition.trees.validated(for: training.variables, seed: definition.seed)
    let folds =
      times.flatMap { LearningFolds(times: $0, count: Self.foldCount) }
      ?? LearningFolds(rows: training.rowCount, count: Self.foldCount, seed: definition.seed)
    let progress = context.progress
    progress.begin("Searching settings", unit: .things("trainings"))
    let result = try TreeTuner(options: valid, team: context.team).search(
      training, folds: folds, budget: budget, report: { _, _, _ in progress.advance(by: 1) })
    progress.end("\(result.trials.count) tried")
    return Outcome(result: result, folds: folds)
  }

  /// What was found, and on what.
  struct Outcome {
    var result: TuningResult
    var folds: LearningFolds
  }
}

/// The settings that a search has chosen, with what to tell of it.
struct TreeTuning: Sendable {
  var settings: TreeSettings
  /// What was tried, in lines for a terminal.
  var text: String

  init(_ outcome: TreeSettingsSearch.Outcome) {
    let result = outcome.result
    settings = result.trials[result.best].settings
    let judges = outcome.folds.isTimeOrdered ? "later months" : "parts of the rows"
    var lines =
      "  \(NumberText.count(result.trials.count)) settings were tried on \(outcome.folds.folds.count) \(judges)"
    lines += result.isCutShort ? "; time was up before more were gone through:\n" : ":\n"
    var table = TextTable([
      ("", .left), ("learning_rate", .right), ("leaves", .right), ("minimum_rows", .right), ("l2", .right),
      ("column_share", .right), ("trees", .right), ("of", .right), (Self.name(settings.stopBy), .right),
    ])
    for (place, trial) in result.trials.enumerated() where trial.stage > 0 {
      let own = trial.settings
      let mark = place == result.best ? "chosen" : place == 0 ? "as given" : "stage \(trial.stage)"
      table.add([
        mark, "\(own.learningRate)", "\(own.leaves)", "\(own.minimumRows)", "\(own.l2)", "\(own.columnShare)",
        "\(trial.trees)", "\(trial.limit)", Language.fixed(trial.figure, decimals: 5),
      ])
    }
    text = lines + table.text
  }

  private static func name(_ metric: TreeSettings.Metric) -> String {
    switch metric {
    case .logLoss: "log-loss"
    case .auc: "AUC"
    case .lift: "lift"
    }
  }
}

extension BankConfiguration {
  /// The configuration with the settings that a search has chosen, so that the model's own gives the same model without a
  /// search.
  func taking(_ tuning: TreeTuning?) -> BankConfiguration {
    guard let settings = tuning?.settings else { return self }
    var configuration = self
    configuration.training.trees = settings
    return configuration
  }
}
