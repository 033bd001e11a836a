import Scoring
import Tabular
import Variables

extension ModelDocument {
  /// What each variable is compared with in Float64; nil for those that are compared in Float32.
  public var thresholdScales: [ThresholdScale?] {
    recipes.recipes.map { $0.thresholds.map(ThresholdScale.init(rising:)) }
  }

  /// Where a variable has thresholds in Float64, the model may compare it with their Float32s and with nothing else, and
  /// no other variable may be made of its column, whose Float32s they choose.
  func thresholdProblem() -> String? {
    let scales = thresholdScales
    for (recipe, scale) in zip(recipes.recipes, scales) where scale != nil {
      if kind == .panel {
        return "variable “\(recipe.name)” has thresholds, which a panel's variables cannot have."
      }
      if recipes.recipes.count(where: { $0.columns.contains(recipe.columns[0]) }) > 1 {
        return "two variables are made of the column “\(recipe.columns[0])”, which has thresholds."
      }
    }
    func problem(_ variable: Int, _ float: Float, _ place: String) -> String? {
      guard let scale = scales[variable], scale.threshold(ofFloat: float) == nil else { return nil }
      return
        "\(place) compares “\(recipes.recipes[variable].name)” with \(float), which is none of its thresholds."
    }
    switch scoring {
    case .forest(let forest):
      for (number, tree) in forest.trees.enumerated() {
        for (index, node) in tree.nodes.enumerated() where !node.isLeaf && node.categorySet < 0 {
          let place = "tree \(number), node \(index)"
          if let found = problem(Int(node.variable), node.threshold, place) { return found }
        }
      }
    case .linear(let model):
      for (index, term) in model.terms.enumerated() {
        guard case .binned(let term) = term else { continue }
        for float in term.cuts.map(\.nextDown) + term.specials + term.specials.map(\.nextDown) {
          if let found = problem(term.variable, float, "term \(index)") { return found }
        }
      }
    }
    return nil
  }
}
