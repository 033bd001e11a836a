import Calendar
import Configuration

/// A customer's stage of life, by age.
public enum LifeStage: String, Sendable, CaseIterable, Codable {
  /// Under 25.
  case young
  /// From 25 to under 35.
  case settling
  /// From 35 to under 50.
  case midlife
  /// From 50 to under 65.
  case lateCareer = "late_career"
  /// From 65.
  case senior

  /// The stage of an age in years; nil where the age is missing (NaN) or below zero.
  public init?(age: Double) {
    guard age >= 0 else { return nil }
    switch age {
    case ..<25: self = .young
    case ..<35: self = .settling
    case ..<50: self = .midlife
    case ..<65: self = .lateCareer
    default: self = .senior
    }
  }

  /// The stage's name in reports and lists.
  public func name(in language: Language) -> String {
    switch self {
    case .young: language.text("青年期", rawValue)
    case .settling: language.text("成家立业期", rawValue)
    case .midlife: language.text("中年期", rawValue)
    case .lateCareer: language.text("中老年期", "late career")
    case .senior: language.text("老年期", rawValue)
    }
  }
}
