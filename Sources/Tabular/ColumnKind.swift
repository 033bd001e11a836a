/// What the cells of a column are.
public enum ColumnKind: String, Sendable, Codable, CaseIterable {
  /// Amounts, counts and other numbers.
  case number
  /// Days; kept as the number of days since 1970-01-01.
  case date
  /// Categories.
  case text
}
