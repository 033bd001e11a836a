import Calendar
import Configuration
import Scoring
import Variables

@testable import ModelFile

/// Small models with every kind of part.
enum SampleModels {
  static let recipes = RecipeBook(
    window: 6, assets: ["demand", "time"],
    recipes: [
      Recipe(name: "assets", function: .level, columns: ["assets"]),
      Recipe(name: "demand_change_3", function: .change, columns: ["demand"], months: 3),
      Recipe(name: "occupation", function: .category, columns: ["occupation"], levels: ["农民", "教师", "医生"]),
      Recipe(name: "tenure", function: .tenure, columns: ["open_date"]),
    ])

  static let forest = Forest(
    variableCount: 4, baseMargin: -1.25,
    trees: [
      DecisionTree(
        nodes: [
          .split(variable: 1, threshold: -0.1, left: 1, right: 2, missingGoesLeft: true, cover: 100),
          .leaf(value: 0.7, cover: 40),
          .categorySplit(variable: 2, set: 0, left: 3, right: 4, missingGoesLeft: false, cover: 60),
          .leaf(value: -0.1, cover: 20), .leaf(value: 1.0 / 3, cover: 40),
        ], categorySets: [[0, 2]]),
      DecisionTree(nodes: [.leaf(value: 0.01, cover: 100)]),
    ])

  static let linear = LinearModel(
    variableCount: 4, intercept: -2,
    terms: [
      .numeric(
        NumericTerm(
          variable: 0, lowest: 0, highest: 1e8, imputation: 5e5, transform: .signedLog, mean: 12, scale: 1.5,
          weight: -0.4, missingWeight: 0.2, missingShare: 0.01)),
      .category(CategoryTerm(variable: 2, weights: [0.3, -0.2, 0.1], otherWeight: 0.05, meanWeight: 0.1)),
    ])

  static func document(_ scoring: ScoringModel) -> ModelDocument {
    var configuration = BankConfiguration.forPanel(files: ["exports/panel_*.csv"])
    // The tiers of version 1 named no bands near them.
    configuration.tiers = TierTable(
      tiers: TierTable.standard.tiers.map { .init(name: $0.name, from: $0.from) })
    configuration.panel.append(
      PanelSource(files: .byMonth([month(7): "aum_m7.csv", month(8): "aum_m8.csv"])))
    var isForest = false
    if case .forest = scoring { isForest = true }
    return ModelDocument(
      producedBy: "churn 0.1.0", name: "财富流失", kind: .panel, algorithm: isForest ? .trees : .logistic,
      seed: .max,
      recipes: recipes, scoring: scoring, configuration: configuration,
      variables: recipes.recipes.enumerated().map { index, recipe in
        VariableFacts(
          name: recipe.name, importance: 0.25, usual: recipe.isCategory ? nil : 0...Double(index + 1))
      },
      trainedMonths: [month(4), month(5)], validationMonths: [month(6)], outOfTimeMonths: [month(7)],
      expectedShareLost: 0.55, baseRate: 0.08, rounds: isForest ? 2 : nil)
  }

  static var table: ModelDocument {
    var document = document(.forest(forest))
    document.kind = .table
    document.recipes = RecipeBook(
      window: 1, assets: [],
      recipes: [
        Recipe(name: "X1", function: .level, columns: ["X1"]),
        Recipe(name: "X2", function: .level, columns: ["X2"]),
        Recipe(name: "职业", function: .category, columns: ["职业"], levels: ["a", "b", ""]),
        Recipe(name: "assets", function: .level, columns: ["assets"]),
      ])
    document.columns = ModelDocument.neededColumns(of: document.recipes)
    document.variables = document.recipes.recipes.map { VariableFacts(name: $0.name, importance: 0) }
    document.label = "label"
    document.key = "cust_no"
    (document.trainedMonths, document.validationMonths, document.outOfTimeMonths) = ([], [], [])
    return document
  }

  static func month(_ number: Int) -> Month { Month(index: 2024 * 12 + number - 1) }

  static var all: [ModelDocument] { [document(.forest(forest)), document(.linear(linear)), table] }
}

/// SplitMix64: the same numbers for the same seed everywhere.
struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// The error of a call that must fail.
func modelError(of body: () throws -> Void) -> ModelFileError? {
  do {
    try body()
    return nil
  } catch {
    return error as? ModelFileError
  }
}
