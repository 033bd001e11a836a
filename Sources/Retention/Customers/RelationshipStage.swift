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
    switch (self, language) {
    case (.firstHundredDays, .chinese): "百日新客"
    case (.growing, .chinese): "成长期"
    case (.mature, .chinese): "成熟期"
    case (.declining, .chinese): "衰退期"
    case (.left, .chinese): "流失期"
    case (.reactivated, .chinese): "回流期"
    case (.firstHundredDays, .english): "first hundred days"
    case (_, .english): rawValue
    }
  }
}
