/// The figures of the same ranking and list, customer group by customer group.
///
/// The list is that of all groups together, cut at one length: what a group's customers find on it, and how much of
/// what they lost, tells whom the model serves well and whom it overlooks.
public struct Segmentation: Sendable, Equatable, Codable {
  /// What the groups are made by: `month`, `tier`, `branch` or the name of a column.
  public var by: String
  /// Share of all customers on the list.
  public var listShare: Double
  public var segments: [Segment]

  enum CodingKeys: String, CodingKey {
    case by, segments
    case listShare = "list_share"
  }

  /// The figures of one group.
  public struct Segment: Sendable, Equatable, Codable {
    public var name: String
    public var customers: Int
    public var losses: Int
    /// Share of the group's customers with a loss, by weight where rows are weighted.
    public var lossRate: Double?
    /// Mean score; the loss rate that was predicted where scores are probabilities.
    public var predicted: Double?
    /// The AUC among the group's customers alone.
    public var auc: Double?
    public var aucInterval: Interval?
    public var kolmogorovSmirnov: Double?
    /// Customers of the group on the list; customers with equal scores at its end are shared in proportion.
    public var listed: Double
    /// Share of the group's losses that are on the list; nil without losses.
    public var recall: Double?
    public var assets: Double?
    public var lostAssets: Double?
    /// Share of the group's lost assets that is on the list; nil without amounts or where nothing was lost.
    public var capturedLostAssets: Double?

    enum CodingKeys: String, CodingKey {
      case name, customers, losses
      case predicted = "foretold"
      case auc, listed, recall, assets
      case lossRate = "loss_rate"
      case aucInterval = "auc_interval"
      case kolmogorovSmirnov = "kolmogorov_smirnov"
      case lostAssets = "lost_assets"
      case capturedLostAssets = "captured_lost_assets"
    }
  }

  /// Groups a sample.
  ///
  /// - Parameters:
  ///   - groups: each row's group, an index in `names`; a negative index leaves the row out of all groups.
  ///   - names: the groups' names; groups without rows are left out.
  ///   - listShare: share of all customers on the list, those with the highest scores.
  /// - Complexity: O(n log n).
  public init(
    by: String, _ sample: ScoredSample, groups: [Int], names: [String], listShare: Double = 0.2
  ) {
    precondition(groups.count == sample.count, "Every row has a group.")
    self.by = by
    self.listShare = listShare
    let chances = Self.chances(sample, listShare)
    var rows = [[Int]](repeating: [], count: names.count)
    for (row, group) in groups.enumerated() where group >= 0 { rows[group].append(row) }
    segments = zip(names, rows).compactMap { name, rows in
      rows.isEmpty ? nil : Segment(name, sample.rows(rows), chances: rows.map { chances[$0] })
    }
  }

  /// Each row's chance to be on the list: 1 above its end, a share at its end, 0 below.
  private static func chances(_ sample: ScoredSample, _ share: Double) -> [Double] {
    let ranked = RankedSample(sample)
    let total = ranked.total.weight
    guard total > 0 else { return sample.scores.map { _ in 0 } }
    let length = ranked.isWeighted ? total * share : max(1, (Double(ranked.count) * share).rounded())
    let end = ranked.sums(ofFirst: length).score
    var (above, equal) = (0.0, 0.0)
    for row in 0..<sample.count {
      let weight = sample.weights?[row] ?? 1
      if sample.scores[row] > end { above += weight }
      if sample.scores[row] == end { equal += weight }
    }
    let chance = equal > 0 ? min(1, max(0, (length - above) / equal)) : 0
    return sample.scores.map { $0 > end ? 1 : $0 == end ? chance : 0 }
  }
}

extension Segmentation.Segment {
  fileprivate init(_ name: String, _ sample: ScoredSample, chances: [Double]) {
    let ranked = RankedSample(sample)
    let total = ranked.total
    self.name = name
    customers = ranked.count
    losses = ranked.lossCount
    lossRate = total.weight > 0 ? total.losses / total.weight : nil
    auc = ranked.auc
    aucInterval = ranked.aucInterval
    kolmogorovSmirnov = ranked.kolmogorovSmirnov?.value
    assets = ranked.hasAssets ? total.assets : nil
    lostAssets = ranked.hasLostAssets ? total.lostAssets : nil
    var (scores, listed, caught, captured) = (0.0, 0.0, 0.0, 0.0)
    // In order of rank, so that the sums are the same for any order of rows.
    for row in RankedRows(sample).rows.lazy.map(Int.init) {
      let weight = sample.weights?[row] ?? 1
      scores += weight * sample.scores[row]
      listed += weight * chances[row]
      if sample.losses[row] {
        caught += weight * chances[row]
        captured += weight * chances[row] * (sample.lostAssets?[row] ?? 0)
      }
    }
    predicted = total.weight > 0 ? scores / total.weight : nil
    self.listed = listed
    recall = total.losses > 0 ? caught / total.losses : nil
    capturedLostAssets = ranked.hasLostAssets && total.lostAssets > 0 ? captured / total.lostAssets : nil
  }
}

extension ScoredSample {
  /// Some rows as a sample of their own.
  public func rows(_ rows: [Int]) -> ScoredSample {
    var part = ScoredSample(
      unchecked: rows.map { scores[$0] }, losses: rows.map { losses[$0] },
      weights: weights.map { weights in rows.map { weights[$0] } },
      assets: assets.map { assets in rows.map { assets[$0] } },
      lostAssets: lostAssets.map { lost in rows.map { lost[$0] } },
      customers: customers.map { customers in rows.map { customers[$0] } })
    part.stakes = stakes.map { stakes in rows.map { stakes[$0] } }
    return part
  }
}
