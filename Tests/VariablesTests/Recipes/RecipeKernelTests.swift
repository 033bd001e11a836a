import Testing
import Variables

@Suite("Variables of a panel")
struct RecipeKernelTests {
  @Test(
    "are what the formulas say, with gaps, empty cells and customers who came late",
    arguments: Recipe.Function.allCases)
  func twin(_ function: Recipe.Function) throws {
    let panel = MadeUpPanel(seed: 17, customers: 300, isWhole: false)
    let recipes = Recipe.samples(of: function)
    for (recipe, values) in zip(recipes, try panel.values(of: recipes)) {
      #expect(values.count == panel.customers.count)
      for (customer, value) in zip(panel.customers, values) {
        let expected = SlowRecipe(recipe: recipe, customer: customer).value
        let tolerance = 2e-5 * max(1, expected.magnitude)
        #expect(
          expected.isNaN ? value.isNaN : (Double(value) - expected).magnitude <= tolerance,
          "\(recipe.name) of \(customer): \(value) instead of \(expected)")
      }
    }
  }
}
