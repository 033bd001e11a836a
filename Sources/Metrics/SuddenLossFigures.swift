/// Sudden losses, which are left out of training and of the headline figures, reported apart.
public struct SuddenLossFigures: Sendable, Equatable, Codable {
  public var customers: Int
  /// Assets that these customers had in the snapshot month, in currency units.
  public var assets: Double?
  /// Assets that were gone in the performance month, in currency units.
  public var lostAssets: Double?
  /// How many of them score as high as the top tenth of the other customers: caught without being trained on.
  public var caught: Int?
  /// The score that the top tenth of the other customers begins at.
  public var threshold: Double?

  enum CodingKeys: String, CodingKey {
    case customers, assets, caught, threshold
    case lostAssets = "lost_assets"
  }

  /// Evaluates sudden losses by the headline customers' scores.
  ///
  /// - Parameters:
  ///   - sudden: The sudden losses; every row is a loss.
  ///   - headline: All other customers of the same months.
  public init(_ sudden: ScoredSample, against headline: RankedSample) {
    precondition(sudden.losses.allSatisfy { $0 }, "A sudden loss is a loss.")
    customers = sudden.count
    // Summed in rising order, so that the order of rows changes nothing.
    assets = sudden.assets.map { $0.sorted().reduce(0, +) }
    lostAssets = sudden.lostAssets.map { $0.sorted().reduce(0, +) }
    threshold = headline.top(share: 0.1)?.lowestScore
    caught = threshold.map { threshold in sudden.scores.count { $0 >= threshold } }
  }
}
