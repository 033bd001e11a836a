import Calendar
import Configuration
import Testing
import Variables

@testable import Retention

@Suite("What a variable is")
struct RecipeMeaningTests {
  @Test("is said in words for every function, different from each other but for the column as it is")
  func everyFunction() {
    for language in Language.allCases {
      var seen: Set<String> = []
      for function in Recipe.Function.allCases
      where function != .category && !function.isOfOtherTools {
        let recipe = Recipe(name: "x_1", function: function, columns: ["demand"], months: 3)
        let text = recipe.meaning(in: language)
        #expect(!text.contains("_") && !text.contains("demand_"))
        #expect(seen.insert(text).inserted, "\(text)")
      }
    }
  }

  @Test("names months and columns as a reader would")
  func examples() {
    let ratio = Recipe(name: "demand_ratio_3", function: .ratio, columns: ["demand"], months: 3)
    #expect(ratio.meaning(in: .chinese) == "活期存款近三个月的变化倍数")
    #expect(ratio.meaning(in: .english) == "demand deposits, ratio over three months")
    let sum = Recipe(name: "s", function: .sum, columns: ["own_transfer_out"], months: 1)
    #expect(sum.meaning(in: .english) == "transfers to own accounts at other banks, sum over the last month")
    let own = Recipe(name: "funds_slope", function: .slope, columns: ["funds"])
    #expect(own.meaning(in: .chinese) == "funds 在窗口内的趋势")
    #expect(Recipe(name: "income", function: .level, columns: ["income"]).meaning(in: .english) == "income")
  }
}
