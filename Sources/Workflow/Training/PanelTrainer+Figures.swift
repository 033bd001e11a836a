import Configuration
import Learning
import Panel
import Parallel
import Reporting
import Scoring
import Metrics
import Validation
import Variables

extension PanelTrainer {
  /// Evaluates a model on rows that it was not fitted to, from all sides that a report shows.
  ///
  /// - Parameters:
  ///   - training: the rows that it was fitted to.
  ///   - importance: of each variable; the most important ones get a profile.
  func figures(_ judge: Judge, _ training: TrainingSet, importance: [Double]) throws -> Figures {
    let (headline, learnt) = (try judge.scored(parts.judged.judged), parts.training.judged)
    var figures = Figures(
      split: split, judged: headline.judgement(seed: configuration.training.seed, team: team),
      training: try judge.judgement(of: learnt))
    if split.caution != .customersSplitAtRandom {
      figures.months = split.judged.map { MonthFigures(month: $0, judgement: headline.judgement(in: $0)) }
    }
    figures.sudden = try judge.sudden(in: parts.judged, against: headline)
    figures.population = snapshots.map(PopulationFigures.init)
    figures.segments = headline.segmentations(panel, configuration)
    let taken = VariableSpreads.sampled(headline.table.count)
    guard !taken.isEmpty else { return figures }
    let profiler = VariableProfiler(
      book: maker.book,
      learnt: VariableSpreads(training.matrix, rows: fullWindow(learnt), book: maker.book, team: team),
      judged: maker.matrix(taken.map { headline.table.rows[$0] }, team: team),
      losses: taken.map { headline.sample.losses[$0] },
      probabilities: taken.map { headline.sample.scores[$0] }, team: team)
    try figures.add(profiler, judge.scorer, importance: importance, configuration, team: team)
    return figures
  }

  /// How far the scores of rows that were not fitted to differ from those of rows that were: a model knows its own rows
  /// better, and that is no drift.
  func usualScoreStability(_ judge: Judge, _ training: ColumnMatrix) throws -> Double? {
    let scores = judge.scorer.probabilities(of: training, team: team)
    let unseen = try judge.probabilities(of: parts.judged.judged.rows)
    let full = fullWindow(parts.training.judged)
    return Spread.stability(of: unseen, against: full.map { rows in rows.map { scores[$0] } } ?? scores)
  }

  private func fullWindow(_ table: OutcomeTable) -> [Int]? {
    VariableSpreads.withFullWindow(table.rows, from: panel.firstMonth, window: maker.book.window)
  }
}

extension Figures {
  /// Adds how the variables go with losses, whether they have moved, and what the model would be without each.
  mutating func add(
    _ profiler: VariableProfiler, _ scorer: Scorer, importance: [Double],
    _ configuration: BankConfiguration, team: ThreadTeam
  ) throws {
    let (names, stability) = (profiler.book.recipes.map(\.name), profiler.stability)
    self.stability = Dictionary(
      zip(names, stability).compactMap { name, index in index.map { (name, $0) } },
      uniquingKeysWith: { first, _ in first })
    let order = importance.indices.sorted { (importance[$1], $0) < (importance[$0], $1) }
    profiles = order.prefix(VariableProfiler.shown).map {
      profiler.profile($0, stability: stability[$0], language: configuration.language)
    }
    // Half as many again as a report names: the model that is fitted once more to all months may rank them otherwise.
    let most = VariablesReport.mostVariables * 3 / 2
    // Trees do not ask for the score that they go on from, so its importance is nothing; what is lost without it is not.
    let start = scorer.model.startingVariable
    let shuffled =
      order.prefix(most).filter { importance[$0] > 0 && $0 != start }
      + (start.map { [$0] } ?? [])
    let falls = PermutationImportance.of(
      scorer,
      on: try TrainingSet(
        variables: profiler.book.trainingVariables, matrix: profiler.judged,
        labels: profiler.losses.map { $0 ? 1 : 0 }),
      variables: shuffled, seed: configuration.training.seed, team: team)
    aucFalls = Dictionary(zip(shuffled.map { names[$0] }, falls), uniquingKeysWith: { first, _ in first })
  }
}
