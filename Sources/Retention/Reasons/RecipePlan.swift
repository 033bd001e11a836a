import Variables

/// What finding a customer's cause needs to know of a recipe, looked up once instead of for every customer.
///
/// It is read for every variable of every customer, so it holds plain values: no closures of ``FunctionWords``.
struct RecipePlan: Sendable {
  /// Columns that are treated in ways of their own.
  enum Source: Sendable { case flows, demand, asset, productCount, occupation, other }

  let function: Recipe.Function
  let statement: FunctionWords.Statement
  let months: Int?
  /// The first column among the facts' numbers; nil where it is not there.
  let factColumn: Int?
  let source: Source
  /// The cause by column and function.
  let cause: Cause
  /// The cause where the customer's numbers contradict ``cause``: the column by its own name.
  let ownColumn: Cause
  /// What it means that the variable is missing.
  let missing: RecipeDescriptor.Missing

  init(_ recipe: Recipe, assets: [String], columns: FactColumns) {
    let column = recipe.columns.first ?? recipe.name
    function = recipe.function
    statement = function.words.statement
    months = recipe.months
    factColumn = columns.index(ofNumber: column)
    cause = Cause.of(recipe: recipe, assets: assets)
    ownColumn = .column(column)
    missing = recipe.function.descriptor.missing
    source =
      switch column {
      case _ where statement == .netFlow: .flows
      case "transfer_in", "transfer_out": .flows
      case "demand" where assets.contains("demand"): .demand
      case _ where assets.contains(column): .asset
      case "product_count": .productCount
      case "occupation": .occupation
      default: .other
      }
  }
}
