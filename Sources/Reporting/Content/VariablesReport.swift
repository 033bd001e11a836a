import Panel

/// The variables of the model.
public struct VariablesReport: Sendable, Equatable, Codable {
  /// As many variables are named.
  public static let mostVariables = 30

  public struct Variable: Sendable, Equatable, Codable {
    public var name: String
    /// What it is in words, in the report's language.
    public var meaning: String?
    /// Share of all importance, 0 to 1.
    public var importance: Double
    /// Nodes of all trees that split on it; nil where the model has no trees.
    public var splits: Int?
    /// How far the AUC of the evaluated customers falls when its values are shuffled among them.
    public var aucFall: Double?
    public var informationValue: Double?
    /// Population stability index between the training customers and those evaluated.
    public var stability: Double?

    public init(
      name: String, meaning: String? = nil, importance: Double, splits: Int? = nil, aucFall: Double? = nil,
      informationValue: Double? = nil, stability: Double? = nil
    ) {
      self.name = name
      self.meaning = meaning
      self.importance = importance
      self.splits = splits
      self.aucFall = aucFall
      self.informationValue = informationValue
      self.stability = stability
    }

    enum CodingKeys: String, CodingKey {
      case name, meaning, importance, splits, stability
      case aucFall = "auc_fall"
      case informationValue = "information_value"
    }
  }

  /// How many the model has.
  public var count: Int
  /// The most important ones, most important first.
  public var top: [Variable]
  /// How importance is measured, in a sentence in the report's language.
  public var measure: String?
  /// How the most important ones go with losses.
  public var profiles: [VariableProfile]
  /// What the most important ones did to the scores of evaluated customers; nil where it was not looked at.
  public var contributions: [VariableContributions]?
  /// Columns that were read and that no variable is made of.
  public var leftOut: [LeftOutColumn]

  public init(
    count: Int, top: [Variable], measure: String? = nil, profiles: [VariableProfile] = [],
    contributions: [VariableContributions]? = nil,
    leftOut: [LeftOutColumn] = []
  ) {
    self.count = count
    self.top = top
    self.measure = measure
    self.profiles = profiles
    self.contributions = contributions
    self.leftOut = leftOut
  }

  private enum CodingKeys: String, CodingKey {
    case count, top, measure, profiles, contributions
    case leftOut = "left_out"
  }
}
