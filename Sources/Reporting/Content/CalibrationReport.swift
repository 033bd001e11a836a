import Calendar
import Configuration

/// How probabilities were made to come true, or why they were left as they are.
public struct CalibrationReport: Sendable, Equatable, Codable {
  public enum Method: String, Sendable, Codable, CaseIterable { case none, platt, beta, isotonic }

  /// Why there is no correction.
  public enum Reason: String, Sendable, Codable, CaseIterable {
    /// No method did better than none on customers that it was not fitted to.
    case noneBetter = "none_better"
    /// All months are needed to learn and to evaluate.
    case noMonthToSpare = "no_month_to_spare"
    case fewLosses = "few_losses"
    case turnedOff = "turned_off"
  }

  /// A method on customers that it was not fitted to.
  public struct Trial: Sendable, Equatable, Codable {
    public var method: Method
    /// Mean log-loss, less is better; nil where the method found no correction that rises.
    public var logLoss: Double?

    public init(method: Method, logLoss: Double?) {
      self.method = method
      self.logLoss = logLoss
    }

    enum CodingKeys: String, CodingKey {
      case method
      case logLoss = "log_loss"
    }
  }

  public var method: Method
  public var reason: Reason?
  public var trials: [Trial]
  /// Snapshot months that it was trained on.
  public var months: [Month]
  public var customers: Int
  public var losses: Int
  /// Mean log-loss on the evaluated customers without and with the correction; nil where there is none.
  public var logLossBefore: Double?
  public var logLossAfter: Double?

  public init(
    method: Method, reason: Reason? = nil, trials: [Trial] = [], months: [Month] = [], customers: Int = 0,
    losses: Int = 0, logLossBefore: Double? = nil, logLossAfter: Double? = nil
  ) {
    self.method = method
    self.reason = reason
    self.trials = trials
    self.months = months
    self.customers = customers
    self.losses = losses
    self.logLossBefore = logLossBefore
    self.logLossAfter = logLossAfter
  }

  enum CodingKeys: String, CodingKey {
    case method, reason, trials, months, customers, losses
    case logLossBefore = "log_loss_before"
    case logLossAfter = "log_loss_after"
  }
}
