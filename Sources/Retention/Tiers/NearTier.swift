/// A tier that a customer has nearly reached (临界).
public struct NearTier: Sendable, Hashable, Codable {
  /// Name of the next tier.
  public var name: String
  /// What is missing to it: currency units, or points where tiers are by points; above zero.
  public var missing: Double
  public var isPoints = false
}
