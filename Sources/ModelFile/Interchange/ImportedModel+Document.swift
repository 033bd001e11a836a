import Configuration
import Scoring
import Tabular
import Variables

extension ImportedModel {
  /// The model as one of ready-made tables, whose label and key are set afterwards. A variable is as important as often
  /// trees split by it.
  ///
  /// - Parameters:
  ///   - program: the program that takes it over, with its version.
  ///   - baseRate: share of losses that the model reckons with.
  public func document(named name: String, program: String, baseRate: Double) -> ModelDocument {
    let splits = forest.splitCounts
    let allSplits = Double(max(1, splits.reduce(0, +)))
    var configuration = BankConfiguration()
    configuration.training.algorithm = .trees
    var document = ModelDocument(
      producedBy: "\(program), from a model of \(tool.rawValue)", name: name, kind: .table, algorithm: .trees,
      seed: 0, recipes: RecipeBook(window: 1, assets: [], recipes: recipes), scoring: .forest(forest),
      configuration: configuration,
      variables: zip(variables, splits).map { VariableFacts(name: $0, importance: Double($1) / allSplits) },
      expectedShareLost: 1, baseRate: baseRate, rounds: forest.trees.count)
    for (index, column) in document.columns.enumerated() where column.kind == .text {
      document.columns[index].missing = missingTexts(ofColumn: column.name)
    }
    return document
  }

  /// The usual texts for missing values but for those that are categories.
  private func missingTexts(ofColumn name: String) -> [String] {
    let levels = recipes.filter { $0.columns == [name] }.flatMap { $0.levels ?? [] }
    return MissingTexts(MissingTexts.usual.texts.subtracting(levels.map { $0.lowercased() })).sorted
  }
}
