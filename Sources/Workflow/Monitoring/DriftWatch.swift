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
    let unseen = evaluator.maker.unseenTexts(of: rows)
    func newTexts(of recipe: Recipe) -> (share: Double, names: [String]) {
      let texts = unseen.first { $0.column == recipe.columns.first }
      return (texts?.share ?? 0, texts?.texts.map(\.text) ?? [])
    }
    let comparisons = now.indices.map { index in
      let (recipe, before) = (document.recipes.recipes[index], trained.variables[index])
      return MonitorRules.Comparison(
        name: recipe.name, meaning: recipe.meaning(in: rules.language),
        importance: document.variables[index].importance, before: before.distribution,
        usualStability: before.usualStability, now: now[index],
        newTexts: recipe.isCategory ? newTexts(of: recipe) : nil)
    }
    return Drifts(
      customers: rows.count, score: score, scoreNow: scoreNow,
      variables: rules.variableDrifts(comparisons, score: score))
  }
}
