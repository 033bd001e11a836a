import Configuration

/// What the event of a question brings or takes on average, as a share of each customer's stake.
public struct EventMoney: Sendable, Equatable, Codable {
  /// Over all events.
  public var mean: Double
  /// Where the tiers begin that ``byTier`` is of, by assets and loans.
  public var starts: [Double]
  /// Of each tier; none: the mean holds for all.
  public var byTier: [Double]

  public init(mean: Double, starts: [Double] = [], byTier: [Double] = []) {
    (self.mean, self.starts, self.byTier) = (mean, starts, byTier)
  }

  enum CodingKeys: String, CodingKey {
    case mean, starts
    case byTier = "by_tier"
  }

  /// The share for a customer with these assets and loans; a missing (NaN) loan balance counts as none.
  public func share(assets: Double, loans: Double) -> Double {
    let amount = assets + (loans.isNaN ? 0 : loans)
    guard let tier = starts.lastIndex(where: { amount >= $0 }) ?? starts.indices.first else { return mean }
    return byTier[tier]
  }

  /// What is wrong with it in a file; nil: nothing.
  public var problem: String? {
    let isSound = ([mean] + byTier).allSatisfy { $0.isFinite && $0 >= 0 } && starts.allSatisfy(\.isFinite)
    return isSound && starts.count == byTier.count && zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 }
      ? nil : "the money of its question's events is not sound."
  }
}
