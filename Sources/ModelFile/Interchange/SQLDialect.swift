/// How a kind of database writes what every SQL has.
public enum SQLDialect: String, Sendable, CaseIterable {
  case ansi, postgresql, duckdb, sqlite, hive, spark

  /// A number in Float64, to its last bit.
  func number(_ number: Double) -> String {
    let text = "\(number)"
    switch self {
    // Its other literals are decimals, with an exponent too.
    case .postgresql: return "float8 '\(text)'"
    // With an exponent, a literal is no decimal.
    case .ansi, .duckdb, .sqlite, .hive, .spark:
      let literal = text.contains("e") ? text : text + "e0"
      return number < 0 ? "(\(literal))" : literal
    }
  }

  /// The name of a column.
  func name(_ name: String) -> String {
    switch self {
    case .ansi, .postgresql, .duckdb, .sqlite: "\"\(name.replacing("\"", with: "\"\""))\""
    case .hive, .spark: "`\(name.replacing("`", with: "``"))`"
    }
  }

  /// What is no number; nil for databases that have none, or no way to write it.
  var nan: String? {
    switch self {
    case .postgresql: "float8 'NaN'"
    case .duckdb: "'NaN'::double"
    case .spark: "double('NaN')"
    case .ansi, .sqlite, .hive: nil
    }
  }

  func text(_ text: String) -> String {
    switch self {
    case .ansi, .postgresql, .duckdb, .sqlite: "'\(text.replacing("'", with: "''"))'"
    case .hive, .spark: "'\(text.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
    }
  }
}
