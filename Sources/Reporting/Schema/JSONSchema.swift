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

  /// The schema, ending with a newline.
  public var text: String {
    switch self {
    case .report: Self.reportText
    case .monitor: Self.monitorText
    case .comparison: Self.comparisonText
    }
  }
}
