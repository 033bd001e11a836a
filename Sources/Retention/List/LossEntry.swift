import Configuration

/// One customer on the loss list.
public struct LossEntry: Sendable, Equatable {
  /// The customer, or the key of a ready-made table.
  public var customer: String
  /// The month in which assets may be lost, the one after the snapshot month; nil for a ready-made table.
  public var monthAtRisk: Month?
  public var probability: Double
  /// In currency units.
  public var expectedLoss: Double?
  /// Assets in the snapshot month, in currency units.
  public var assets: Double?
  public var tier: String?
  /// Strongest first; the list holds three.
  public var reasons: [Reason]
  public var manager: String?
  public var branch: String?

  public init(
    customer: String, monthAtRisk: Month? = nil, probability: Double, expectedLoss: Double? = nil,
    assets: Double? = nil, tier: String? = nil, reasons: [Reason] = [], manager: String? = nil,
    branch: String? = nil
  ) {
    self.customer = customer
    self.monthAtRisk = monthAtRisk
    self.probability = probability
    self.expectedLoss = expectedLoss
    self.assets = assets
    self.tier = tier
    self.reasons = reasons
    self.manager = manager
    self.branch = branch
  }
}
