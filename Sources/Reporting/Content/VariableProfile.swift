/// How one variable goes with losses, and whether its values have moved since the training months.
public struct VariableProfile: Sendable, Equatable, Codable {
  /// Customers whose values lie in one range, or have one text.
  public struct Bin: Sendable, Equatable, Codable {
    /// The range or text, in the report's language.
    public var label: String
    /// Share of the training customers.
    public var trainingShare: Double
    /// Share of the evaluated customers.
    public var evaluatedShare: Double
    /// Share of the bin's evaluated customers with a loss; nil without customers.
    public var lossRate: Double?
    /// Mean probability of the bin's evaluated customers; nil without customers.
    public var predicted: Double?

    public init(
      label: String, trainingShare: Double, evaluatedShare: Double, lossRate: Double?, predicted: Double?
    ) {
      self.label = label
      self.trainingShare = trainingShare
      self.evaluatedShare = evaluatedShare
      self.lossRate = lossRate
      self.predicted = predicted
    }

    enum CodingKeys: String, CodingKey {
      case label
      case predicted = "foretold"
      case trainingShare = "learnt_share"
      case evaluatedShare = "judged_share"
      case lossRate = "loss_rate"
    }
  }

  public var name: String
  public var meaning: String?
  /// Population stability index between the training customers and those evaluated; nil where either has nobody.
  public var stability: Double?
  public var bins: [Bin]

  public init(name: String, meaning: String?, stability: Double?, bins: [Bin]) {
    self.name = name
    self.meaning = meaning
    self.stability = stability
    self.bins = bins
  }
}
