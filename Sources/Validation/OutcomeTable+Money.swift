import Configuration
import Panel

/// What the events of rows move, as a model keeps it.
extension OutcomeTable {
  /// The share of the assets that a loss takes on average in each tier; nil where another question is asked.
  public func sharesLost(in panel: CustomerPanel, _ configuration: BankConfiguration) -> [Double]? {
    guard configuration.asked.isLoss else { return nil }
    return sharesLost(byTier: tiers(in: panel, configuration), count: configuration.tiers.tiers.count)
  }

  /// What the event of another question moves on average, by tier where it is an amount; nil for the loss.
  public func eventMoney(in panel: CustomerPanel, _ configuration: BankConfiguration) -> EventMoney? {
    let money = { eventMoney(byTier: tiers(in: panel, configuration), of: configuration.tiers) }
    return switch configuration.asked.kind {
    case .loss: nil
    case .winBack: EventMoney(mean: money().mean)
    case .rules: money()
    }
  }

  private func tiers(in panel: CustomerPanel, _ configuration: BankConfiguration) -> [Int] {
    CustomerGroups(panel: panel, configuration: configuration).tiers(rows, assets)
  }
}
