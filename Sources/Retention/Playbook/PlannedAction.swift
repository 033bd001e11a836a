import Calendar
import Configuration

/// What is to be done for one customer of the list.
public struct PlannedAction: Sendable, Hashable, Codable {
  /// The playbook rule's own name, the same in every language: its outcome is counted by this.
  public var id: String
  /// What to do, in the list's language.
  public var text: String
  /// How to reach the customer, in the list's language.
  public var channel: String
  /// The last day on which it should be done.
  public var latest: CalendarDay?
  /// Name of the offer that may be made; nil: none.
  public var offer: String?
  /// What the action costs, in currency units.
  public var cost = 0.0
  /// Expected loss × the share of it that the action is expected to keep, in currency units.
  public var expectedMoneyKept = 0.0
}
