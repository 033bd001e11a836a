import Calendar
import Configuration
import Metrics
import Panel
import Variables

/// Customers at snapshot months with what became of them, in the order of months and customers.
public struct OutcomeTable: Sendable {
  public var rows: [SnapshotRow] = []
  public var outcomes: [Snapshot.Outcome] = []
  public var assets: [Double] = []
  public var assetsAfter: [Double] = []
  /// The money of each row's event, and what it is a share of; see ``Snapshot``.
  public var money: [Double] = []
  public var stakes: [Double] = []

  public init() {}

  /// All rows of some months.
  public init(_ snapshots: [Snapshot]) {
    for snapshot in snapshots { append(snapshot) }
  }

  public var count: Int { rows.count }

  /// Adds the customers of a month that are wanted.
  public mutating func append(_ snapshot: Snapshot, where isWanted: (_ customer: Int) -> Bool = { _ in true })
  {
    for index in snapshot.customers.indices where isWanted(snapshot.customers[index]) {
      rows.append(SnapshotRow(customer: snapshot.customers[index], month: snapshot.month))
      outcomes.append(snapshot.outcomes[index])
      assets.append(snapshot.assets[index])
      assetsAfter.append(snapshot.assetsAfter[index])
      money.append(snapshot.money[index])
      stakes.append(snapshot.stakes[index])
    }
  }

  /// The rows with one of some outcomes.
  public func rows(with wanted: Set<Snapshot.Outcome>) -> OutcomeTable {
    var part = OutcomeTable()
    for index in rows.indices where wanted.contains(outcomes[index]) {
      part.rows.append(rows[index])
      part.outcomes.append(outcomes[index])
      part.assets.append(assets[index])
      part.assetsAfter.append(assetsAfter[index])
      part.money.append(money[index])
      part.stakes.append(stakes[index])
    }
    return part
  }

  /// The rows that may be trained on and that headline figures are of: known outcomes, sudden losses left out.
  public var evaluated: OutcomeTable { rows(with: [.kept, .loss]) }

  /// Per row 1 for a loss, sudden or not, else 0.
  public var labels: [Float] { outcomes.map { $0 == .kept ? 0 : 1 } }

  /// Mean share of the assets that a loss takes; 1 where there was no loss.
  public var meanShareLost: Double { meanShare(upTo: 1) ?? 1 }

  /// Mean share of the stake that an event moves; nil where there was no event.
  private func meanShare(upTo most: Double) -> Double? {
    var (sum, count) = (0.0, 0)
    for index in rows.indices where outcomes[index] == .loss && stakes[index] > 0 {
      sum += min(most, money[index] / stakes[index])
      count += 1
    }
    return count == 0 ? nil : sum / Double(count)
  }

  /// Losses of the mean share that each tier is taken to have had besides its own, so that few losses do not decide.
  public static let lossesOfTheMean = 50.0

  /// The share that a loss takes on average in each tier: `(Σ share + k · mean) / (n + k)` over its `n` losses, with `k` of
  /// ``lossesOfTheMean`` (credibility weighting: H. Bühlmann, "Experience rating and credibility", 1967).
  public func sharesLost(byTier tiers: [Int], count: Int) -> [Double] {
    shares(byTier: tiers, count: count, mean: meanShareLost, upTo: 1)
  }

  /// What the event of another question than the loss moves on average, all in all and in each tier.
  ///
  /// - Parameter tiers: of each row.
  public func eventMoney(byTier tiers: [Int], of table: TierTable) -> EventMoney {
    let mean = meanShare(upTo: .infinity) ?? 0
    return EventMoney(
      mean: mean, starts: table.tiers.map(\.from),
      byTier: shares(byTier: tiers, count: table.tiers.count, mean: mean, upTo: .infinity))
  }

  private func shares(byTier tiers: [Int], count: Int, mean: Double, upTo most: Double) -> [Double] {
    var sums = [Double](repeating: Self.lossesOfTheMean * mean, count: count)
    var losses = [Double](repeating: Self.lossesOfTheMean, count: count)
    for index in rows.indices where outcomes[index] == .loss && stakes[index] > 0 {
      sums[tiers[index]] += min(most, money[index] / stakes[index])
      losses[tiers[index]] += 1
    }
    return zip(sums, losses).map { $0 / $1 }
  }

  /// How many rows each of some snapshot months has.
  public func counts(of months: [Month]) -> [(month: Month, count: Int)] {
    months.map { month in (month, rows.count { Int($0.month) == month.index }) }
  }

  /// The snapshot month of each row, as a number.
  public var times: [Double] { rows.map { Double($0.month) } }

  /// The rows with their scores, as metrics take them.
  public func sample(scores: [Double]) throws -> ScoredSample {
    try ScoredSample(
      scores: scores, losses: outcomes.map { $0 != .kept }, assets: assets,
      lostAssets: rows.indices.map { outcomes[$0] == .kept ? 0 : money[$0] },
      customers: rows.map { Int32($0.customer) })
  }
}
