import Configuration
import Learning
import Panel
import Reporting
import Scoring
import Validation
import Variables

extension PanelTrainer {
  /// A model of the training months, before it is judged and fitted once more.
  struct FirstFit {
    let snapshots: [Snapshot]
    let split: TimeSplit
    var parts: Parts
    let book: RecipeBook
    let maker: VariableMaker
    let fitter: ModelFitter
    let trainingRows: OutcomeTable
    let training: TrainingSet
    let fit: ModelFitter.Fit
    let calibration: Calibration?
    var calibrationReport: CalibrationReport
  }

  /// Splits the panel's months, learns from the training months and calibrates on the validation months.
  func firstFit(_ panel: CustomerPanel) throws -> FirstFit {
    let team = context.team
    let snapshots = context.step("Population and losses") {
      panel.snapshots.map { panel.snapshot(of: $0, configuration: configuration, team: team) }
    }
    let split = TimeSplit(snapshots: panel.snapshots)
    let parts = Parts(snapshots, split: split, panel: panel, seed: configuration.training.seed)
    let book = StandardRecipes.book(for: panel, configuration: configuration, snapshotMonths: panel.snapshots)
    let maker = try VariableMaker(book: book, panel: panel)
    let fitter = ModelFitter(
      definition: configuration.training, binning: configuration.binning, book: book, context: context,
      tuning: tuning)
    let trainingRows = parts.training.judged
    let training = try context.step("Variables") { try trainingRows.trainingSet(maker, team: team) }
    let validationRows = parts.validation.judged
    let validation = validationRows.count > 0 ? try validationRows.trainingSet(maker, team: team) : nil
    if let check = StartingScoreCheck(configuration.training, book: book) {
      try check.check(training.matrix) { panel.customers[Int(trainingRows.rows[$0].customer)] }
      try validation.map { set in
        try check.check(set.matrix) { panel.customers[Int(validationRows.rows[$0].customer)] }
      }
    }
    let fit = try fitter.fit(training, validation: validation, times: trainingRows.times)
    let calibrated = try context.step("Calibrating") {
      try calibrate(
        validationRows, split: split, panel: panel,
        margins: { try validation.map { try Scorer(fit.model).margins(of: $0.matrix, team: team) } ?? [] })
    }
    return FirstFit(
      snapshots: snapshots, split: split, parts: parts, book: book, maker: maker, fitter: fitter,
      trainingRows: trainingRows, training: training, fit: fit, calibration: calibrated.calibration,
      calibrationReport: calibrated.report)
  }

  /// Fits the model once more to all months with known outcomes, where the configuration says so.
  ///
  /// - Returns: the fit with the rows that it was learnt from.
  func lastFit(_ first: FirstFit, _ everything: OutcomeTable) throws -> (
    fit: ModelFitter.Fit, training: TrainingSet, rows: [SnapshotRow]
  ) {
    guard configuration.training.refit else { return (first.fit, first.training, first.trainingRows.rows) }
    let all = try context.step("Variables of all months") {
      try everything.trainingSet(first.maker, team: context.team)
    }
    return (try first.fitter.fit(all, validation: nil, as: first.fit), all, everything.rows)
  }

  /// Learns from the validation months how probabilities come true.
  ///
  /// Only where another month judges: figures of months that the correction was learnt from would flatter it.
  private func calibrate(
    _ rows: OutcomeTable, split: TimeSplit, panel: CustomerPanel, margins: () throws -> [Double]
  ) throws -> (calibration: Calibration?, report: CalibrationReport) {
    let wanted = configuration.training.calibration
    if wanted == .none { return (nil, CalibrationReport(method: .none, reason: .turnedOff)) }
    guard split.caution == nil else {
      return (nil, CalibrationReport(method: .none, reason: .noMonthToSpare))
    }
    let fit = CalibrationTrainer(team: context.team).fit(
      margins: try margins(), losses: rows.outcomes.map { $0 == .loss },
      folds: rows.rows.map {
        SeededSplit.fold(
          key: panel.customers[Int($0.customer)], seed: configuration.training.seed,
          of: CalibrationTrainer.folds)
      }, method: Calibration.Method(rawValue: wanted.rawValue))
    var report = CalibrationReport(
      method: CalibrationReport.Method(fit.calibration?.method),
      trials: fit.trials.map { .init(method: .init($0.method), logLoss: $0.logLoss) },
      months: split.validation, customers: rows.count, losses: rows.outcomes.count { $0 == .loss })
    if fit.calibration == nil { report.reason = fit.trials.isEmpty ? .fewLosses : .noneBetter }
    return (fit.calibration, report)
  }
}

extension CalibrationReport.Method {
  init(_ method: Calibration.Method?) {
    self =
      switch method {
      case nil: .none
      case .platt: .platt
      case .beta: .beta
      case .isotonic: .isotonic
      }
  }
}
