/// How much more of their money customers kept than those of a control group, who were chosen at random.
///
/// With assets before `x` and after `y` of each customer, a group keeps the share `R = Σy / Σx` of its money. What the
/// contacts kept is `(R_treated − R_control) · Σx_treated`: money that the treated would have taken away, had they
/// done as the control group did.
///
/// **Interval**: normal, by the usual linearisation of a ratio (Cochran, *Sampling Techniques*, 1977, ch. 6):
/// `var R = n/(n − 1) · Σ(y − R·x)² / (Σx)²` in each group, the variances added, ± 1.96 standard errors. Nothing is
/// drawn at random. With few customers, or a few who hold most of the money, it is somewhat too short; a group needs
/// ``leastCustomers`` to have one.
public struct MoneyKept: Sendable, Equatable, Codable {
  /// Share of the money that was there before which is there after, treated and control.
  public var shareTreated: Double
  public var shareControl: Double
  /// Currency units; below zero where the control group kept more.
  public var amount: Double
  /// Nil where a group has too few customers.
  public var interval: Interval?
  public var treated: Int
  public var control: Int

  /// Customers that each group must have for an interval.
  public static let leastCustomers = 20

  enum CodingKeys: String, CodingKey {
    case amount, interval, treated, control
    case shareTreated = "share_treated"
    case shareControl = "share_control"
  }

  /// Nil where one of the groups has no money before.
  ///
  /// - Parameters: assets before and after of each customer, in currency units.
  public init?(treated: [(before: Double, after: Double)], control: [(before: Double, after: Double)]) {
    guard let first = Ratio(treated), let second = Ratio(control) else { return nil }
    shareTreated = first.share
    shareControl = second.share
    self.treated = treated.count
    self.control = control.count
    amount = (first.share - second.share) * first.before
    if treated.count >= Self.leastCustomers, control.count >= Self.leastCustomers {
      let reach = Interval.normalQuantile * (first.variance + second.variance).squareRoot() * first.before
      interval = Interval(lower: amount - reach, upper: amount + reach)
    }
  }

  private struct Ratio {
    let share: Double
    let before: Double
    /// Of the share.
    let variance: Double

    init?(_ customers: [(before: Double, after: Double)]) {
      let before = customers.reduce(0) { $0 + $1.before }
      guard before > 0 else { return nil }
      let share = customers.reduce(0) { $0 + $1.after } / before
      let squares = customers.reduce(0.0) { sum, customer in
        let residual = customer.after - share * customer.before
        return sum + residual * residual
      }
      let count = Double(customers.count)
      self.share = share
      self.before = before
      variance = customers.count > 1 ? count / (count - 1) * squares / (before * before) : 0
    }
  }
}
