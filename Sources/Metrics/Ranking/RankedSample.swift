/// A sample in falling order of score, summed up to the end of every group of equal scores.
///
/// All figures about order (AUC, KS, gain, lift, average precision) are read from these sums. Customers with equal
/// scores cannot be distinguished by the model, so nothing depends on the order in which they stood: where an edge
/// cuts through such a group, the group is shared in proportion, which is the mean over all its orders.
public struct RankedSample: Sendable {
  /// Sums over all rows down to and including a score.
  struct Sums: Sendable, Equatable {
    var score = Double.infinity
    /// Rows by weight, and those of them with a loss.
    var weight = 0.0
    var losses = 0.0
    var assets = 0.0
    var lostAssets = 0.0
  }

  /// Number of rows.
  public let count: Int
  /// Number of rows with a loss.
  public let lossCount: Int
  let isWeighted: Bool
  let hasAssets: Bool
  let hasLostAssets: Bool
  /// One element per different score of rows that weigh anything, highest first.
  let groups: [Sums]

  /// Sums over the whole sample.
  var total: Sums { groups.last ?? Sums() }
  /// Assets lost by all customers, in currency units; 0 where the sample holds no amounts.
  public var lostAssets: Double { hasLostAssets ? total.lostAssets : 0 }

  /// Ranks a sample by its scores.
  ///
  /// - Complexity: O(n), and O(k log k) for `k` rows with equal scores.
  public init(_ sample: ScoredSample) {
    self.init(sample, RankedRows(sample))
  }

  /// Ranks rows by margins or other scores, none of which is NaN.
  ///
  /// - Complexity: as ``init(_:)``.
  public init(scores: [Double], losses: [Bool], weights: [Double]? = nil) {
    precondition(losses.count == scores.count && (weights?.count ?? losses.count) == losses.count)
    self.init(
      ScoredSample(
        unchecked: scores, losses: losses, weights: weights, assets: nil, lostAssets: nil, customers: nil))
  }

  /// Ranks a sample by other numbers than its scores, such as probability times assets.
  init(_ sample: ScoredSample, by keys: [Double]) {
    self.init(sample, RankedRows(sample, by: keys))
  }

  /// Sums up rows that are ranked already.
  init(_ sample: ScoredSample, _ ranked: RankedRows) {
    count = sample.count
    lossCount = sample.losses.reduce(0) { $0 + ($1 ? 1 : 0) }
    isWeighted = sample.weights != nil
    hasAssets = sample.assets != nil
    hasLostAssets = sample.lostAssets != nil
    var groups: [Sums] = []
    var sums = Sums()
    for (rank, row) in ranked.rows.enumerated() {
      let row = Int(row)
      let weight = sample.weights?[row] ?? 1
      sums.weight += weight
      sums.assets += (sample.assets?[row] ?? 0) * weight
      if sample.losses[row] {
        sums.losses += weight
        sums.lostAssets += (sample.lostAssets?[row] ?? 0) * weight
      }
      if ranked.isGroupEnd[rank], sums.weight > groups.last?.weight ?? 0 {
        sums.score = ranked.keys[row]
        groups.append(sums)
      }
    }
    self.groups = groups
  }

  /// Sums over the first rows that weigh `weight` together, a group of equal scores shared in proportion.
  ///
  /// - Complexity: O(log n).
  func sums(ofFirst weight: Double) -> Sums {
    var low = 0
    var high = groups.count
    while low < high {
      let middle = (low + high) / 2
      if groups[middle].weight < weight { low = middle + 1 } else { high = middle }
    }
    guard low < groups.count else { return total }
    let end = groups[low]
    let start = low > 0 ? groups[low - 1] : Sums()
    guard end.weight > weight else { return end }
    let share = (weight - start.weight) / (end.weight - start.weight)
    return Sums(
      score: end.score, weight: weight, losses: start.losses + share * (end.losses - start.losses),
      assets: start.assets + share * (end.assets - start.assets),
      lostAssets: start.lostAssets + share * (end.lostAssets - start.lostAssets))
  }
}
