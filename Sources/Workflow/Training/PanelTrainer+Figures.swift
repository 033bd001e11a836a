import Configuration
import Learning
import Metrics
import Panel
import Parallel
import Reporting
import Scoring
import Validation
import Variables

extension PanelTrainer {
  /// Evaluates a model on rows that it was not fitted to, from all sides that a report shows.
  ///
  /// - Parameters:
  ///   - training: the rows that it was fitted to.
  ///   - importance: of each variable; the most important ones get a profile.
  func figures(_ evaluator: Evaluator, _ training: TrainingSet, importance: [Double]) throws -> Figures {
    let (headline, trained) = (try evaluator.scored(parts.evaluated.evaluated), parts.training.evaluated)
    var figures = Figures(
      split: split, evaluated: headline.evaluation(seed: configuration.training.seed, team: team),
      training: try evaluator.evaluation(of: trained))
    if !split.evaluatesHeldOut {
      figures.months = split.evaluated.map {
        MonthFigures(month: $0, evaluation: headline.evaluation(in: $0))
      }
    }
    figures.sudden = try evaluator.sudden(in: parts.evaluated, against: headline)
    figures.population = snapshots.map(PopulationFigures.init)
    figures.leaks =
      (LeakFinder(losses: training.labels.map { $0 == 1 }, team: team)
      .leaks(in: evaluator.maker.book.analysisVariables, of: training.matrix)
      + panel.orderLeaks(trained, team: team))
      .byStrength
    figures.segments = headline.segmentations(panel, configuration)
    let taken = VariableDistributions.sampled(headline.table.count)
    guard !taken.isEmpty else { return figures }
    let profiler = VariableProfiler(
      book: evaluator.maker.book,
      trained: VariableDistributions(
        training.matrix, rows: fullWindow(trained), book: evaluator.maker.book, team: team),
      evaluated: evaluator.maker.matrix(taken.map { headline.table.rows[$0] }, team: team),
      losses: taken.map { headline.sample.losses[$0] },
      probabilities: taken.map { headline.sample.scores[$0] }, team: team)
    try figures.add(
      profiler, evaluator.scorer, importance: importance, seed: configuration.training.seed,
      language: configuration.language, team: team)
    return figures
  }

  func fullWindow(_ table: OutcomeTable) -> [Int]? {
    VariableDistributions.withFullWindow(table.rows, from: panel.firstMonth, window: maker.book.window)
  }
}
