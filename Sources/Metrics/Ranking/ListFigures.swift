/// What a loss list of some length would have caught, in either order that a list may have.
public struct ListFigures: Sendable, Equatable, Codable {
  /// Share of the customers on the list.
  public var share: Double
  /// The list of the highest scores.
  public var byProbability: TopShare
  /// The list of the highest scores times assets; nil where the sample holds no assets.
  public var byExpectedLoss: TopShare?

  /// Lengths that reports show.
  public static let standardShares = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5]

  enum CodingKeys: String, CodingKey {
    case share
    case byProbability = "by_probability"
    case byExpectedLoss = "by_expected_loss"
  }
}
