import Calendar
import Configuration
import Panel
import Retention
import Variables

extension VariablesReport {
  /// The most important variables of a model.
  ///
  /// - Parameters:
  ///   - importance: of each variable.
  ///   - splits: nodes that split on each variable; nil where the model has no trees.
  ///   - figures: what was found out of the variables when the model was trained; nil where that is not at hand.
  ///   - measure: how importance is measured, in a sentence in the report's language.
  public init(
    book: RecipeBook, importance: [Double], splits: [Int]? = nil, figures: Figures? = nil, measure: String,
    leftOut: [LeftOutColumn] = [], language: Language
  ) {
    let order = importance.indices.sorted { (importance[$1], $0) < (importance[$0], $1) }
    self.init(
      count: book.recipes.count,
      top: order.prefix(Self.mostVariables).map {
        let recipe = book.recipes[$0]
        return Variable(
          name: recipe.name, meaning: recipe.meaning(in: language), importance: importance[$0],
          splits: splits?[$0], aucFall: figures?.aucFalls[recipe.name],
          stability: figures?.stability[recipe.name])
      }, measure: measure, profiles: figures?.profiles ?? [],
      contributions: figures?.contributions, leftOut: leftOut)
  }

  /// How the importance of a model's variables is measured.
  public static func measure(of algorithm: TrainingDefinition.Algorithm, in language: Language) -> String {
    switch algorithm {
    case .trees:
      language.text(
        "重要性为该变量各次分裂所带来的增益之和占全部增益的比例；分裂次数为全部树中按该变量分裂的节点数。",
        "Importance is the share of a variable's splits in the gain of all splits; splits are the nodes of all trees that "
          + "split on the variable.")
    case .logistic:
      language.text(
        "重要性为该变量标准化系数绝对值之和所占的比例。",
        "Importance is the share of a variable's standardised coefficients in the sum of all, by size.")
    }
  }
}
