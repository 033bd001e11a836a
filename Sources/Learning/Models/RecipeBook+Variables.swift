import Tabular
import Variables

extension RecipeBook {
  /// The variables as training knows them.
  public var trainingVariables: [TrainingVariable] { trainingVariables(scales: recipes.map { _ in nil }) }

  /// The variables as training knows them.
  ///
  /// - Parameter scales: what the Float32s of each variable stand for; nil where they are the numbers themselves.
  public func trainingVariables(scales: [CellScale?]) -> [TrainingVariable] {
    zip(recipes, scales).map { recipe, scale in
      TrainingVariable(
        name: recipe.name, kind: recipe.levelCount.map { .category(levels: $0) } ?? .numeric, scale: scale)
    }
  }
}
