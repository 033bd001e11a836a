import Configuration
import Learning
import Panel
import Parallel
import Reporting
import Scoring
import Validation
import Variables

extension Judge {
  /// What figures are made from besides the judged rows themselves.
  struct Setting {
    let configuration: BankConfiguration
    let split: TimeSplit
    let snapshots: [Snapshot]
    let panel: CustomerPanel
    /// Importance of each variable; the most important ones get a profile.
    let importance: [Double]
  }

  /// Judges a model on rows that were not learnt from, from all sides that a report shows.
  func figures(_ judged: OutcomeTable, learnt: OutcomeTable, _ training: TrainingSet, _ setting: Setting)
    throws
    -> Figures
  {
    let headline = try scored(judged.judged)
    var figures = Figures(
      split: setting.split,
      judged: headline.judgement(seed: setting.configuration.training.seed, team: team),
      training: try judgement(of: learnt))
    if setting.split.caution != .customersSplitAtRandom {
      figures.months = setting.split.judged.map {
        MonthFigures(month: $0, judgement: headline.judgement(in: $0))
      }
    }
    figures.sudden = try sudden(in: judged, against: headline)
    figures.population = setting.snapshots.map(PopulationFigures.init)
    figures.segments = headline.segmentations(setting.panel, setting.configuration)
    let taken = VariableSpreads.sampled(headline.table.count)
    guard !taken.isEmpty else { return figures }
    let profiler = VariableProfiler(
      book: maker.book,
      learnt: VariableSpreads(
        training.matrix,
        rows: VariableSpreads.withFullWindow(
          learnt.rows, from: setting.panel.firstMonth, window: maker.book.window),
        book: maker.book, team: team),
      judged: maker.matrix(taken.map { headline.table.rows[$0] }, team: team),
      losses: taken.map { headline.sample.losses[$0] },
      probabilities: taken.map { headline.sample.scores[$0] }, team: team)
    try figures.add(profiler, scorer, importance: setting.importance, setting.configuration, team: team)
    return figures
  }

  /// Sudden losses, judged by the scores of everybody else; nil where there is none.
  func sudden(in table: OutcomeTable, against headline: ScoredTable) throws -> SuddenLossFigures? {
    let sudden = table.rows(with: [.suddenLoss])
    if sudden.count == 0 { return nil }
    return SuddenLossFigures(
      try sudden.sample(scores: probabilities(of: sudden.rows)), against: RankedSample(headline.sample))
  }
}

extension Figures {
  /// Adds how the variables go with losses, whether they have moved, and what the model would be without each.
  mutating func add(
    _ profiler: VariableProfiler, _ scorer: Scorer, importance: [Double],
    _ configuration: BankConfiguration, team: ThreadTeam
  ) throws {
    let stability = profiler.stability
    self.stability = Dictionary(
      zip(profiler.book.recipes.map(\.name), stability).compactMap { name, index in index.map { (name, $0) }
      },
      uniquingKeysWith: { first, _ in first })
    let order = importance.indices.sorted { (importance[$1], $0) < (importance[$0], $1) }
    profiles = order.prefix(VariableProfiler.shown).map {
      profiler.profile($0, stability: stability[$0], language: configuration.language)
    }
    // Half as many again as a report names: the model that is fitted once more to all months may rank them otherwise.
    let most = ReportMaker.topVariables * 3 / 2
    // Trees do not ask for the score that they go on from, so its importance is nothing; what is lost without it is not.
    let start = scorer.model.startingVariable
    let dealt =
      order.prefix(most).filter { importance[$0] > 0 && $0 != start }
      + (start.map { [$0] } ?? [])
    let falls = PermutationImportance.of(
      scorer,
      on: try TrainingSet(
        variables: profiler.book.trainingVariables, matrix: profiler.judged,
        labels: profiler.losses.map { $0 ? 1 : 0 }),
      variables: dealt, seed: configuration.training.seed, team: team)
    aucFalls = Dictionary(
      zip(dealt.map { profiler.book.recipes[$0].name }, falls), uniquingKeysWith: { first, _ in first })
  }
}
