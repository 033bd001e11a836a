import Panel
import Parallel
import Variables

/// How simple rules order a month's customers.
public struct SimpleRuleScores: Sendable {
  let panel: CustomerPanel
  let assets: [String]
  let team: ThreadTeam

  public init(panel: CustomerPanel, assets: [String], team: ThreadTeam) {
    (self.panel, self.assets, self.team) = (panel, assets, team)
  }

  /// Higher means earlier on the list; who has no value comes last.
  private static let last = -1e9

  /// The order of each rule whose columns the panel has.
  ///
  /// The values are made by recipes, as the models' variables are.
  public func scores(of rows: [SnapshotRow]) throws -> [SimpleRule: [Double]] {
    var scores: [SimpleRule: [Double]] = [:]
    for rule in SimpleRule.allCases {
      let recipes = recipes(rule)
      guard !recipes.isEmpty, !rows.isEmpty else { continue }
      let maker = try VariableMaker(
        book: RecipeBook(window: 2, assets: assets, recipes: recipes), panel: panel)
      let matrix = maker.matrix(rows, team: team)
      let columns = recipes.indices.map { matrix.column($0) }
      scores[rule] = rows.indices.map { row in
        // What falls due adds up; of the other rules there is one value, of which less means earlier.
        let values = columns.map { Double($0[row]) }.filter { !$0.isNaN }
        if values.isEmpty { return Self.last }
        let sum = values.reduce(0, +)
        return rule == .maturingProducts ? sum : -sum
      }
    }
    return scores
  }

  private func recipes(_ rule: SimpleRule) -> [Recipe] {
    let present = Set((panel.numberColumns + panel.attributeNumbers).map(\.name))
    switch rule {
    case .lastMonthsFall:
      return [Recipe(name: "assets_ratio_1", function: .ratio, columns: ["assets"], months: 1)]
    case .fewestLogins, .maturingProducts:
      return rule.columns.filter { present.contains($0) }.map {
        rule == .fewestLogins
          ? Recipe(name: $0, function: .level, columns: [$0])
          : Recipe(name: "\($0)_against_assets", function: .sumAgainstAssets, columns: [$0], months: 1)
      }
    }
  }
}
