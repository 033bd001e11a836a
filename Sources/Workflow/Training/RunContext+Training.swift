import Calendar
import Configuration
import Learning
import SystemIO
import Variables

extension RunContext {
  /// What fits models as a configuration says, with the progress of this run.
  func trainer(
    _ definition: TrainingDefinition, _ configuration: BankConfiguration, book: RecipeBook,
    tuning: TuningBudget? = nil
  ) -> ModelTrainer {
    ModelTrainer(
      definition: definition, binning: configuration.binning, book: book, team: team, observer: self,
      tuning: tuning)
  }
}

/// A training's stages as progress lines; its trees are kept where checkpoints are asked for.
extension RunContext: TrainingObserver {
  public func begin(_ stage: TrainingStage) {
    switch stage {
    case .search: progress.begin("Searching settings", unit: .things("trainings"))
    case .trees(let most): progress.begin("Fitting trees", total: most, unit: .things("trees"))
    case .logistic: progress.begin("Fitting logistic regression", unit: .things("rows"))
    case .binning: progress.begin("Binning", unit: .things("rows"))
    case .scorecard: progress.begin("Fitting the scorecard", unit: .things("rows"))
    }
  }

  public func advanceSearch() { progress.advance(by: 1) }

  public func advance(to trees: TreeProgress) -> Bool {
    progress.advance(to: trees.round, note: Self.note(trees))
    return !isInterrupted()
  }

  public func end(_ stage: TrainingStage, count: Int?) {
    switch stage {
    case .search: progress.end("\(count ?? 0) tried")
    case .trees: progress.end("\(count ?? 0) kept")
    case .logistic, .binning, .scorecard: progress.end()
    }
  }

  public func grow(
    _ phase: TrainingPhase, on set: TrainingSet, _ grow: (TreeSnapshot?, TreeCheckpoints?) throws -> TreeFit
  ) throws -> TreeFit {
    let fit = try checkpoints?.keeping(phase, of: set, grow) ?? grow(nil, nil)
    if fit.end == .stopped { throw Interrupted("The training was interrupted.") }
    return fit
  }

  /// The figures after a round, in words for the progress line.
  private static func note(_ trees: TreeProgress) -> String {
    let training = "log-loss \(Language.fixed(trees.trainingObjective, decimals: 4))"
    guard let objective = trees.validationObjective else { return training }
    let both = "\(training), validation \(Language.fixed(objective, decimals: 4))"
    return trees.validationScore.map { "\(both), score \(Language.fixed($0, decimals: 4))" } ?? both
  }
}
