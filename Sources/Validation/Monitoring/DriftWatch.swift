import Calendar
import Messages
import Metrics
import Panel
import Variables

/// Sets a month's population against the months that a model was trained on.
public struct DriftWatch {
  private let panel: CustomerPanel
  private let month: Month
  private let trained: TrainingDistributions
  private let importance: [Double]
  private let meanings: [String?]
  private let evaluator: Evaluator
  private let rules: MonitorRules

  /// How far the population of a month is from that of the training months.
  public struct Drifts {
    public let customers: Int
    public let score: VariableDrift
    public let scoreNow: Distribution
    public let variables: [VariableDrift]
  }

  /// - Parameters:
  ///   - importance: of each variable of the model.
  ///   - meanings: what each variable is, in words.
  ///   - evaluator: scores by the model.
  public init(
    panel: CustomerPanel, month: Month, trained: TrainingDistributions, importance: [Double],
    meanings: [String?], evaluator: Evaluator, rules: MonitorRules
  ) {
    (self.panel, self.month, self.trained, self.importance) = (panel, month, trained, importance)
    (self.meanings, self.evaluator, self.rules) = (meanings, evaluator, rules)
  }

  /// The month's drifts.
  ///
  /// - Parameter floor: least assets of the population.
  public func drifts(floor: Double) throws -> Drifts {
    let rows = SnapshotRow.population(of: panel, in: month, floor: floor)
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
      let (recipe, before) = (evaluator.maker.book.recipes[index], trained.variables[index])
      return MonitorRules.Comparison(
        name: recipe.name, meaning: meanings[index],
        importance: importance[index], before: before.distribution,
        usualStability: before.usualStability, now: now[index],
        newTexts: recipe.isCategory ? newTexts(of: recipe) : nil)
    }
    return Drifts(
      customers: rows.count, score: score, scoreNow: scoreNow,
      variables: rules.variableDrifts(comparisons, score: score))
  }
}
