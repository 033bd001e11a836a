import Calendar
import Configuration

/// How far a customer's relationship with the bank has come.
public enum RelationshipStage: String, Sendable, CaseIterable, Codable {
  case firstHundredDays = "first_hundred_days"
  case growing
  case mature
  case declining
  case left
  case reactivated

  /// The stage's name in reports and lists.
  public func name(in language: Language) -> String {
    switch self {
    case .firstHundredDays: language.text("百日新客", "first hundred days")
    case .growing: language.text("成长期", rawValue)
    case .mature: language.text("成熟期", rawValue)
    case .declining: language.text("衰退期", rawValue)
    case .left: language.text("流失期", rawValue)
    case .reactivated: language.text("回流期", rawValue)
    }
  }
}
