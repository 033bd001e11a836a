import Calendar
import Configuration

/// What was done about one customer of a month's list, and the outcome.
public struct Contact: Sendable, Equatable {
  public var customer: String
  /// The month that the customer was listed for, the one after the snapshot month.
  public var month: Month
  /// Whether the customer was held out as the control group.
  public var isControl: Bool
  /// Whether anybody reached the customer.
  public var wasContacted: Bool
  public var date: CalendarDay?
  /// What was done; for the control group what would have been done, where that is known.
  public var action: String?
  public var manager: String?
  /// Whether the customer took what was offered; nil where that is not known.
  public var uptake: Bool?
  /// Assets in the snapshot month and in the month itself, in currency units; nil: to be looked up in the panel.
  public var assetsBefore: Double?
  public var assetsAfter: Double?

  public init(
    customer: String, month: Month, isControl: Bool, wasContacted: Bool, date: CalendarDay? = nil,
    action: String? = nil, manager: String? = nil, uptake: Bool? = nil, assetsBefore: Double? = nil,
    assetsAfter: Double? = nil
  ) {
    self.customer = customer
    self.month = month
    self.isControl = isControl
    self.wasContacted = wasContacted
    self.date = date
    self.action = action
    self.manager = manager
    self.uptake = uptake
    self.assetsBefore = assetsBefore
    self.assetsAfter = assetsAfter
  }
}
