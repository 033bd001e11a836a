/// What a forest was put together from: forests that were grown apart, and a regression told in steps.
public struct ForestParts: Sendable, Hashable, Codable {
  /// Number of trees of each forest.
  public let forests: [Int]
  /// The regression's share of the margin, from 0 to 1; 0 where there is none. Its steps are the trees that no forest has.
  public let regressionShare: Double

  public init(forests: [Int], regressionShare: Double) {
    (self.forests, self.regressionShare) = (forests, regressionShare)
  }

  private enum CodingKeys: String, CodingKey {
    case forests
    case regressionShare = "regression_share"
  }

  /// Why a forest cannot be put together so; nil where it can.
  public func problem(in forest: Forest) -> String? {
    // No number is larger than all trees before they are added up, so that the sum cannot overflow.
    let most = forest.trees.count
    guard forests.count > 1, forests.allSatisfy({ $0 > 0 && $0 <= most }),
      case let own = forests.reduce(0, +), own == most || own < most && regressionShare > 0
    else { return "it is put together from forests of \(forests) trees, and has \(most)." }
    guard (0...1).contains(regressionShare) else {
      return "the regression's share is \(regressionShare)."
    }
    return nil
  }
}
