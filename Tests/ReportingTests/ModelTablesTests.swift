import Configuration
import Scoring
import Testing
import Variables

@testable import Reporting

@Suite("Tables of what a model is made of")
struct ModelTablesTests {
  private func rows(_ parts: ForestParts?) -> [String: String] {
    let leaf = DecisionTree(nodes: [.leaf(value: 0.5, cover: 3)])
    let tables = ModelTables(
      model: .forest(Forest(variableCount: 1, baseMargin: 0, trees: [leaf, leaf, leaf])),
      book: RecipeBook(window: 2, assets: [], recipes: [Recipe(name: "a", function: .level, columns: ["a"])]),
      training: TrainingDefinition(), language: .english, parts: parts, scorecard: nil)
    return Dictionary(uniqueKeysWithValues: tables.tables[0].rows.map { ($0[0], $0[1]) })
  }

  @Test("a single forest is told with its settings, one of several with its parts")
  func forests() {
    let single = rows(nil)
    #expect(single["Learning rate"] == "\(TreeSettings().learningRate)")
    #expect(single["Trees of each forest"] == nil)
    #expect(single["Leaves of the largest tree"] == "1" && single["Trees"] == "3")
    let several = rows(ForestParts(forests: [1, 1], regressionShare: 0.25))
    #expect(several["Learning rate"] == nil && several["L2 penalty"] == nil)
    #expect(several["Trees of each forest"] == "1 + 1")
    #expect(several["Share of the logistic regression"]?.hasPrefix("25") == true)
    #expect(
      rows(ForestParts(forests: [1, 2], regressionShare: 0))["Share of the logistic regression"] == nil)
  }
}
