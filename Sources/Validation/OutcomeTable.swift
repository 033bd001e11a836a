import Calendar
import Metrics
import Panel
import Variables

/// Customers at snapshot months with what became of them, in the order of months and customers.
public struct OutcomeTable: Sendable {
  public var rows: [SnapshotRow] = []
  public var outcomes: [Snapshot.Outcome] = []
  public var assets: [Double] = []
  public var assetsAfter: [Double] = []

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
    }
    return part
  }

  /// The rows that may be trained on and that headline figures are of: known outcomes, sudden losses left out.
  public var evaluated: OutcomeTable { rows(with: [.kept, .loss]) }

  /// Per row 1 for a loss, sudden or not, else 0.
  public var labels: [Float] { outcomes.map { $0 == .kept ? 0 : 1 } }

  /// Mean share of the assets that a loss takes; 1 where there was no loss.
  public var meanShareLost: Double {
    var (sum, count) = (0.0, 0)
    for index in rows.indices where outcomes[index] == .loss && assets[index] > 0 {
      sum += min(1, max(0, (assets[index] - assetsAfter[index]) / assets[index]))
      count += 1
    }
    return count == 0 ? 1 : sum / Double(count)
  }

  /// Losses of the mean share that each tier is taken to have had besides its own, so that few losses do not decide.
  public static let lossesOfTheMean = 50.0

  /// The share that a loss takes on average in each tier: `(Σ share + k · mean) / (n + k)` over its `n` losses, with `k` of
  /// ``lossesOfTheMean`` (credibility weighting: H. Bühlmann, "Experience rating and credibility", 1967).
  public func sharesLost(byTier tiers: [Int], count: Int) -> [Double] {
    let mean = meanShareLost
    var sums = [Double](repeating: Self.lossesOfTheMean * mean, count: count)
    var losses = [Double](repeating: Self.lossesOfTheMean, count: count)
    for index in rows.indices where outcomes[index] == .loss && assets[index] > 0 {
      sums[tiers[index]] += min(1, max(0, (assets[index] - assetsAfter[index]) / assets[index]))
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
      lostAssets: rows.indices.map { outcomes[$0] == .kept ? 0 : max(0, assets[$0] - assetsAfter[$0]) },
      customers: rows.map { Int32($0.customer) })
  }
}
