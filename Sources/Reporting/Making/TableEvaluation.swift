import Calendar
import Learning
import Metrics
import Parallel
import Scoring
import Variables

/// What is found out about the first model of a ready-made table, on the rows held out.
public struct TableEvaluation: Sendable {
  /// Of a report; of nobody where none is made.
  public private(set) var figures = Figures(split: nil, evaluated: .ofNobody, training: .ofNobody)
  /// How far the scores of rows that were held out differ from those of rows that were not; nil where none were.
  public private(set) var stability: Double?
  public private(set) var auc: Double?

  /// Of a model that no rows were held out for.
  public init() {}

  /// - Parameters:
  ///   - training: the rows as the model was fitted to them.
  ///   - held: the rows held out, as they were before levels became numbers.
  ///   - trained: the recipes of their variables.
  ///   - report: how the rows were split, in words, by which seed figures are drawn, and in what language they are;
  ///     nil: no report is made.
  public init(
    of first: ModelFit, fittedTo training: TrainingSet, held: TrainingSet, _ trained: RecipeBook,
    report: (split: Remark, seed: UInt64, language: Language)?, team: ThreadTeam
  ) throws {
    let scorer = try first.scorer()
    let (book, held) = (first.book(of: trained), try first.variables(of: held, team: team))
    func sample(_ set: TrainingSet) throws -> ScoredSample {
      try ScoredSample(
        scores: scorer.probabilities(of: set.matrix, team: team), losses: set.labels.map { $0 == 1 })
    }
    let (headline, fitted) = (try sample(held), try sample(training))
    stability = Distribution.stability(of: headline.scores, against: fitted.scores)
    guard let report else {
      auc = RankedSample(headline).auc
      return
    }
    figures = Figures(
      split: nil, tableSplit: report.split,
      evaluated: Evaluation(headline, bootstrap: Bootstrap(seed: report.seed, team: team)),
      training: Evaluation(fitted))
    auc = figures.evaluated.auc
    let taken = VariableDistributions.sampled(held.rowCount)
    let profiler = VariableProfiler(
      book: book, trained: VariableDistributions(training.matrix, book: book, team: team),
      evaluated: try held.taking(taken).matrix, losses: taken.map { headline.losses[$0] },
      probabilities: taken.map { headline.scores[$0] }, scales: training.variables.map(\.scale), team: team)
    try figures.add(
      profiler, scorer, importance: first.importance, seed: report.seed, language: report.language, team: team
    )
  }
  /// How the rows looked that the final model was fitted to, in numbers as they are scored, which those that were trained on
  /// need not be.
  ///
  /// - Parameter times: when each of the rows was; nil: rows have no time.
  public func distributions(
    of fitted: TrainingSet, _ fit: ModelFit, _ book: RecipeBook, times: [Double]?, team: ThreadTeam
  ) throws -> TrainingDistributions {
    let sample = VariableDistributions.sampled(fitted.rowCount)
    let seen = book.scoredVariables(
      sample, of: fitted.matrix, scales: fitted.variables.map(\.scale), team: team)
    return TrainingDistributions(
      seen, times: times.map { times in sample.map { times[$0] } },
      scores: try fit.scorer().probabilities(of: seen, team: team), usualScoreStability: stability,
      book: book, auc: auc, team: team)
  }
}
