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

  func run(_ selection: TableSelection) throws -> TrainedModel {
    guard let label = selection.label else {
      throw RunError("A table is trained on with its outcome; name the column\(RunInput.label.given).")
    }
    let (table, labels) = try context.read(
      selection, label: label, configuration, borders: configuration.training.borders(configuration.binning))
    let book = StandardRecipes.book(for: table, except: [weight, folds?.column], takesMany: takesMany)
    guard !book.recipes.isEmpty else {
      throw RunError(nothingLeftOf: table, to: "train on")
    }
    let maker = try TableVariableMaker(
      book: book, table: table, keepsOrder: configuration.training.takesOrder(of:))
    let matrix = maker.matrix(team: context.team)
    let variables = book.trainingVariables(scales: maker.scales)
    try StartingScoreCheck(configuration.training, book: book)?.check(matrix) { table.keys[$0] }
    let everything = try TrainingSet(
      variables: variables, matrix: matrix, labels: labels, weights: weight.map(table.weights),
      order: table.order(seed: configuration.training.seed))
    let finder = LeakFinder(losses: labels.map { $0 == 1 }, team: context.team)
    let leaksOfColumns = finder.leaks(in: book.analysisVariables(scales: maker.scales), of: matrix)
    let leaks = leaksOfColumns + finder.orderLeaks(of: table, key: selection.key)
    let split = try TableSplit(
      table, key: selection.key, timeColumn: selection.timeColumn, seed: configuration.training.seed)
    let rows = split.fitted
    let held = try everything.taking(split.heldOut)
    let trainer = context.trainer(configuration.training, configuration, book: book, tuning: tuning)
    let result = try trainer.train(
      TrainingRows(
        training: { try everything.taking(rows) },
        times: table.times.map { times in rows.map { times[$0] } }, validation: { held },
        refits: configuration.training.refit ? [{ try everything.taking(split.all) }] : []),
      evaluate: {
        var found = try self.figures($0, fittedTo: $1, held, book, timeColumn: selection.timeColumn)
        found.figures.leaks = leaks.byStrength
        return found
      })
    var (figures, stability) = result.evaluation
    let crossed = try crossValidated(everything, table, book: book, key: selection.key)
    figures.crossValidation = crossed?.figures
    let fitted = result.rows
    var (fit, exactBook) = result.fit.comparingCells(of: fitted.variables, book: result.fit.book(of: book))
    fit.warnings += coarseColumns(table)
    let times = table.times.map { times in
      configuration.training.refit ? times : rows.map { times[$0] }
    }
    let distributions = try distributions(
      of: fitted, fit, exactBook, times: times, stability: stability, auc: figures.evaluated.auc)
    let columns = exactBook.columns(of: table.columns + [table.time?.column].compactMap { $0 })
    return TrainedModel(
      configuration: configuration.taking(result.fit.tuning), book: exactBook, fit: fit,
      figures: figures, expectedShareLost: 1,
      baseRate: Double(labels.reduce(0, +)) / Double(max(1, labels.count)),
      usualRanges: UsualRanges.of(fitted, team: context.team),
      columns: columns, notes: ColumnNotes(table, takesMany: takesMany),
      source: .table(source(table, selection, label: label, columns, distributions)),
      foldScores: crossed?.scores)
  }

  /// How the rows looked that the model was fitted to, in numbers as they are scored, which those that were trained on need
  /// not be.
  private func distributions(
    of fitted: TrainingSet, _ fit: ModelFit, _ book: RecipeBook, times: [Double]?, stability: Double?,
    auc: Double?
  ) throws -> TrainingDistributions {
    let sample = VariableDistributions.sampled(fitted.rowCount)
    let seen = book.scoredVariables(
      sample, of: fitted.matrix, scales: fitted.variables.map(\.scale), team: context.team)
    return TrainingDistributions(
      seen, times: times.map { times in sample.map { times[$0] } },
      scores: try fit.scorer().probabilities(of: seen, team: context.team), usualScoreStability: stability,
      book: book, auc: auc, team: context.team)
  }

  /// What only models of a table have. Rows that decided when to stop are known to the model, too.
  private func source(
    _ table: ReadyTable, _ selection: TableSelection, label: String, _ columns: [PanelColumn],
    _ distributions: TrainingDistributions
  ) -> TrainedModel.Table {
    TrainedModel.Table(
      report: table.report, key: selection.key, label: label, positive: selection.positive,
      distributions: distributions,
      trainedRows: TrainedRows(
        table, needed: columns.map(\.name), hasKey: selection.key != nil, team: context.team))
  }

  /// The figures of all folds and the scores of rows by models that have not seen them, where they are asked for.
  private func crossValidated(
    _ everything: TrainingSet, _ table: ReadyTable, book: RecipeBook, key: String?
  ) throws -> (figures: CrossValidation, scores: [UInt8])? {
    guard let folds else { return nil }
    // A fold is trained in minutes at most; only the model itself is resumed after a crash.
    var apart = context
    apart.checkpoints = nil
    return try folds.evaluate(
      everything, table, key: key,
      apart.trainer(configuration.training, configuration, book: book, tuning: tuning),
      refits: configuration.training.refit)
  }

  private var takesMany: Bool { configuration.training.levels.lossRates }

  private func figures(
    _ first: ModelFit, fittedTo training: TrainingSet, _ held: TrainingSet, _ trained: RecipeBook,
    timeColumn: String?
  ) throws -> (figures: Figures, stability: Double?) {
    let (scorer, team) = (try first.scorer(), context.team)
    let (book, held) = (first.book(of: trained), try first.variables(of: held, team: team))
    func sample(_ set: TrainingSet) throws -> ScoredSample {
      try ScoredSample(
        scores: scorer.probabilities(of: set.matrix, team: team), losses: set.labels.map { $0 == 1 })
    }
    let (headline, fitted) = (try sample(held), try sample(training))
    var figures = Figures(
      split: nil,
      tableSplit: timeColumn.map {
        Remark(chinese: "按 \($0) 排序的后四分之一行", english: "the last quarter of the rows by \($0)")
      }
        ?? Remark(
          chinese: "按键的哈希值选出的四分之一行", english: "a quarter of the rows, chosen by a seeded hash of the key"),
      evaluated: Evaluation(headline, bootstrap: Bootstrap(seed: configuration.training.seed, team: team)),
      training: Evaluation(fitted))
    let taken = VariableDistributions.sampled(held.rowCount)
    let profiler = VariableProfiler(
      book: book, trained: VariableDistributions(training.matrix, book: book, team: team),
      evaluated: try held.taking(taken).matrix, losses: taken.map { headline.losses[$0] },
      probabilities: taken.map { headline.scores[$0] }, scales: training.variables.map(\.scale), team: team)
    try figures.add(
      profiler, scorer, importance: first.importance, seed: configuration.training.seed,
      language: configuration.language, team: team)
    return (figures, Distribution.stability(of: headline.scores, against: fitted.scores))
  }

  /// Warns of numbers whose size counts and is lost in Float32.
  private func coarseColumns(_ table: ReadyTable) -> [Remark] {
    zip(table.numberColumns, table.exact).filter { column, exact in
      !configuration.training.takesOrder(of: column.name) && exact?.scale.isCoarse ?? false
    }.map {
      Remark(
        chinese: "“\($0.0.name)”的位数多于 Float32，而逻辑回归按 Float32 取数：这些数几乎区分不开。树模型和评分卡（`woe`）能够区分；"
          + "或用 `ignore` 去掉该列。",
        english:
          "“\($0.0.name)” has more digits than Float32, in which a logistic regression takes numbers: its numbers are "
          + "hardly told apart. Trees and scorecards (`woe`) tell them apart; or leave the column out with `ignore`."
      )
    }
  }
}
