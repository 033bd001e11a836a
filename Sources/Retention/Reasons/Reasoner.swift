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
  /// What the probabilities are of.
  let asked: AskedQuestion
  /// What the customers at risk have in common: reasons go by what is beyond it.
  public private(set) var shared = SharedRisk.none

  /// - Parameters:
  ///   - book: The model's recipes.
  ///   - columns: What is known of every customer.
  ///   - tiers: The tiers, lowest first.
  ///   - floor: Least assets of the population, in currency units.
  ///   - usual: For each recipe, the range from the first to the third quartile in training, where it is known:
  ///     a value outside is called higher or lower than usual. Empty: none is known.
  ///   - names: What columns are called in sentences, where the bank says so.
  ///   - asked: What the probabilities are of.
  public init(
    book: RecipeBook, columns: FactColumns, tiers: TierTable, floor: Double, language: Language,
    usual: [ClosedRange<Double>?] = [], names: [String: String] = [:], asked: AskedQuestion = .loss
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
      return ColumnWords(recipe, isMoney: book.assets.contains(column), language: language, names: names)
    }
    self.names = names
    self.asked = asked
    self.tiers = tiers
    self.floor = floor
    self.usual = usual
    wording = Wording(language: language)
  }

  /// The reasons of one customer: causes that raise the risk and of which the numbers have something to say, the one
  /// that tells most first.
  ///
  /// The variables' contributions are added up by cause. The order goes by what of the sum is beyond ``shared``, half of
  /// it where a manager can do nothing about the cause. Where no cause has a message the variable that contributes
  /// most is told as such, of the cause ``Cause/unclear``.
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
    guard asked.isLoss else { return plainReasons(contributions, situation, most: most) }
    // Of a ready-made table all that raises the risk is told.
    let least = assets.isEmpty ? 0 : Self.leastContribution
    // A stable sort: equal sums stay in the order of the recipes.
    let raising = sums(contributions, situation).causes.filter { $0.contribution > least }.enumerated().sorted
    {
      (rank($0.element), $1.offset) > (rank($1.element), $0.offset)
    }.map(\.element)
    var reasons: [Reason] = []
    for sum in raising where reasons.count < most {
      let strongestFirst = sum.raising.sorted { (contributions[$0], $1) > (contributions[$1], $0) }
      if let text = situation.message(of: sum.cause, strongestFirst: strongestFirst) {
        reasons.append(Reason(cause: sum.cause, contribution: sum.contribution, text: text))
      }
    }
    if reasons.isEmpty, most > 0, let driver = driver(contributions) {
      reasons.append(
        Reason(cause: .unclear, contribution: contributions[driver], text: situation.driverText(driver)))
    }
    return reasons
  }

  /// A cause that moves the odds by less than a twentieth is no reason.
  static let leastContribution = 0.05

  /// The same reasons, in the order of what goes beyond what customers have in common.
  public func beyond(_ shared: SharedRisk) -> Reasoner {
    var reasoner = self
    reasoner.shared = shared
    return reasoner
  }

  /// By what a cause comes before others.
  private func rank(_ sum: CauseSum) -> Double {
    let beyond = sum.contribution - (shared.byCause[sum.cause] ?? 0)
    return sum.cause.isActionable ? beyond : beyond / 2
  }

  /// A customer's contributions by cause, and that of the time of the year.
  func sums(contributions: [Double], variables: [Double], facts: CustomerFacts) -> ContributionSums {
    sums(contributions, Situation(reasoner: self, variables: variables, facts: facts))
  }

  private func sums(_ contributions: [Double], _ situation: Situation) -> ContributionSums {
    var sums = ContributionSums()
    for index in recipes.indices where contributions[index].isFinite {
      if isOfEverybody(index) {
        sums.season += contributions[index]
        continue
      }
      let cause = situation.cause(of: index)
      let position = sums.causes.firstIndex { $0.cause == cause } ?? sums.causes.count
      if position == sums.causes.count { sums.causes.append(CauseSum(cause: cause)) }
      sums.causes[position].contribution += contributions[index]
      if contributions[index] > 0 { sums.causes[position].raising.append(index) }
    }
    return sums
  }

  /// Whether a variable has the same value for all of a panel's customers: the time of the year.
  func isOfEverybody(_ index: Int) -> Bool { plans[index].statement == .season && !assets.isEmpty }

  /// The variable that raises the risk most, the time of the year aside; nil where none does.
  private func driver(_ contributions: [Double]) -> Int? {
    recipes.indices.filter { contributions[$0] > 0 && !isOfEverybody($0) }
      .max { (contributions[$0], $1) < (contributions[$1], $0) }
  }
}
