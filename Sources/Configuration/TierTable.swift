/// Asset bands of customers, lowest first.
public struct TierTable: Sendable, Equatable, Codable {
  public struct Tier: Sendable, Equatable, Codable {
    public var name: String
    /// Least assets plus loans of the tier.
    public var from: Double

    public init(name: String, from: Double) {
      self.name = name
      self.from = from
    }
  }

  /// In rising order of `from`.
  public var tiers: [Tier]

  public init(tiers: [Tier]) { self.tiers = tiers }

  public static let standard = TierTable(tiers: [
    Tier(name: "大众级", from: 0), Tier(name: "黄金级", from: 50_000), Tier(name: "白金级", from: 500_000),
    Tier(name: "钻石级", from: 5_000_000), Tier(name: "私行级", from: 10_000_000),
  ])

  /// Index of the tier that an amount belongs to; amounts below the lowest tier belong to the lowest.
  public func index(of amount: Double) -> Int {
    var found = 0
    for (index, tier) in tiers.enumerated() where amount >= tier.from { found = index }
    return found
  }
}

extension TierTable {
  /// Written as the list of tiers alone.
  public init(from decoder: any Decoder) throws {
    self.init(tiers: try decoder.singleValueContainer().decode([Tier].self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(tiers)
  }
}
