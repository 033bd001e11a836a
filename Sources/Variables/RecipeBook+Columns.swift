import Configuration
import Panel

extension RecipeBook {
  /// Those of a panel's or table's columns that the recipes read, in order of first use.
  public func columns(of all: [PanelColumn]) -> [PanelColumn] {
    var names: [String] = []
    for name in assets where !names.contains(name) { names.append(name) }
    for recipe in recipes {
      for name in recipe.columns where (name != "assets" || assets.isEmpty) && !names.contains(name) {
        names.append(name)
      }
    }
    let known = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return names.map { known[$0] ?? PanelColumn(name: $0, kind: .number) }
  }
}
