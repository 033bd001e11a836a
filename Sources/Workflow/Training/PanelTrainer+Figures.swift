import Configuration
import Learning
import Panel
import Parallel
import Reporting
import Scoring
import Metrics
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
    try figures.add(
      profiler, judge.scorer, importance: importance, seed: configuration.training.seed,
      language: configuration.language, team: team)
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
