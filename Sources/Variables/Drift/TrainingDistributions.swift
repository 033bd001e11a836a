/// How the months that a model was trained on looked, for later months to be set against.
public struct TrainingDistributions: Sendable, Equatable, Codable {
  /// Counts of rows in bins.
  public struct Bins: Sendable, Equatable, Codable {
    /// Rising edges: a bin holds values from its edge up to the next one, the first all below the first edge; for a
    /// category the codes lie between the edges.
    public var edges: [Double]
    /// Rows of each bin, one more than edges.
    public var counts: [Double]
    /// Rows without a value.
    public var missing: Double
    /// The greatest stability index of a single training month against all; nil where there was only one.
    public var usualStability: Double?

    public init(edges: [Double], counts: [Double], missing: Double, usualStability: Double?) {
      self.edges = edges
      self.counts = counts
      self.missing = missing
      self.usualStability = usualStability
    }

    private enum CodingKeys: String, CodingKey {
      case edges, counts, missing
      case usualStability = "usual_stability"
    }
  }

  /// The probabilities of customers that the model was not trained on when it scored them.
  public var score: Bins
  /// The variables, in the model's order.
  public var variables: [Bins]
  /// AUC of the model's own report; nil where it could not be had.
  public var auc: Double?

  public init(score: Bins, variables: [Bins], auc: Double?) {
    self.score = score
    self.variables = variables
    self.auc = auc
  }
}
