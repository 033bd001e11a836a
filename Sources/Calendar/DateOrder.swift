/// What the first of three numbers is, in a date that ends with the year.
public enum DateOrder: String, Sendable, Hashable, Codable, CaseIterable {
  /// `31/01/2024`
  case dayFirst = "day_first"
  /// `01/31/2024`
  case monthFirst = "month_first"
}
