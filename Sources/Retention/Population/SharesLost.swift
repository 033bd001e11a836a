import Configuration

/// The share of the assets that a loss takes on average.
public struct SharesLost: Sendable, Equatable {
  /// Over all losses.
  public let mean: Double
  /// Of each tier; nil: the mean for all.
  public let byTier: [Double]?
  /// The tiers of this run.
  public let tiers: TierTable

  /// - Parameters:
  ///   - byTier: of each of the tiers that the model was trained with; nil where it knows none.
  ///   - tiers: where they are not `trained`, the mean holds for all.
  public init(mean: Double, byTier: [Double]?, trained: TierTable, tiers: TierTable) {
    self.mean = mean
    self.byTier = trained.tiers.map(\.from) == tiers.tiers.map(\.from) ? byTier : nil
    self.tiers = tiers
  }

  /// The share for a customer with these assets and loans; a missing (NaN) loan balance counts as none.
  func share(assets: Double, loans: Double) -> Double {
    byTier.map { $0[tiers.index(of: assets + (loans.isNaN ? 0 : loans))] } ?? mean
  }
}
