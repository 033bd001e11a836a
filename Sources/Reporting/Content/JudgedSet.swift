import Calendar
import Configuration
import Metrics

/// The judgement of one set of customers.
public struct JudgedSet: Sendable, Equatable, Codable {
  public enum Role: String, Sendable, Codable, CaseIterable {
    case training, validation
    /// On months later than all that were learnt from.
    case outOfTime = "out_of_time"
    /// Rows of a ready-made table that were kept apart.
    case test
  }

  public var role: Role
  public var months: [Month]
  public var judgement: Judgement

  public init(role: Role, months: [Month], judgement: Judgement) {
    self.role = role
    self.months = months
    self.judgement = judgement
  }
}
