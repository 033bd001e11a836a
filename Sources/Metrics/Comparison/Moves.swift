/// Who stands on the lists of two models of the same length.
public struct Moves: Sendable, Equatable, Codable {
  /// Customers who stand on one list, the other or both.
  public struct Group: Sendable, Equatable, Codable {
    public var customers = 0
    public var losses = 0
    /// Assets lost by them, in currency units.
    public var lostAssets = 0.0

    enum CodingKeys: String, CodingKey {
      case customers, losses
      case lostAssets = "lost_assets"
    }
  }

  /// Share of all customers on either list.
  public var share: Double
  public var onBoth = Group()
  /// On the champion's list alone: they would move off.
  public var off = Group()
  /// On the challenger's list alone: they would move on.
  public var on = Group()

  enum CodingKeys: String, CodingKey {
    case share, off, on
    case onBoth = "on_both"
  }

  init(_ champion: ScoredSample, _ challenger: ScoredSample, share: Double) {
    self.share = share
    let (before, after) = (Self.listed(champion, share), Self.listed(challenger, share))
    // In order of the champion's rank, so that the sums are the same for any order of rows.
    for row in RankedRows(champion).rows.lazy.map(Int.init) where before[row] || after[row] {
      let group: WritableKeyPath<Moves, Group> =
        before[row] && after[row] ? \.onBoth : before[row] ? \.off : \.on
      self[keyPath: group].customers += 1
      if champion.losses[row] {
        self[keyPath: group].losses += 1
        self[keyPath: group].lostAssets += champion.lostAssets?[row] ?? 0
      }
    }
  }

  /// Whether each row is on the list of a length; among equal keys, in the order of the ranking.
  private static func listed(_ sample: ScoredSample, _ share: Double) -> [Bool] {
    let keys = sample.expectedLosses ?? sample.scores
    let length = min(sample.count, max(1, Int((Double(sample.count) * share).rounded())))
    var listed = [Bool](repeating: false, count: sample.count)
    for row in RankedRows(sample, by: keys).rows.prefix(length) { listed[Int(row)] = true }
    return listed
  }
}
