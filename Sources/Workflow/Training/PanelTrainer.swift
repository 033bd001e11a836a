import Calendar
import Configuration
import Learning
import Metrics
import ModelFile
import Panel
import Parallel
import Reporting
import Scoring
import Tabular
import Validation
import Variables

/// Trains on a panel: splits it by time and adds the steps that only panels have.
struct PanelTrainer {
  let panel: CustomerPanel
  let configuration: BankConfiguration
  let context: RunContext
  let snapshots: [Snapshot]
  let maker: VariableMaker
  let parts: RowParts
  private let trainer: ModelTrainer

  var team: ThreadTeam { context.team }
  var split: TimeSplit { parts.split }

  /// - Parameters:
  ///   - months: the snapshot months to train and evaluate on; nil: all of the panel.
  ///   - tuning: what a search for settings of trees may cost; nil for the settings as they are given.
  init(
    _ panel: CustomerPanel, configuration: BankConfiguration, context: RunContext, months: [Month]? = nil,
    tuning: TuningBudget? = nil
  ) throws {
    (self.panel, self.configuration, self.context) = (panel, configuration, context)
    let months = months ?? panel.snapshots
    snapshots = try context.step("Population and losses") {
      try panel.labelledSnapshots(months, asking: configuration, team: context.team)
    }
    let split = TimeSplit(
      snapshots: months, firstMonth: configuration.window > 1 ? panel.firstMonth : nil)
    parts = RowParts(snapshots, split: split, panel: panel, seed: configuration.training.seed)
    let book = StandardRecipes.book(
      for: panel, configuration: configuration, snapshotMonths: months,
      takesMany: configuration.training.levels.lossRates)
    maker = try VariableMaker(book: book, panel: panel)
    trainer = context.trainer(configuration.training, configuration, book: book, tuning: tuning)
  }

  /// The snapshot months that the final model is fitted to.
  var trainedMonths: [Month] { configuration.training.refit ? snapshots.map(\.month) : split.training }

  /// The final model without figures.
  func modelOnly() throws -> ModelFit { try fitted { _, _, _ in }.fit }

  /// The final model with the main figures of the first.
  func brief() throws -> TrainingResult<Evaluation> {
    try fitted { first, _, _ in
      try Evaluator(scorer: first.scorer(), maker: maker(of: first), team: team).evaluation(
        of: parts.evaluated.evaluated)
    }
  }

  func train() throws -> TrainedModel {
    let result = try fitted { first, training, calibration in
      let maker = try maker(of: first)
      let evaluator = Evaluator(
        scorer: try first.scorer(), maker: maker,
        money: parts.training.evaluated.eventMoney(in: panel, configuration), team: team)
      var figures = try context.step("Evaluating") {
        try self.figures(evaluator, training, importance: first.importance)
      }
      figures.calibration = calibration
      if first.calibration != nil {
        let plain = Evaluator(scorer: try Scorer(first.model), maker: maker, team: team)
        figures.calibration?.logLossBefore =
          try plain.evaluation(of: parts.evaluated.evaluated).probabilities?.logLoss
        figures.calibration?.logLossAfter = figures.evaluated.probabilities?.logLoss
      }
      let stability = try evaluator.usualScoreStability(
        of: parts.evaluated.evaluated, against: training.matrix, rows: fullWindow(parts.training.evaluated))
      return (figures: figures, stability: stability)
    }
    let (figures, stability) = result.evaluation
    let book = result.fit.book(of: maker.book)
    let everything = parts.all.evaluated
    let losses = everything.outcomes.count { $0 == .loss }
    let rows = configuration.training.refit ? everything : parts.training.evaluated
    let distributions = TrainingDistributions(
      rows: rows.rows, matrix: result.rows.matrix,
      scores: try result.fit.scorer().probabilities(of: result.rows.matrix, team: team),
      usualScoreStability: stability, book: book, firstMonth: panel.firstMonth,
      auc: figures.evaluated.auc, team: team)
    let delivery = panel.snapshots.last.map {
      DeliveryProfile(
        panel, snapshot: $0, population: QuestionRule(configuration, panel: panel).members(in: $0),
        monthsBack: configuration.window, team: team)
    }
    return TrainedModel(
      configuration: configuration.taking(settingsOf: result.fit), book: book, fit: result.fit,
      figures: figures, expectedShareLost: everything.meanShareLost,
      baseRate: everything.count == 0 ? 0 : Double(losses) / Double(everything.count),
      usualRanges: UsualRanges.of(result.rows, team: team),
      columns: book.columns(of: panel.columns),
      notes: ColumnNotes(panel, takesMany: configuration.training.levels.lossRates),
      source: .panel(
        TrainedModel.Panel(
          cleaning: panel.report, months: trainedMonths,
          tierSharesLost: everything.sharesLost(in: panel, configuration),
          eventMoney: everything.eventMoney(in: panel, configuration),
          distributions: distributions, delivery: delivery)))
  }

