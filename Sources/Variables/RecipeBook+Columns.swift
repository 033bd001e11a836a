import Configuration
import Panel
import Tabular

extension RecipeBook {
  /// The columns of a panel that the recipes read, each with its kind, in order of first use.
  public func columns(kinds: [String: ColumnKind]) -> [PanelColumn] {
    var names: [String] = []
    for name in assets where !names.contains(name) { names.append(name) }
    for recipe in recipes {
      for name in recipe.columns where name != "assets" && !names.contains(name) { names.append(name) }
    }
    return names.map { PanelColumn(name: $0, kind: kinds[$0] ?? .number) }
  }
}
