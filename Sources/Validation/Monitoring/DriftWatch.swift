import Calendar
import Configuration
import Messages
import Metrics
import Panel
import Parallel
import Variables

/// Sets rows against those that a model was trained on: a month's population, or a ready-made table.
public struct DriftWatch {
  private let trained: TrainingDistributions
  private let book: RecipeBook
  private let importance: [Double]
  private let meanings: [String?]
  private let rules: MonitorRules

  /// How far rows are from the training rows.
  public struct Drifts {
    public let customers: Int
    public let score: VariableDrift
    public let scoreNow: Distribution
    public let variables: [VariableDrift]
  }

  /// What is watched.
  public struct Rows {
    let probabilities: [Double]
    /// The variables of the rows or of an even sample.
    let variables: ColumnMatrix
    /// Texts that training never saw, by column.
    let unseen: [UnseenTexts]

    /// Rows of a ready-made table.
    public init(probabilities: [Double], variables: ColumnMatrix, unseen: [UnseenTexts]) {
      (self.probabilities, self.variables, self.unseen) = (probabilities, variables, unseen)
    }

    /// A month's population.
    ///
    /// - Parameter configuration: with the question that says who is in it.
    public init(
      _ panel: CustomerPanel, in month: Month, configuration: BankConfiguration, _ evaluator: Evaluator
    ) throws {
      let rows = SnapshotRow.population(of: panel, in: month, configuration: configuration)
      guard !rows.isEmpty else {
        throw RunError(
          configuration.asked.isLoss
            ? "Nobody is above the floor in \(month): there is no population to watch."
            : "Nobody is asked about in \(month): there is no population to watch.")
      }
      probabilities = try evaluator.probabilities(of: rows)
      variables = evaluator.maker.matrix(
        VariableDistributions.sampled(rows.count).map { rows[$0] }, team: evaluator.team)
      unseen = evaluator.maker.unseenTexts(of: rows)
    }
  }

  /// - Parameters:
  ///   - book: how the model's variables are made.
  ///   - importance: of each variable of the model.
  ///   - meanings: what each variable is, in words.
  public init(
    trained: TrainingDistributions, book: RecipeBook, importance: [Double], meanings: [String?],
    rules: MonitorRules
  ) {
    (self.trained, self.book, self.importance) = (trained, book, importance)
    (self.meanings, self.rules) = (meanings, rules)
  }

  /// How far the rows have drifted.
  public func drifts(of rows: Rows, team: ThreadTeam) -> Drifts {
    var scoreNow = trained.score.empty
    for probability in rows.probabilities { scoreNow.add(probability) }
    let now = VariableDistributions(rows.variables, bins: trained.variables.map(\.empty), team: team)
      .distributions
    let score = rules.scoreDrift(
      before: trained.score.distribution, usualStability: usual(trained.score, of: scoreNow), now: scoreNow)
    func newTexts(of recipe: Recipe) -> (share: Double, names: [String]) {
      let texts = rows.unseen.first { $0.column == recipe.columns.first }
      return (texts?.share ?? 0, texts?.texts.map(\.text) ?? [])
    }
    let comparisons = now.indices.map { index in
      let (recipe, before) = (book.recipes[index], trained.variables[index])
      return MonitorRules.Comparison(
        name: recipe.name, meaning: meanings[index], importance: importance[index],
        before: before.distribution, usualStability: usual(before, of: now[index]), now: now[index],
        newTexts: recipe.isCategory ? newTexts(of: recipe) : nil)
    }
    return Drifts(
      customers: rows.probabilities.count, score: score, scoreNow: scoreNow,
      variables: rules.variableDrifts(comparisons, score: score))
  }

  /// The stability index that is no drift. Tables may be small, and then chance alone makes one.
  private func usual(_ before: TrainingDistributions.Bins, of now: Distribution) -> Double? {
    guard rules.isOfTable else { return before.usualStability }
    return max(before.usualStability ?? 0, before.distribution.stabilityByChance(rows: Int(now.total)))
  }
}
