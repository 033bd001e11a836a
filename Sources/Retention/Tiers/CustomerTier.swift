import Configuration

/// The tier that a customer belongs to by rule (composite grade): by assets and loans, never by hand.
public struct CustomerTier: Sendable, Equatable {
  /// 0 for the lowest tier.
  public var index: Int
  public var name: String

  public init(index: Int, name: String) {
    self.index = index
    self.name = name
  }
}

extension TierTable {
  /// The tier of a customer, in currency units; a missing (NaN) loan balance counts as none.
  ///
  /// Nil where the table is empty or the assets are missing.
  public func tier(assets: Double, loans: Double = 0) -> CustomerTier? {
    guard !tiers.isEmpty, !assets.isNaN else { return nil }
    let index = index(of: assets + (loans.isNaN ? 0 : loans))
    return CustomerTier(index: index, name: tiers[index].name)
  }
}
