/// The language of reports and lists.
public enum Language: String, Sendable, CaseIterable, Codable {
  case chinese = "zh"
  case english = "en"

  /// The one of two texts that is in this language; the other one is not made.
  @inlinable
  public func text(
    _ chinese: @autoclosure () throws -> String, _ english: @autoclosure () throws -> String
  ) rethrows -> String {
    switch self {
    case .chinese: try chinese()
    case .english: try english()
    }
  }
}
