import Configuration
import Scoring
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
    return ModelDocument(
      producedBy: "\(program), from a model of \(tool.rawValue)", name: name, kind: .table, algorithm: .trees,
      seed: 0, recipes: RecipeBook(window: 1, assets: [], recipes: recipes), scoring: .forest(forest),
      configuration: configuration,
      variables: zip(variables, splits).map { VariableFacts(name: $0, importance: Double($1) / allSplits) },
      expectedShareLost: 1, baseRate: baseRate, rounds: forest.trees.count)
  }

  /// A category has as many levels as the trees split on.
  private var recipes: [Recipe] {
    var codeCounts = [Int](repeating: 0, count: variables.count)
    for tree in forest.trees {
      for node in tree.nodes where !node.isLeaf && node.categorySet >= 0 {
        let greatest = tree.categorySets[Int(node.categorySet)].last.map { Int($0) + 1 } ?? 0
        codeCounts[Int(node.variable)] = max(codeCounts[Int(node.variable)], greatest)
      }
    }
    let categories = categories
    return variables.enumerated().map { index, name in
      categories.contains(index)
        ? Recipe(
          name: name, function: .category, columns: [name], levels: (0..<codeCounts[index]).map { "\($0)" })
        : Recipe(
          name: name, function: .level, columns: [name], thresholds: thresholds[index]?.thresholds)
    }
  }
}
