import Calendar
import Configuration
import Variables

@testable import Retention

/// A customer for tests: months of columns by name, and the contributions that a model gave to variables.
struct SampleCustomer {
  var columns: [String: [Double]] = [:]
  var texts: [String: String] = [:]
  var snapshot = Month(index: 2024 * 12 + 7)  // 2024-08
  var floor = 200_000.0
  var tiers = TierTable.standard
  var variables: [(recipe: Recipe, contribution: Double, value: Float)] = []
  var usual: [ClosedRange<Double>?] = []
  var names: [String: String] = [:]
  /// What all customers at risk have of each cause.
  var shared: [Cause: Double] = [:]
  /// Months at the beginning in which the panel holds others, but not this customer.
  var monthsAbsent = 0

  /// What the probability is of.
  var asked = AskedQuestion.loss
  var assetColumns = Self.usualAssets

  static let usualAssets = ["demand", "time", "wealth"]

  mutating func add(
    _ function: Recipe.Function, _ columns: [String], months: Int? = nil, contribution: Double = 1,
    value: Double = 1, levels: [String]? = nil
  ) {
    let name = "v\(variables.count)"
    let recipe = Recipe(name: name, function: function, columns: columns, months: months, levels: levels)
    variables.append((recipe, contribution, Float(value)))
  }

  /// What is usual of a column's own value.
  func usualLevel(_ column: String) -> ClosedRange<Double>? {
    let index = variables.firstIndex { variable in
      variable.recipe.function == .level && variable.recipe.columns == [column]
    }
    return index.flatMap { usual.isEmpty ? nil : usual[$0] }
  }

  func reasons(_ language: Language, isTable: Bool = false) -> [Reason] {
    let names = columns.keys.sorted()
    let textNames = texts.keys.sorted()
    let months = columns.values.map(\.count).max() ?? 1
    let layout = FactColumns(months: months, numbers: names, texts: textNames)
    let facts = CustomerFacts(
      columns: layout, snapshot: snapshot,
      numbers: names.flatMap { name in
        let values = columns[name] ?? []
        return Array(repeating: Double.nan, count: months - values.count) + values
      }, texts: textNames.map { texts[$0] },
      arrival: monthsAbsent == 0
        ? nil : Arrival(monthsAgo: months - 1 - monthsAbsent, monthsBefore: monthsAbsent))
    let book = RecipeBook(
      window: months, assets: isTable ? [] : assetColumns, recipes: variables.map(\.recipe))
    let reasoner = Reasoner(
      book: book, columns: layout, tiers: tiers, floor: floor, language: language, usual: usual,
      names: self.names, asked: asked
    ).beyond(SharedRisk(byCause: shared, season: 0))
    return reasoner.reasons(
      contributions: variables.map(\.contribution), variables: variables.map { Double($0.value) },
      facts: facts)
  }

  /// The one reason of a customer with a single variable, in both languages.
  func words(isTable: Bool = false) -> (cause: Cause?, zh: String, en: String) {
    let chinese = reasons(.chinese, isTable: isTable).first
    let english = reasons(.english, isTable: isTable).first
    return (chinese?.cause, chinese?.text ?? "", english?.text ?? "")
  }
}

/// A customer with one variable.
func customer(
  _ columns: [String: [Double]], texts: [String: String] = [:], _ function: Recipe.Function,
  _ sources: [String],
  months: Int? = nil, value: Double = 1, levels: [String]? = nil
) -> SampleCustomer {
  var sample = SampleCustomer(columns: columns, texts: texts)
  sample.add(function, sources, months: months, value: value, levels: levels)
  return sample
}
