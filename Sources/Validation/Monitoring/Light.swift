import Calendar
import Configuration

/// How much something asks for attention.
public enum Light: String, Sendable, Codable, CaseIterable, Comparable {
  case green, amber, red

  public static func < (left: Light, right: Light) -> Bool {
    allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
  }

  /// The light of a figure that is the worse the greater it is.
  public init(_ value: Double, _ limits: MonitorDefinition.Limits) {
    self = value >= limits.red ? .red : value >= limits.amber ? .amber : .green
  }

  /// The word as a report prints it.
  public func name(in language: Language) -> String {
    switch self {
    case .green: language.text("绿", rawValue)
    case .amber: language.text("黄", rawValue)
    case .red: language.text("红", rawValue)
    }
  }
}
