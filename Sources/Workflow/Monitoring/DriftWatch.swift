import Calendar
import Configuration
import Metrics
import ModelFile
import Panel
import Retention
import Scoring
import Validation
import Variables

/// Sets a month's population against the months that a model was trained on.
struct DriftWatch {
  let panel: CustomerPanel
  let month: Month
  let document: ModelDocument
  let trained: TrainingDistributions
  let evaluator: Evaluator
  let rules: MonitorRules

  struct Drifts {
    var customers: Int
    var score: VariableDrift
    var scoreNow: Distribution
    var variables: [VariableDrift]
  }

  /// New texts that are named.
  private static let namedTexts = 5

  /// The month's drifts.
  ///
  /// - Parameter floor: least assets of the population.
  func drifts(floor: Double) throws -> Drifts {
    let rows = ScoredPopulation.rows(of: panel, in: month, floor: floor)
    guard !rows.isEmpty else {
      throw RunError("Nobody is above the floor in \(month): there is no population to watch.")
    }
    var scoreNow = trained.score.empty
    for probability in try evaluator.probabilities(of: rows) { scoreNow.add(probability) }
    let taken = VariableDistributions.sampled(rows.count).map { rows[$0] }
    let now = VariableDistributions(
      evaluator.maker.matrix(taken, team: evaluator.team), bins: trained.variables.map(\.empty),
      team: evaluator.team
    ).distributions
    let score = rules.scoreDrift(
      before: trained.score.distribution, usualStability: trained.score.usualStability, now: scoreNow)
    let comparisons = now.indices.map { index in
      let (recipe, before) = (document.recipes.recipes[index], trained.variables[index])
      return MonitorRules.Comparison(
        name: recipe.name, meaning: recipe.meaning(in: rules.language),
        importance: document.variables[index].importance, before: before.distribution,
        usualStability: before.usualStability, now: now[index],
        newTexts: recipe.function.descriptor.source == .text ? newTexts(recipe, rows) : nil)
    }
    return Drifts(
      customers: rows.count, score: score, scoreNow: scoreNow,
      variables: rules.variableDrifts(comparisons, score: score))
  }

  /// Share of the rows whose text is none of the recipe's levels, and the commonest of these texts.
  private func newTexts(_ recipe: Recipe, _ rows: [SnapshotRow]) -> (share: Double, names: [String]) {
    guard let column = recipe.columns.first else { return (0, []) }
    let known = Set(recipe.levels ?? [])
    let facts = PanelFacts(panel: panel, month: month, window: 1)
    var counts: [String: Int] = [:]
    for row in rows {
      if let text = facts.anyText(of: Int(row.customer), column), !known.contains(text) {
        counts[text, default: 0] += 1
      }
    }
    let names = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.namedTexts).map(\.key)
    return (Double(counts.values.reduce(0, +)) / Double(rows.count), names)
  }
}
