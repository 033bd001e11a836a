import Calendar
import Configuration
import Learning
import Metrics
import Panel
import Parallel
import Reporting
import Scoring
import Validation
import Variables

/// From a ready-made table to a model, without any notion of months.
///
/// A quarter of the rows is held out: the last ones by the time column where there is one, else those that a seeded
/// hash of the key chooses. They decide when to stop and give the figures; then the model is fitted to all rows.
struct TableTrainer {
  let configuration: BankConfiguration
  let context: RunContext
  /// What a search for settings of trees may cost; nil for the settings as they are given.
  var tuning: TuningBudget?
  /// The column that says how often each row counts in training; nil: once.
  var weight: String?

  static let heldOutShare = 0.25

  func run(_ selection: TableSelection) throws -> TrainedModel {
    guard let label = selection.label else {
      throw RunError("A table is trained on with its outcome; name the column\(RunInput.label.given).")
    }
    let (table, labels) = try context.read(
      selection, label: label, configuration, borders: configuration.training.borders(configuration.binning))
    let book = StandardRecipes.book(for: table, except: weight)
    guard !book.recipes.isEmpty else {
      throw RunError(nothingLeftOf: table, to: "train on")
    }
    let maker = try TableVariableMaker(
      book: book, table: table, keepsOrder: configuration.training.takesOrder(of:))
    let (variables, matrix) = (
      book.trainingVariables(scales: maker.scales), maker.matrix(team: context.team)
    )
    try StartingScoreCheck(configuration.training, book: book)?.check(matrix) { table.keys[$0] }
    let everything = try TrainingSet(
      variables: variables, matrix: matrix, labels: labels, weights: weights(table))
    let leaks = LeakFinder(losses: labels.map { $0 == 1 }, team: context.team)
      .leaks(in: book.analysisVariables(scales: maker.scales), of: matrix)
    let orderLeaks = table.orderLeaks(labels, key: selection.key, team: context.team)
    let isHeldOut = heldOut(table)
    try checkSplit(isHeldOut, table, selection)
    let rows = isHeldOut.indices.filter { !isHeldOut[$0] }
    let held = try everything.taking(isHeldOut.indices.filter { isHeldOut[$0] })
    let trainer = context.trainer(configuration.training, configuration, book: book, tuning: tuning)
    let result = try trainer.train(
      TrainingRows(
        training: { try everything.taking(rows) },
        times: table.times.map { times in rows.map { times[$0] } }, validation: { held },
        refits: configuration.training.refit ? [{ everything }] : []),
      evaluate: {
        var figures = try figures($0, fittedTo: $1, held, book, timeColumn: selection.timeColumn)
        figures.leaks = (leaks + orderLeaks).byStrength
        return figures
      })
    var (fit, exactBook) = result.fit.comparingCells(of: variables, book: book)
    fit.warnings += coarseColumns(table)
    return TrainedModel(
      configuration: configuration.taking(result.fit.tuning), book: exactBook, fit: fit,
      figures: result.evaluation, expectedShareLost: 1,
      baseRate: Double(labels.reduce(0, +)) / Double(max(1, labels.count)),
      usualRanges: UsualRanges.of(result.rows, team: context.team), columns: book.columns(of: table.columns),
      notes: ColumnNotes(table),
      source: .table(
        TrainedModel.Table(
          report: table.report, key: selection.key, label: label, positive: selection.positive)))
  }

  private func figures(
    _ first: ModelFit, fittedTo training: TrainingSet, _ held: TrainingSet, _ book: RecipeBook,
    timeColumn: String?
  ) throws -> Figures {
    let (scorer, team) = (try first.scorer(), context.team)
    func sample(_ set: TrainingSet) throws -> ScoredSample {
      try ScoredSample(
        scores: scorer.probabilities(of: set.matrix, team: team), losses: set.labels.map { $0 == 1 })
    }
    let headline = try sample(held)
    var figures = Figures(
      split: nil,
      tableSplit: timeColumn.map { "the last quarter of the rows by \($0)" }
        ?? "a quarter of the rows, chosen by a seeded hash of the key",
      evaluated: Evaluation(headline, bootstrap: Bootstrap(seed: configuration.training.seed, team: team)),
      training: Evaluation(try sample(training)))
    let taken = VariableDistributions.sampled(held.rowCount)
    let profiler = VariableProfiler(
      book: book, trained: VariableDistributions(training.matrix, book: book, team: team),
      evaluated: try held.taking(taken).matrix, losses: taken.map { headline.losses[$0] },
      probabilities: taken.map { headline.scores[$0] }, scales: training.variables.map(\.scale), team: team)
    try figures.add(
      profiler, scorer, importance: first.importance, seed: configuration.training.seed,
      language: configuration.language, team: team)
    return figures
  }

