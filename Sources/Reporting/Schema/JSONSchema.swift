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

  /// The schema, ending with a newline: its own keys, then every definition that these refer to, by name.
  public var text: String {
    let definitions = SchemaDefinitions.all
    var names: Set<String> = []
    var open = SchemaDefinitions.references(in: root)
    while let name = open.popLast() {
      guard names.insert(name).inserted, let definition = definitions[name] else { continue }
      open += SchemaDefinitions.references(in: definition)
    }
    let used = names.sorted().compactMap { definitions[$0] }.joined(separator: ",\n")
    return """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
      \(SchemaDefinitions.indented(root, by: 2))
        "$defs": {
      \(SchemaDefinitions.indented(used, by: 4))
        }
      }

      """
  }
}
