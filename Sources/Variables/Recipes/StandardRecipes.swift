import Calendar
import Configuration
import Panel

/// The recipes that are made of a panel's columns where nobody asks for others.
public enum StandardRecipes {
  /// Share of a column that must leave within a month to count as a large outflow.
  static let largeOutflow = 0.2
  /// Lower ends of the age bands.
  static let ageBands: [Double] = [0, 25, 35, 45, 55, 65, 75]
  /// Text columns that say who looks after a customer or lives with them, not what kind of customer it is.
  static let identifiers: Set<String> = ["manager", "household_id"]
  static let flows = ["transfer_in", "transfer_out", "own_transfer_out"]
  static let maturing = ["time_maturing", "wealth_maturing"]

  /// The recipes for a panel, in a fixed order.
  ///
  /// - Parameters:
  ///   - snapshotMonths: the months that will be trained on: with fewer than twelve different ones nothing can be said
  ///     about the season, and there is no variable for it.
  ///   - takesMany: whether categories may have any number of levels, for a training that counts their losses.
  public static func book(
    for panel: CustomerPanel, configuration: BankConfiguration, snapshotMonths: [Month],
    takesMany: Bool = false
  ) -> RecipeBook {
    var recipes: [Recipe] = []
    let window = configuration.window
    let leftOut = Set(leftOut(of: panel, takesMany: takesMany).map(\.name)).subtracting(configuration.assets)
    // In the order of their names: the order of columns in a file says nothing, and must not change a model.
    let numbers = (panel.numberColumns + panel.attributeNumbers).filter { !leftOut.contains($0.name) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let names = Set(numbers.map(\.name))
    recipes += amount("assets", window: window, isAssets: true)
    for column in numbers where column.kind == .number {
      switch column.name {
      case let name where configuration.assets.contains(name):
        recipes += amount(name, window: window, isAssets: false)
      case let name where flows.contains(name): recipes += flow(name, window: window)
      case let name where maturing.contains(name):
        recipes.append(Recipe(name: name, function: .level, columns: [name]))
        recipes.append(
          Recipe(name: "\(name)_against_assets", function: .sumAgainstAssets, columns: [name], months: 1))
      case "mobile_logins": recipes += activity("mobile_logins", window: window)
      case "age":
        recipes.append(Recipe(name: "age", function: .level, columns: ["age"]))
        recipes.append(Recipe(name: "age_band", function: .ageBand, columns: ["age"], figures: ageBands))
      case let name where panel.attributeNumbers.contains(column):
        recipes.append(Recipe(name: name, function: .level, columns: [name]))
      case let name: recipes += other(name, window: window)
      }
    }
    if names.isSuperset(of: ["transfer_in", "transfer_out"]) {
      for months in spans(window: window, from: 1) {
        recipes.append(
          Recipe(
            name: "net_flow_\(months)", function: .netFlowAgainstAssets,
            columns: ["transfer_in", "transfer_out"],
            months: months))
      }
    }
    recipes += distances(configuration: configuration, hasLoans: names.contains("loan_balance"))
    let openDate = numbers.contains { $0.name == "open_date" } ? ["open_date"] : []
    recipes.append(Recipe(name: "tenure", function: .tenure, columns: openDate))
    recipes.append(Recipe(name: "first_hundred_days", function: .firstHundredDays, columns: openDate))
    for column in numbers where column.kind == .date && column.name != "open_date" {
      recipes.append(Recipe(name: "\(column.name)_days", function: .daysBefore, columns: [column.name]))
    }
    if Set(snapshotMonths.map(\.monthOfYear)).count == 12 {
      recipes.append(Recipe(name: "month_of_year", function: .monthOfYear, columns: []))
    }
    let texts =
      (zip(panel.textColumns, panel.textLevels).map { ($0, $1) }
      + zip(panel.attributeTexts, panel.attributeLevels).map { ($0, $1) })
      .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
    for (name, levels) in texts where !leftOut.contains(name) {
      recipes.append(Recipe(name: name, function: .category, columns: [name], levels: levels.sorted()))
    }
    return RecipeBook(window: window, assets: configuration.assets, recipes: recipes)
  }

  /// 1, 3 and 6 months as far as the window reaches, and the longest span where that is shorter than 6.
  ///
  /// - Parameter from: the first span; a change over `k` months needs `k + 1` months, a sum over `k` needs `k`.
  static func spans(window: Int, from least: Int = 1, needsOneMore: Bool = false) -> [Int] {
    let longest = needsOneMore ? window - 1 : window
    var spans = [1, 3, 6].filter { $0 >= least && $0 <= longest }
    if let last = spans.last, last < longest, longest < 6 { spans.append(longest) }
    return spans
  }

  private static func amount(_ name: String, window: Int, isAssets: Bool) -> [Recipe] {
    var recipes = [Recipe(name: name, function: .level, columns: [name])]
    if !isAssets { recipes.append(Recipe(name: "\(name)_share", function: .shareOfAssets, columns: [name])) }
    for months in spans(window: window, needsOneMore: true) {
      recipes.append(
        Recipe(name: "\(name)_change_\(months)", function: .change, columns: [name], months: months))
      recipes.append(
        Recipe(name: "\(name)_ratio_\(months)", function: .ratio, columns: [name], months: months))
    }
    guard window >= VariableMaker.leastHistory else { return recipes }
    recipes.append(Recipe(name: "\(name)_slope", function: .slope, columns: [name]))
    recipes.append(Recipe(name: "\(name)_volatility", function: .volatility, columns: [name]))
    recipes.append(Recipe(name: "\(name)_drawdown", function: .drawdown, columns: [name]))
    recipes.append(Recipe(name: "\(name)_months_since_peak", function: .monthsSincePeak, columns: [name]))
    recipes.append(
      Recipe(
        name: "\(name)_months_since_large_outflow", function: .monthsSinceLargeOutflow, columns: [name],
        figures: [largeOutflow]))
    if !isAssets {
      recipes.append(Recipe(name: "\(name)_zero_months", function: .zeroMonths, columns: [name]))
    }
    return recipes
  }

  private static func flow(_ name: String, window: Int) -> [Recipe] {
    var recipes: [Recipe] = []
    for months in spans(window: window) {
      recipes.append(Recipe(name: "\(name)_sum_\(months)", function: .sum, columns: [name], months: months))
      recipes.append(
        Recipe(
          name: "\(name)_against_assets_\(months)", function: .sumAgainstAssets, columns: [name],
          months: months))
    }
    guard window >= VariableMaker.leastHistory else { return recipes }
    recipes.append(Recipe(name: "\(name)_regularity", function: .regularity, columns: [name]))
    recipes.append(
      Recipe(name: "\(name)_recent_against_usual", function: .recentAgainstUsual, columns: [name]))
    return recipes
  }

  private static func activity(_ name: String, window: Int) -> [Recipe] {
    var recipes = [Recipe(name: name, function: .level, columns: [name])]
    for months in spans(window: window, from: 3, needsOneMore: true) {
      recipes.append(
        Recipe(name: "\(name)_change_\(months)", function: .change, columns: [name], months: months))
    }
    guard window >= VariableMaker.leastHistory else { return recipes }
    recipes.append(
      Recipe(name: "\(name)_recent_against_usual", function: .recentAgainstUsual, columns: [name]))
    recipes.append(Recipe(name: "\(name)_slope", function: .slope, columns: [name]))
    recipes.append(Recipe(name: "\(name)_zero_months", function: .zeroMonths, columns: [name]))
    return recipes
  }

  private static func other(_ name: String, window: Int) -> [Recipe] {
    var recipes = [Recipe(name: name, function: .level, columns: [name])]
    for months in spans(window: window, needsOneMore: true) {
      recipes.append(
        Recipe(name: "\(name)_change_\(months)", function: .change, columns: [name], months: months))
    }
    return recipes
  }

  private static func distances(configuration: BankConfiguration, hasLoans: Bool) -> [Recipe] {
    let starts = configuration.tiers.tiers.map(\.from)
    let columns = hasLoans ? ["assets", "loan_balance"] : ["assets"]
    return [
      Recipe(
        name: "distance_to_floor", function: .distanceToFloor, columns: ["assets"],
        figures: [configuration.floor]),
      Recipe(
        name: "distance_to_tier_above", function: .distanceToTierAbove, columns: columns, figures: starts),
      Recipe(
        name: "distance_to_tier_below", function: .distanceToTierBelow, columns: columns, figures: starts),
    ]
  }
}