  /// Warns of numbers whose size counts and is lost in Float32.
  private func coarseColumns(_ table: ReadyTable) -> [String] {
    zip(table.numberColumns, table.exact).filter { column, exact in
      !configuration.training.takesOrder(of: column.name) && exact?.scale.isCoarse ?? false
    }.map {
      "“\($0.0.name)” has more digits than Float32, in which a logistic regression takes numbers: its numbers are hardly "
        + "told apart. Trees and scorecards (`woe`) tell them apart; or leave the column out with `ignore`."
    }
  }

  /// How often each row counts.
  private func weights(_ table: ReadyTable) throws -> [Float]? {
    guard let weight else { return nil }
    guard let index = table.numberColumns.firstIndex(where: { $0.name == weight }) else {
      if table.columns.contains(where: { $0.name == weight }) {
        throw RunError(
          "The column “\(weight)” holds texts; \(RunInput.weight.named(else: "the weight")) is a number, how often each row counts."
        )
      }
      let hint = Suggestion.closest(to: weight, among: table.numberColumns.map(\.name)).map {
        " Did you mean “\($0)”?"
      }
      throw RunError(
        "The table has no column “\(weight)”, which \(RunInput.weight.named(else: "the weight")) names.\(hint ?? "")"
      )
    }
    let column = table.numbers.column(index)
    if let row = column.elements.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      let found = column[row].isNaN ? "missing" : "\(column[row])"
      throw RunError(
        "The weight (“\(weight)”) of “\(table.keys[row])” is \(found); weights are numbers from 0 on, one for each row."
      )
    }
    return Array(column.elements)
  }

  private func heldOut(_ table: ReadyTable) -> [Bool] {
    guard let times = table.times else {
      return table.keys.map { SeededSplit.isHeldOut(key: $0, seed: configuration.training.seed) }
    }
    // Rows of the same time stay on the same side: what is evaluated on is later than what is fitted to.
    let sorted = times.sorted()
    var border = sorted[min(sorted.count - 1, Int(Double(sorted.count) * (1 - TableTrainer.heldOutShare)))]
    // Where most rows are of the first time, all later ones are held out.
    if border == sorted.first { border = sorted.first { $0 > border } ?? border }
    return times.map { $0 >= border }
  }

  /// There must be rows to fit to and rows to evaluate on.
  private func checkSplit(_ isHeldOut: [Bool], _ table: ReadyTable, _ selection: TableSelection) throws {
    let held = isHeldOut.count { $0 }
    if held > 0, held < isHeldOut.count { return }
    let rows = isHeldOut.count == 1 ? "The only row" : "All \(isHeldOut.count) rows"
    if let column = selection.timeColumn {
      throw RunError(
        "\(rows) of the table \(isHeldOut.count == 1 ? "is" : "are") of the same time by “\(column)”, so none is later than "
          + "those trained on; name a column whose values differ, or none.")
    }
    let keys = Set(table.keys)
    guard let key = selection.key else {
      throw RunError("The table has \(isHeldOut.count) rows, too few to hold some out; bring more.")
    }
    throw RunError(
      keys.count == 1
        ? "\(rows) of the table \(isHeldOut.count == 1 ? "has" : "have") the same key, “\(table.keys[0])” in “\(key)”, and rows "
          + "of a key stay together: none can be held out. Were ids cut short when the file was saved? Name another key, or "
          + "none."
        : "The \(isHeldOut.count) rows of the table have only \(keys.count) different keys in “\(key)”, all of which fall on "
          + "one side of the split; name another key, or none.")
  }
}
