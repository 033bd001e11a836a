import Calendar
import Configuration
import Variables

/// Turns a customer's contributions into reasons.
///
/// A value without state of its own: customers may be reasoned about by several threads at once.
public struct Reasoner: Sendable {
  let recipes: [Recipe]
  let plans: [RecipePlan]
  let columns: FactColumns
  let ownColumns: OwnColumnIndices
  let occupationColumn: Int?
  /// The recipe that tells customers of the first hundred days.
  let firstHundredDays: Int?
  /// Words for the first column of each recipe.
  let words: [ColumnWords]
  let assets: [String]
  let tiers: TierTable
  let floor: Double
  let wording: Wording
  let usual: [ClosedRange<Double>?]
  /// What the bank calls columns of its own.
  let names: [String: String]

  /// - Parameters:
  ///   - book: The model's recipes.
  ///   - columns: What is known of every customer.
  ///   - tiers: The tiers, lowest first.
  ///   - floor: Least assets of the population, in currency units.
  ///   - usual: For each recipe, the range from the first to the third quartile in training, where it is known:
  ///     a value outside is called higher or lower than usual. Empty: none is known.
  ///   - names: What columns are called in sentences, where the bank says so.
  public init(
    book: RecipeBook, columns: FactColumns, tiers: TierTable, floor: Double, language: Language,
    usual: [ClosedRange<Double>?] = [], names: [String: String] = [:]
  ) {
    precondition(
      usual.isEmpty || usual.count == book.recipes.count,
      "A usual range (or nil) for every recipe, or none at all.")
    recipes = book.recipes
    assets = book.assets
    self.columns = columns
    plans = book.recipes.map { RecipePlan($0, assets: book.assets, columns: columns) }
    ownColumns = OwnColumnIndices(columns)
    occupationColumn = columns.index(ofText: "occupation")
    firstHundredDays = plans.firstIndex { $0.statement == .firstHundredDays }
    words = book.recipes.map { recipe in
      let column = recipe.columns.first ?? recipe.name
      return ColumnWords(
        column: column, isMoney: book.assets.contains(column), language: language, given: names[column])
    }
    self.names = names
    self.tiers = tiers
    self.floor = floor
    self.usual = usual
    wording = Wording(language: language)
  }

  /// The reasons of one customer, strongest first: causes whose contributions add up to more than zero.
  ///
  /// - Parameters:
  ///   - contributions: One per recipe, in margin units (path-dependent SHAP values, or coefficient times value).
  ///   - variables: The recipes' values; NaN where missing.
  ///   - most: How many reasons at most.
  /// - Complexity: O(recipes × different causes).
  public func reasons(
    contributions: [Double], variables: [Double], facts: CustomerFacts, most: Int = 3
  ) -> [Reason] {
    precondition(
      contributions.count == recipes.count && variables.count == recipes.count,
      "A contribution and a value for every recipe.")
    precondition(
      facts.numbers.count == columns.numbers.count * columns.months
        && facts.texts.count == columns.texts.count,
      "The facts have the columns that the reasoner was made for.")
    let situation = Situation(reasoner: self, variables: variables, facts: facts)
    var sums: [(cause: Cause, sum: Double)] = []
    var causeOfRecipe: [Cause] = []
    causeOfRecipe.reserveCapacity(recipes.count)
    for index in recipes.indices {
      let cause = situation.cause(of: index)
      causeOfRecipe.append(cause)
      guard contributions[index].isFinite else { continue }
      if let position = sums.firstIndex(where: { $0.cause == cause }) {
        sums[position].sum += contributions[index]
      } else {
        sums.append((cause, contributions[index]))
      }
    }
    // A stable sort: equal sums stay in the order of the recipes.
    let chosen = sums.filter { $0.sum > 0 }.enumerated().sorted {
      ($0.element.sum, $1.offset) > ($1.element.sum, $0.offset)
    }.prefix(max(0, most)).map(\.element)
    return chosen.map { cause, sum in
      let raising = recipes.indices.filter { causeOfRecipe[$0] == cause && contributions[$0] > 0 }
        .sorted { (contributions[$0], $1) > (contributions[$1], $0) }
      return Reason(cause: cause, contribution: sum, text: situation.text(of: cause, strongestFirst: raising))
    }
  }
}
