/// How one variable goes with losses, and whether its values have moved since the months learnt from.
public struct VariableProfile: Sendable, Equatable, Codable {
  /// Customers whose values lie in one range, or have one text.
  public struct Bin: Sendable, Equatable, Codable {
    /// The range or text, in the report's language.
    public var label: String
    /// Share of the customers learnt from.
    public var learntShare: Double
    /// Share of the customers judged.
    public var judgedShare: Double
    /// Share of the bin's customers judged with a loss; nil without customers.
    public var lossRate: Double?
    /// Mean probability of the bin's customers judged; nil without customers.
    public var foretold: Double?

    public init(label: String, learntShare: Double, judgedShare: Double, lossRate: Double?, foretold: Double?)
    {
      self.label = label
      self.learntShare = learntShare
      self.judgedShare = judgedShare
      self.lossRate = lossRate
      self.foretold = foretold
    }

    enum CodingKeys: String, CodingKey {
      case label, foretold
      case learntShare = "learnt_share"
      case judgedShare = "judged_share"
      case lossRate = "loss_rate"
    }
  }

  public var name: String
  public var meaning: String?
  /// Population stability index between the customers learnt from and those judged; nil where either has nobody.
  public var stability: Double?
  public var bins: [Bin]

  public init(name: String, meaning: String?, stability: Double?, bins: [Bin]) {
    self.name = name
    self.meaning = meaning
    self.stability = stability
    self.bins = bins
  }
}
