import Calendar
import Configuration
import Learning
import Messages
import Metrics
import ModelFile
import Panel
import Parallel
import Reporting
import Scoring
import Validation
import Variables

/// From a ready-made table to a model, without any notion of months.
///
/// The rows that a ``TableSplit`` holds out decide when to stop and give the figures; then the model is fitted to all rows.
struct TableTrainer {
  let configuration: BankConfiguration
  let context: RunContext
  /// What a search for settings of trees may cost; nil for the settings as they are given.
  var tuning: TuningBudget?
  /// The column that says how often each row counts in training; nil: once.
  var weight: String?
  /// A cross-validation besides; nil: none.
  var folds: FoldRequest?
  /// Whether the figures of a report are wanted; else they are of nobody. The model is the same.
  var makesReport = true

  /// What is kept of a table while models are fitted: its cells would be held twice.
  private struct TableFacts {
    let book: RecipeBook
    let split: TableSplit
    let columns: [PanelColumn]
    let times: [Double]?
    let notes: ColumnNotes
    let report: ReadyTableReport
    let leaks: [Leak]
    let coarse: [Remark]
    let trainedRows: TrainedRows?
    let baseRate: Double
    /// For a cross-validation; nil where none is asked for.
    let whole: (table: ReadyTable, rows: TrainingSet)?
  }

  func run(_ selection: TableSelection) throws -> TrainedModel {
    guard let label = selection.label else {
      throw RunError("A table is trained on with its outcome; name the column\(RunInput.label.given).")
    }
    let (rows, facts) = try read(selection, label: label)
    let trainer = context.trainer(configuration.training, configuration, book: facts.book, tuning: tuning)
    let result = try trained(trainer, on: rows, facts.split, times: facts.times)
    var figures = result.evaluation.figures
    figures.leaks = facts.leaks.byStrength
    let crossed = try facts.whole.flatMap { try crossValidated($1, $0, book: facts.book, key: selection.key) }
    figures.crossValidation = crossed?.figures
    let fitted = result.rows
    var (fit, book) = result.fit.comparingCells(
      of: fitted.variables, book: result.fit.book(of: facts.book))
    fit.warnings += facts.coarse
    let times = facts.times.map { times in
      configuration.training.refit ? times : facts.split.fitted.map { times[$0] }
    }
    let distributions = try result.evaluation.distributions(
      of: fitted, fit, book, times: times, team: context.team)
    return TrainedModel(
      configuration: configuration.taking(settingsOf: result.fit), book: book, fit: fit,
      figures: figures, expectedShareLost: 1, baseRate: facts.baseRate,
      usualRanges: UsualRanges.of(fitted, team: context.team),
      columns: book.columns(of: facts.columns), notes: facts.notes,
      source: .table(
        TrainedModel.Table(
          report: facts.report, key: selection.key, label: label, positive: selection.positive,
          distributions: distributions, trainedRows: facts.trainedRows)),
      foldScores: crossed?.scores)
  }

  private func read(
    _ selection: TableSelection, label: String
  ) throws -> (rows: TrainingSet, facts: TableFacts) {
    let (table, labels) = try context.read(
      selection, label: label, configuration, borders: configuration.training.borders(configuration.binning))
    let training = configuration.training
    let takesMany = training.levels.lossRates
    let book = StandardRecipes.book(for: table, except: [weight, folds?.column], takesMany: takesMany)
    guard !book.recipes.isEmpty else {
      throw RunError(nothingLeftOf: table, to: "train on")
    }
    let maker = try TableVariableMaker(book: book, table: table, keepsOrder: training.takesOrder(of:))
    let matrix = maker.matrix(team: context.team)
    try StartingScoreCheck(training, book: book)?.check(matrix) { table.keys[$0] }
    let rows = try TrainingSet(
      variables: book.trainingVariables(scales: maker.scales), matrix: matrix, labels: labels,
      weights: weight.map(table.weights), order: table.order(seed: training.seed))
    let columns = table.columns + [table.time?.column].compactMap { $0 }
    return (
      rows,
      TableFacts(
        book: book,
        split: try TableSplit(
          table, key: selection.key, timeColumn: selection.timeColumn, seed: training.seed),
        columns: columns, times: table.times, notes: ColumnNotes(table, takesMany: takesMany),
        report: table.report,
        leaks: makesReport ? leaks(in: rows, maker, of: table, key: selection.key) : [],
        coarse: table.coarseColumns(of: training),
        // Rows that decide when to stop are known to the model, too.
        trainedRows: TrainedRows(
          table, needed: book.columns(of: columns).map(\.name), hasKey: selection.key != nil,
          team: context.team), baseRate: Double(labels.reduce(0, +)) / Double(max(1, labels.count)),
        whole: folds == nil ? nil : (table, rows))
    )
  }

  /// The model of the rows that are not held out, and of all of them; of all at once where those held out decide nothing.
  private func trained(
    _ trainer: ModelTrainer, on everything: consuming TrainingSet, _ split: TableSplit, times: [Double]?
  ) throws -> TrainingResult<TableEvaluation> {
    let (training, team) = (configuration.training, context.team)
    if !makesReport, training.refit,
      !trainer.decides(byRowsHeldOutOf: everything, fitted: split.fitted.count)
    {
      let all = try everything.taking(split.all, team: team)
      // Held twice no longer than it takes to put the rows in order.
      _ = consume everything
      return try trainer.train(
        TrainingRows(training: { all }, validation: { nil }), evaluate: { _, _ in TableEvaluation() })
    }
    let rows = everything
    let held = try rows.taking(split.heldOut, team: team)
    let report = (split: split.method, seed: training.seed, language: configuration.language)
    return try trainer.train(
      TrainingRows(
        training: { try rows.taking(split.fitted, team: team) },
        times: times.map { times in split.fitted.map { times[$0] } }, validation: { held },
        refits: training.refit ? [{ try rows.taking(split.all, team: team) }] : []),
      evaluate: {
        try TableEvaluation(
          of: $0, fittedTo: $1, held: held, trainer.book, report: makesReport ? report : nil, team: team)
      })
  }

  /// The figures of all folds and the scores of rows by models that have not seen them, where they are asked for.
  private func crossValidated(
    _ everything: TrainingSet, _ table: ReadyTable, book: RecipeBook, key: String?
  ) throws -> (figures: CrossValidation, scores: FoldScores)? {
    guard let folds else { return nil }
    // A fold is trained in minutes at most; only the model itself is resumed after a crash.
    var apart = context
    apart.checkpoints = nil
    return try folds.evaluate(
      everything, table, key: key,
      apart.trainer(configuration.training, configuration, book: book, tuning: tuning),
      refits: configuration.training.refit)
  }

  /// Columns, and the order of the rows, that know the outcome.
  private func leaks(
    in rows: TrainingSet, _ maker: TableVariableMaker, of table: ReadyTable, key: String?
  ) -> [Leak] {
    let finder = LeakFinder(losses: rows.labels.map { $0 == 1 }, team: context.team)
    return finder.leaks(in: maker.book.analysisVariables(scales: maker.scales), of: rows.matrix)
      + finder.orderLeaks(of: table, key: key)
  }
}
