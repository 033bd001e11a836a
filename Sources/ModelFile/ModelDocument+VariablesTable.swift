import Scoring
import SystemIO
import Variables

extension ModelDocument {
  /// The variables as CSV, the most important first.
  ///
  /// - Parameter aucFalls: how far the AUC falls without a variable, by its name.
  public func variablesTable(aucFalls: [String: Double]) throws -> [UInt8] {
    func cell(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
    let splits = scoring.splitCounts
    let order = variables.indices.sorted {
      (variables[$1].importance, $0) < (variables[$0].importance, $1)
    }
    return try ByteCollector.table(
      header: [
        "variable", "importance", "function", "columns", "months", "usual_from", "usual_to", "splits",
        "auc_fall",
      ],
      rows: order.map { index in
        let (facts, recipe) = (variables[index], recipes.recipes[index])
        return [
          facts.name, "\(facts.importance)", recipe.function.rawValue, recipe.columns.joined(separator: " "),
          recipe.months.map(String.init) ?? "", cell(facts.usualFrom), cell(facts.usualTo),
          splits.map { "\($0[index])" } ?? "", cell(aucFalls[facts.name]),
        ]
      })
  }
}
