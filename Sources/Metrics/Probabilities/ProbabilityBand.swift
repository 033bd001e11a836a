/// Customers whose probabilities lie in one band: how the scores are distributed.
public struct ProbabilityBand: Sendable, Equatable, Codable {
  /// Least probability of the band.
  public var from: Double
  /// Probabilities are below this; in the last band up to it.
  public var to: Double
  public var customers: Double
  public var losses: Double
  /// Mean probability; nil without customers.
  public var predicted: Double?
  /// Share of the customers with a loss; nil without customers.
  public var lossRate: Double?

  enum CodingKeys: String, CodingKey {
    case from, to, customers, losses
    case predicted = "foretold"
    case lossRate = "loss_rate"
  }

  /// Edges of the bands, denser where losses are rare.
  public static let edges = [
    0, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1,
  ]
}
