import Variables

extension RecipeBook {
  /// The variables as training knows them.
  public var trainingVariables: [TrainingVariable] {
    recipes.map { recipe in
      TrainingVariable(
        name: recipe.name, kind: recipe.levelCount.map { .category(levels: $0) } ?? .numeric)
    }
  }
}
