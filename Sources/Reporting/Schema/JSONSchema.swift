/// What the JSON that the program writes means, key by key, as JSON Schema (draft 2020-12).
///
/// Stable: a later version may add keys that need not be there; it takes none away and changes the meaning of none.
public enum JSONSchema: String, Sendable, CaseIterable {
  /// `report.json` of a model's folder, and `churn validate --report-json`.
  case report
  /// `churn monitor --out`.
  case monitor
  /// `churn compare --out`.
  case comparison
  /// The record beside a list of `churn predict`.
  case record
  /// The record beside a calendar of `churn predict for several questions`.
  case calendar
  /// The bank's list as JSON: `bank.json` of `churn predict --lists`.
  case list
  /// `churn explain --out`.
  case explanation
  /// `churn products --out`.
  case products

  private var title: String {
    switch self {
    case .report: "What a model report of churn says (report.json)"
    case .monitor: "The findings of churn monitor"
    case .comparison: "The comparison of churn compare"
    case .record: "The record of a list of churn predict"
    case .calendar: "The record of a calendar of contacts of churn predict"
    case .list: "The list of churn predict as JSON (bank.json)"
    case .products: "What customers hold, as churn products finds it"
    case .explanation: "What churn explain says of a customer"
    }
  }

  /// The schema, ending with a newline: its own keys, then every definition that these refer to, by name.
  public var text: String {
    let all = SchemaDefinitions.all
    guard let root = all[rawValue] else { return "" }
    var names: Set<String> = []
    var open = root.references
    while let name = open.popLast() {
      guard names.insert(name).inserted, let definition = all[name] else { continue }
      open += definition.references
    }
    let definitions = names.sorted().compactMap { name in
      all[name].map { "    \"\(name)\": \($0.json(indentation: 4))" }
    }
    return """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "\(title)",
      \(root.membersOnLines),
        "$defs": {
      \(definitions.joined(separator: ",\n"))
        }
      }

      """
  }
}
