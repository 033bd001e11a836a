/// What one variable did to the scores of evaluated customers: a point for each of some customers, evenly taken.
public struct VariableContributions: Sendable, Equatable, Codable {
  public struct Point: Sendable, Equatable, Codable {
    /// Where the customer's value stands among those of the others: 0 the least, 1 the greatest; nil where it is missing,
    /// and for texts, which have no order.
    public var rank: Double?
    /// The variable's share of the customer's log odds.
    public var contribution: Double

    public init(rank: Double?, contribution: Double) { (self.rank, self.contribution) = (rank, contribution) }
  }

  public var name: String
  /// What it is in words, in the report's language.
  public var meaning: String?
  public var points: [Point]

  public init(name: String, meaning: String?, points: [Point]) {
    (self.name, self.meaning, self.points) = (name, meaning, points)
  }
}
