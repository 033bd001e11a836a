import Configuration

/// Whether a customer's assets were lost in the performance month: the label.
///
/// - `drop`: `A(t+1) ≤ (1 − share) · A(t)`.
/// - `floor`: `A(t+1)` below the floor.
/// - `demotion`: the tier of assets plus loans at *t*+1 is lower than at *t*.
///
/// A customer who is absent in a month that the panel holds has assets 0 there.
public struct LossRule: Sendable {
  public let definition: LossDefinition
  public let floor: Double
  public let tiers: TierTable

  public init(_ configuration: BankConfiguration) {
    definition = configuration.loss
    floor = configuration.floor
    tiers = configuration.tiers
  }

  /// Whether assets that go from `before` to `after` are lost; loans count for tiers alone.
  public func isLoss(before: Double, after: Double, loansBefore: Double = 0, loansAfter: Double = 0) -> Bool {
    switch definition.rule {
    case .drop: after <= (1 - definition.share) * before
    case .floor: after < floor
    case .demotion: tiers.index(of: after + loansAfter) < tiers.index(of: before + loansBefore)
    }
  }
}
