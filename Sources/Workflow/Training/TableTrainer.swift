import Configuration
import Learning
import ModelFile
import Panel
import Parallel
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
  /// The column that says how often each row counts while the model is learnt; nil: once.
  var weight: String?

  static let heldOutShare = 0.25

  func run(_ input: InputSelection) throws -> TrainedModel {
    guard let selection = input.table else {
      throw RunError("No table is given; name its files with --table.")
    }
    guard let label = selection.label else {
      throw RunError("A table is learnt from with its outcome; name the column with --label.")
    }
    let table = try context.step("Reading", unit: .bytes) {
      try ReadyTableReader(
        patterns: selection.patterns, key: selection.key, label: label, positive: selection.positive,
        timeColumn: selection.timeColumn, wanted: nil, ignoring: configuration.ignore,
        unreadable: configuration.unreadable, missing: configuration.missing
      ).read(team: context.team, progress: context.readingProgress)
    }
    guard let labels = table.labels else { throw RunError("The table has no column “\(label)”.") }
    let book = StandardRecipes.book(for: table, except: weight)
    guard !book.recipes.isEmpty else {
      throw RunError("The table has no column to learn from besides its key, label and time.")
    }
    let matrix = try TableVariableMaker(book: book, table: table).matrix(team: context.team)
    try StartingScoreCheck(configuration.training, book: book)?.check(matrix) { table.keys[$0] }
    let isHeldOut = heldOut(table)
    let everything = try TrainingSet(
      variables: book.trainingVariables, matrix: matrix, labels: labels, weights: weights(table))
    let rows = isHeldOut.indices.filter { !isHeldOut[$0] }
    let training = try everything.taking(rows)
    let held = try everything.taking(isHeldOut.indices.filter { isHeldOut[$0] })
    let fitter = ModelFitter(
      definition: configuration.training, binning: configuration.binning, book: book, context: context,
      tuning: tuning)
    let first = try fitter.fit(
      training, validation: held, times: table.times.map { times in rows.map { times[$0] } })
    let scorer = try Scorer(first.model)
    let scores = probabilities(scorer, held)
    let losses = held.labels.map { $0 == 1 }
    var figures = Figures(
      split: nil,
      tableSplit: selection.timeColumn.map { "the last quarter of the rows by \($0)" }
        ?? "a quarter of the rows, chosen by a seeded hash of the key",
      judged: Judgement(
        try ScoredSample(scores: scores, losses: losses),
        bootstrap: Bootstrap(seed: configuration.training.seed, team: context.team)),
      training: Judgement(
        try ScoredSample(
          scores: probabilities(scorer, training), losses: training.labels.map { $0 == 1 })))
    let taken = VariableSpreads.sampled(held.rowCount)
    try figures.add(
      VariableProfiler(
        book: book, learnt: VariableSpreads(training.matrix, book: book, team: context.team),
        judged: held.taking(taken).matrix, losses: taken.map { losses[$0] },
        probabilities: taken.map { scores[$0] }, team: context.team),
      scorer, importance: first.importance, configuration, team: context.team)
    var last = first
    if configuration.training.refit { last = try fitter.fit(everything, validation: nil, as: first) }
    let kinds = Dictionary(uniqueKeysWithValues: table.columns.map { ($0.name, $0.kind) })
    return TrainedModel(
      configuration: configuration.taking(first.tuned), kind: .table, book: book, model: last.model,
      importance: last.importance, rounds: last.rounds, tuned: first.tuned,
      warnings: last.scorecard == nil ? first.warnings : last.warnings,
      scorecard: last.scorecard, coefficients: last.coefficients, figures: figures, learntFrom: [],
      split: nil,
      expectedShareLost: 1, baseRate: Double(labels.reduce(0, +)) / Double(max(1, labels.count)),
      usualRanges: UsualRanges.of(configuration.training.refit ? everything : training, team: context.team),
      columns: book.columns(kinds: kinds),
      keyColumn: selection.key, labelColumn: label, positiveLabel: selection.positive, cleaning: nil,
      tableReport: table.report)
  }

  /// How often each row counts.
  private func weights(_ table: ReadyTable) throws -> [Float]? {
    guard let weight else { return nil }
    guard let place = table.numberColumns.firstIndex(where: { $0.name == weight }) else {
      if table.columns.contains(where: { $0.name == weight }) {
        throw RunError("The column “\(weight)” holds texts; --weight is a number, how often each row counts.")
      }
      let hint = Suggestion.closest(to: weight, among: table.numberColumns.map(\.name)).map {
        " Did you mean “\($0)”?"
      }
      throw RunError("The table has no column “\(weight)”, which --weight names.\(hint ?? "")")
    }
    let column = table.numbers.column(place)
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
    // Rows of the same time stay on the same side: what is judged is later than what is learnt from.
    let sorted = times.sorted()
    let border = sorted[min(sorted.count - 1, Int(Double(sorted.count) * (1 - TableTrainer.heldOutShare)))]
    return times.map { $0 >= border }
  }

  private func probabilities(_ scorer: Scorer, _ set: TrainingSet) -> [Double] {
    scorer.probabilities(of: set.matrix, team: context.team)
  }
}
