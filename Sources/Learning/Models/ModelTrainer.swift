import Configuration
import Parallel
import Scoring
import Variables

/// Fits a model by the algorithm that a definition names.
public struct ModelTrainer: Sendable {
  public let definition: TrainingDefinition
  /// How a scorecard cuts variables into bins.
  public let binning: BinningDefinition
  /// The recipes of the variables, in the order of the training sets' columns.
  public let book: RecipeBook
  let team: ThreadTeam
  let observer: any TrainingObserver
  /// What a search for settings of trees may cost; nil for the settings as they are given.
  let tuning: TuningBudget?

  public init(
    definition: TrainingDefinition, binning: BinningDefinition, book: RecipeBook, team: ThreadTeam,
    observer: any TrainingObserver = SilentObserver(), tuning: TuningBudget? = nil
  ) {
    self.definition = definition
    self.binning = binning
    self.book = book
    self.team = team
    self.observer = observer
    self.tuning = tuning
  }

  /// Fits on `training`; trees stop by a figure on `validation`.
  ///
  /// - Parameters:
  ///   - training: the rows to fit to.
  ///   - validation: the rows that trees stop by; nil: all rounds are grown.
  ///   - times: when each row was, in any units, to choose settings and penalties by later rows; nil: rows have no time.
  ///   - before: a fit whose settings, number of trees and penalty are to be used once more.
  /// - Throws: ``TrainingError`` or ``OptionsError``, and what the observer throws.
  public func fit(
    _ training: TrainingSet, validation: TrainingSet?, times: [Double]? = nil, as before: ModelFit? = nil
  ) throws -> ModelFit {
    try fitted(training, validation: validation, times: times, as: before).fit
  }

  /// Fits to variables as they are.
  ///
  /// - Parameters:
  ///   - views: the rows, and the same with other values, on which trees are grown in turn.
  ///   - trees: the settings of the forest, where none are found by a search.
  ///   - tuned: what a search has found before; nil: it is made where it is asked for.
  func fitVariables(
    _ views: [TrainingSet], validation: TrainingSet?, times: [Double]?, as before: ModelFit?,
    trees: TreeSettings, tuned: TreeTuning? = nil, _ phase: TrainingPhase
  ) throws -> ModelFit {
    let training = views[0]
    return switch definition.algorithm {
    case .trees:
      try fitTrees(
        views, validation: validation, times: times, as: before, trees: trees, tuned: tuned ?? before?.tuning,
        phase)
    case .logistic where definition.logistic.woe:
      try ScorecardTrainer(
        settings: definition.logistic, binning: binning, book: book, team: team, observer: observer
      ).fit(training)
    case .logistic: try fitLogistic(training, times: times, penalty: before?.penalty)
    }
  }

  private func fitTrees(
    _ views: [TrainingSet], validation: TrainingSet?, times: [Double]?, as before: ModelFit?,
    trees: TreeSettings, tuned: TreeTuning?, _ phase: TrainingPhase
  ) throws -> ModelFit {
    let training = views[0]
    var tuned = tuned
    if before == nil, tuned == nil, phase.member == 0, let tuning {
      tuned = try TreeTuning(
        definition, budget: tuning, on: training, times: times, team: team, observer: observer)
    }
    let rounds = before?.forests[phase.member]
    let settings = phase.member == 0 ? tuned?.settings ?? trees : trees
    let trainer = TreeTrainer(
      options: try settings.validated(
        for: training.variables, seed: definition.seed &+ UInt64(phase.member)), team: team)
    let stage = TrainingStage.trees(most: rounds ?? settings.rounds)
    observer.begin(stage)
    let table = try trainer.table(of: training, views: Array(views.dropFirst()))
    let stops = rounds == nil && definition.trees.patience > 0
    let observer = observer
    let fit = try observer.grow(phase, on: training) { snapshot, checkpoints in
      try trainer.train(
        table, validation: stops ? validation : nil, rounds: rounds, resuming: snapshot,
        checkpoints: checkpoints, progress: { observer.advance(to: $0) })
    }
    observer.end(stage, count: fit.bestRounds)
    let total = fit.gains.reduce(0, +)
    return ModelFit(
      model: .forest(fit.forest), forests: [fit.bestRounds],
      importance: fit.gains.map { total > 0 ? $0 / total : 0 }, tuning: tuned)
  }

  /// The settings of the forests that a model is the mean of: as many as `before` has.
  func forests(of training: TrainingSet, as before: ModelFit?) -> [TreeSettings] {
    var definition = definition
    if let before { definition.ensemble = before.ensemble }
    return definition.forests(
      rows: training.rowCount, variables: training.variables.count,
      isTuned: tuning != nil || before?.tuning != nil)
  }
}
