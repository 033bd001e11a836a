/// What a recipe's function says of a customer: the cause, the kind of sentence, and the words.
///
/// Each function is described once, in `FunctionWords+All.swift`.
struct FunctionWords: Sendable {
  /// The kinds of sentences in which a variable is said, by what they look at.
  enum Statement: Sendable {
    /// A column's value, or its share of the assets.
    case level, share
    /// From one month to another; up and down without a direction; against the mean of the months before.
    case movement, unsteadiness, usual
    /// How far below the highest value; the latest large outflow.
    case peak, outflow
    /// Months counted or added up.
    case monthsAtZero, monthsAboveZero, sum, netFlow
    /// Where assets lie.
    case floor, tier
    /// How long the customer has been there.
    case tenure, firstHundredDays
    case age, season, category
  }

  /// The cause that a variable stands for, before the customer's own numbers are looked at.
  enum CauseRule: Sendable {
    /// The same whatever the column.
    case always(Cause)
    /// By the column; of the assets and their parts this one.
    case ofColumn(assets: Cause)
  }

  let statement: Statement
  let cause: CauseRule
  /// What the variable is, in a few words for a table of variables.
  let meaning: @Sendable (RecipePhrases) -> String
  /// Its value in a sentence, where the months behind it are not at hand or not needed; without words of its own, that
  /// the column's recent course counts.
  let value: @Sendable (RecipePhrases, Double) -> String

  init(
    _ statement: Statement, _ cause: CauseRule, meaning: @escaping @Sendable (RecipePhrases) -> String,
    value: @escaping @Sendable (RecipePhrases, Double) -> String = { phrases, _ in phrases.recentCourse }
  ) {
    self.statement = statement
    self.cause = cause
    self.meaning = meaning
    self.value = value
  }
}