  /// The model of the training months, calibrated on the validation months, and fitted once more to all months where the
  /// configuration says so.
  private func fitted<Evaluation>(
    evaluate: (_ first: ModelFit, _ training: TrainingSet, _ calibration: CalibrationReport) throws ->
      Evaluation
  ) throws -> TrainingResult<Evaluation> {
    let (training, validation) = (parts.training.evaluated, parts.validation.evaluated)
    var report = CalibrationReport(method: .none)
    return try trainer.train(
      TrainingRows(
        training: { try checked(context.step("Variables") { try trainingSet(training) }, training) },
        times: training.times,
        validation: { validation.count > 0 ? try checked(trainingSet(validation), validation) : nil },
        refits: configuration.training.refit
          ? [{ try context.step("Variables of all months") { try trainingSet(parts.all.evaluated) } }] : []),
      calibrate: { first, set in
        try context.step("Calibrating") {
          let found = try calibration(of: first, validation, set)
          report = found.report
          return found.calibration
        }
      },
      evaluate: { try evaluate($0, $1, report) })
  }

  private func trainingSet(_ table: OutcomeTable) throws -> TrainingSet {
    try maker.trainingSet(of: table.rows, labels: table.labels, team: team)
  }

  /// Makes the variables of a model that was trained on.
  func maker(of fit: ModelFit) throws -> VariableMaker {
    fit.levels == nil ? maker : try VariableMaker(book: fit.book(of: maker.book), panel: panel)
  }

  /// The set, whose scores to start from are probabilities.
  private func checked(_ set: TrainingSet, _ table: OutcomeTable) throws -> TrainingSet {
    try StartingScoreCheck(configuration.training, book: maker.book)?.check(set.matrix) {
      panel.customers[Int(table.rows[$0].customer)]
    }
    return set
  }

  /// Makes probabilities come true on the validation months.
  ///
  /// Only where another month evaluates: figures of months that the correction was made from would flatter it.
  private func calibration(
    of first: ModelFit, _ rows: OutcomeTable, _ set: TrainingSet?
  ) throws -> (calibration: Calibration?, report: CalibrationReport) {
    let wanted = configuration.training.calibration
    if wanted == .none { return (nil, CalibrationReport(method: .none, reason: .turnedOff)) }
    guard split.caution == nil else {
      return (nil, CalibrationReport(method: .none, reason: .noMonthToSpare))
    }
    let losses = rows.outcomes.map { $0 == .loss }
    let fit = CalibrationTrainer(team: team).fit(
      margins: try set.map { try Scorer(first.model).margins(of: $0.matrix, team: team) } ?? [],
      losses: losses,
      folds: rows.rows.map {
        SeededSplit.fold(
          key: panel.customers[Int($0.customer)], seed: configuration.training.seed,
          of: CalibrationTrainer.folds)
      }, method: Calibration.Method(rawValue: wanted.rawValue))
    return (
      fit.calibration,
      CalibrationReport(fit, months: split.validation, customers: rows.count, losses: losses.count { $0 })
    )
  }
}
