/// A cause that raises a customer's risk, in words that a manager can read to the customer's file.
public struct Reason: Sendable, Equatable {
  public var cause: Cause
  /// Sum of the contributions of the cause's variables, in margin (log-odds) units; above zero.
  public var contribution: Double
  /// One sentence without a full stop, true of the customer's own numbers.
  public var text: String
}
