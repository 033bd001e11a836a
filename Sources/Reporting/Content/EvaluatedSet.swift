import Calendar
import Configuration
import Metrics

/// The evaluation of one set of customers.
public struct EvaluatedSet: Sendable, Equatable, Codable {
  public enum Role: String, Sendable, Codable, CaseIterable {
    case training, validation
    /// On months later than all that were trained on.
    case outOfTime = "out_of_time"
    /// Rows of a ready-made table that were kept apart.
    case test
  }

  public var role: Role
  public var months: [Month]
  public var evaluation: Evaluation

  public init(role: Role, months: [Month], evaluation: Evaluation) {
    self.role = role
    self.months = months
    self.evaluation = evaluation
  }

  private enum CodingKeys: String, CodingKey {
    case role, months
    case evaluation = "judgement"
  }
}
