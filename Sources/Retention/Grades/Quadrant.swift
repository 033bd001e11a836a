import Calendar
import Configuration

/// Where a customer stands by composite grade (what they are worth today) and service grade (how they are served).
public enum Quadrant: String, Sendable, CaseIterable, Codable {
  /// Both low: 普通.
  case ordinary
  /// A high composite grade served at a low one: 价值.
  case value
  /// A low composite grade served at a high one: 潜力.
  case potential
  /// Both high: 重点.
  case key

  /// A grade is high from the tier `highFrom` on, that tier included; indices as in ``CustomerTier``.
  public init(composite: Int, service: Int, highFrom: Int) {
    switch (composite >= highFrom, service >= highFrom) {
    case (false, false): self = .ordinary
    case (true, false): self = .value
    case (false, true): self = .potential
    case (true, true): self = .key
    }
  }

  /// The quadrant's name in reports and lists.
  public func name(in language: Language) -> String {
    switch self {
    case .ordinary: language.text("普通", rawValue)
    case .value: language.text("价值", rawValue)
    case .potential: language.text("潜力", rawValue)
    case .key: language.text("重点", rawValue)
    }
  }
}
