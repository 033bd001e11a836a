import Calendar
import Panel
import Variables

/// The first stage of a list: one month's population, each customer with a probability and an expected loss.
public struct ScoredPopulation: Sendable {
  /// The customers at the end of the snapshot month, in the order of the panel.
  public let rows: [SnapshotRow]
  public let customers: [String]
  public let probabilities: [Double]
  /// In currency units.
  public let assets: [Double]
  /// Probability × assets × the share of the assets that a loss takes on average in the customer's tier.
  public let expectedLosses: [Double]

  /// - Parameters:
  ///   - rows: rows of one month, as `SnapshotRow.population` gives them.
  ///   - probabilities: one for each row.
  public init(
    rows: [SnapshotRow], probabilities: [Double], facts: PanelFacts, sharesLost: SharesLost
  ) {
    let assets = rows.map { facts.panel.assets(Int($0.customer), facts.month) ?? 0 }
    self.rows = rows
    self.probabilities = probabilities
    self.assets = assets
    customers = rows.map { facts.panel.customers[Int($0.customer)] }
    expectedLosses = rows.indices.map { row in
      let share = sharesLost.share(assets: assets[row], loans: facts.loans(of: Int(rows[row].customer)))
      return probabilities[row] * assets[row] * share
    }
  }

  public var count: Int { rows.count }
}
