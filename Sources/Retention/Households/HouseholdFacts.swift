/// The family that a customer belongs to, as far as the panel knows it.
public struct HouseholdFacts: Sendable, Hashable, Codable {
  public var id: String
  /// Members with a row in the snapshot month.
  public var members: Int
  /// Their assets together, in currency units.
  public var assets: Double
  /// Expected losses of the members who are scored, in currency units.
  public var expectedLoss: Double
  /// Tier of the members taken together, by the bank's scheme.
  public var tier: String?

  public init(id: String, members: Int, assets: Double, expectedLoss: Double, tier: String?) {
    self.id = id
    self.members = members
    self.assets = assets
    self.expectedLoss = expectedLoss
    self.tier = tier
  }
}
