/// What a model takes a text for that training never saw.
public enum UnseenRule: String, Sendable, Hashable, Codable {
  /// A missing value.
  case missing
  /// The levels of few rows and missing values, which share a weight; where training had neither, the most frequent level.
  case rareLevels = "rare_levels"
}
