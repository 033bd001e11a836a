/// A sample in falling order of score, summed up to the end of every group of equal scores.
///
/// All figures about order (AUC, KS, gain, lift, average precision) are read from these sums. Customers with equal
/// scores cannot be told apart by the model, so nothing depends on the order in which they stood: where an edge
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

  /// Ranks a sample by its scores.
  ///
  /// - Complexity: O(n log n).
  public init(_ sample: ScoredSample) {
    self.init(sample, by: sample.scores)
  }

  /// Ranks a sample by other numbers than its scores, such as probability times assets.
  init(_ sample: ScoredSample, by keys: [Double]) {
    count = sample.count
    lossCount = sample.losses.reduce(0) { $0 + ($1 ? 1 : 0) }
    isWeighted = sample.weights != nil
    hasAssets = sample.assets != nil
    hasLostAssets = sample.lostAssets != nil
    groups = Self.summedGroups(Self.sortedRows(sample, keys))
  }

  private struct Row {
    var key: Double
    var weight: Double
    var assets: Double
    var lostAssets: Double
    var isLoss: Bool
  }

  /// Rows in falling order of key. Equal keys are ordered by all else that is summed, so that the sums are the same
  /// to the last bit whatever order the rows came in.
  private static func sortedRows(_ sample: ScoredSample, _ keys: [Double]) -> [Row] {
    var rows: [Row] = []
    rows.reserveCapacity(sample.count)
    for index in 0..<sample.count {
      let isLoss = sample.losses[index]
      rows.append(
        Row(
          key: keys[index], weight: sample.weights?[index] ?? 1, assets: sample.assets?[index] ?? 0,
          lostAssets: isLoss ? sample.lostAssets?[index] ?? 0 : 0, isLoss: isLoss))
    }
    rows.sort { left, right in
      if left.key != right.key { return left.key > right.key }
      if left.isLoss != right.isLoss { return left.isLoss }
      if left.weight != right.weight { return left.weight > right.weight }
      if left.assets != right.assets { return left.assets > right.assets }
      return left.lostAssets > right.lostAssets
    }
    return rows
  }

  private static func summedGroups(_ rows: [Row]) -> [Sums] {
    var groups: [Sums] = []
    var sums = Sums()
    for (index, row) in rows.enumerated() {
      sums.score = row.key
      sums.weight += row.weight
      sums.assets += row.assets * row.weight
      sums.lostAssets += row.lostAssets * row.weight
      if row.isLoss { sums.losses += row.weight }
      let isEnd = index + 1 == rows.count || rows[index + 1].key != row.key
      if isEnd, sums.weight > groups.last?.weight ?? 0 { groups.append(sums) }
    }
    return groups
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
