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
  /// How many of the first bins follow each other in order: none of a category's, all but that of missing values of a
  /// number's; nil in reports of earlier versions.
  public var orderedBins: Int?

  public init(
    name: String, meaning: String?, stability: Double?, bins: [Bin], orderedBins: Int? = nil
  ) {
    self.name = name
    self.meaning = meaning
    self.stability = stability
    self.bins = bins
    self.orderedBins = orderedBins
  }

  private enum CodingKeys: String, CodingKey {
    case name, meaning, stability, bins
    case orderedBins = "ordered_bins"
  }
}
