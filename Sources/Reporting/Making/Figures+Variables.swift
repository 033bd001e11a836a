import Calendar
import Learning
import Metrics
import Parallel
import Scoring
import Variables

extension Figures {
  /// Adds how the variables go with losses, whether they have moved, and what the model would be without each.
  ///
  /// - Parameters:
  ///   - importance: of each variable for the model; the most important ones get a profile.
  ///   - seed: by which values are shuffled.
  public mutating func add(
    _ profiler: VariableProfiler, _ scorer: Scorer, importance: [Double], seed: UInt64, language: Language,
    team: ThreadTeam
  ) throws {
    let (names, stability) = (profiler.book.recipes.map(\.name), profiler.stability)
    self.stability = Dictionary(
      zip(names, stability).compactMap { name, index in index.map { (name, $0) } },
      uniquingKeysWith: { first, _ in first })
    let order = importance.indices.sorted { (importance[$1], $0) < (importance[$0], $1) }
    profiles = order.prefix(VariableProfiler.shown).map {
      profiler.profile($0, stability: stability[$0], language: language)
    }
    contributions = profiler.contributions(
      scorer, of: order.prefix(VariableProfiler.shown).filter { importance[$0] > 0 }, language: language)
    // Half as many again as a report names: the model that is fitted once more to all months may rank them otherwise.
    let most = VariablesReport.mostVariables * 3 / 2
    // Trees do not split on the score that they go on from, so its importance is nothing; what is lost without it is not.
    let start = scorer.model.startingVariable
    let shuffled =
      order.prefix(most).filter { importance[$0] > 0 && $0 != start }
      + (start.map { [$0] } ?? [])
    let falls = PermutationImportance.of(
      scorer,
      on: try TrainingSet(
        variables: profiler.book.trainingVariables, matrix: profiler.evaluated,
        labels: profiler.losses.map { $0 ? 1 : 0 }),
      variables: shuffled, seed: seed, team: team)
    aucFalls = Dictionary(zip(shuffled.map { names[$0] }, falls), uniquingKeysWith: { first, _ in first })
  }
}
