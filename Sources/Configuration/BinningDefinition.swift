/// How the values of variables are put into bins, for analysis and for models on weights of evidence.
public struct BinningDefinition: Sendable, Equatable, Codable {
  /// Where borders between bins may lie, before the best of them are chosen.
  public enum Method: String, Sendable, CaseIterable, Codable {
    /// Anywhere: the bins of the greatest information value that keep to the limits.
    case optimal
    /// Between parts of equal numbers of rows.
    case quantile
    /// Between parts of equal width.
    case equalWidth = "equal_width"
    /// Where neighbours differ by a χ² test.
    case chiMerge = "chi_merge"
    /// Where a decision tree splits.
    case tree
  }

  /// How the share of losses goes from bin to bin.
  public enum Shape: String, Sendable, CaseIterable, Codable {
    /// As it comes.
    case any
    case up, down
    /// Up, then down.
    case peak
    /// Down, then up.
    case valley
    /// Up or down, whichever is worth more; a turn only where it is worth a good deal more.
    case automatic
  }

  /// What is different for one variable.
  public struct Variable: Sendable, Equatable, Codable {
    public var method: Method?
    public var bins: Int?
    public var leastShare: Double?
    public var shape: Shape?
    /// Numbers that mean something else than their size; each gets a bin of its own.
    public var specials: [Double] = []
    /// Borders drawn by hand: a bin goes from one (included) to the next (excluded).
    public var cuts: [Double]?
    /// Groups of a category's texts made by hand; each is a bin, and what is in none is a further one.
    public var groups: [[String]]?

    public init() {}
  }

  public var method = Method.optimal
  /// Most bins of a variable, those of missing values and special codes not counted.
  public var bins = 8
  /// Least share of the rows in a bin, those of missing values and special codes excepted.
  public var leastShare = 0.05
  public var shape = Shape.automatic
  /// Numbers that are special in all variables; each gets a bin of its own where it occurs.
  public var specials: [Double] = []
  /// What is different for single variables, by name.
  public var variables: [String: Variable] = [:]

  public init() {}
}

extension BinningDefinition {
  enum CodingKeys: String, CodingKey {
    case method, bins, shape, specials, variables
    case leastShare = "least_share"
  }

  /// Reads what any version wrote; a key that an older version did not know has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    method = try container.value(.method, else: method)
    bins = try container.value(.bins, else: bins)
    leastShare = try container.value(.leastShare, else: leastShare)
    shape = try container.value(.shape, else: shape)
    specials = try container.value(.specials, else: specials)
    variables = try container.value(.variables, else: variables)
  }
}

extension BinningDefinition.Variable {
  enum CodingKeys: String, CodingKey {
    case method, bins, shape, specials, cuts, groups
    case leastShare = "least_share"
  }

  /// Reads what any version wrote; a key that an older version did not know has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    method = try container.decodeIfPresent(BinningDefinition.Method.self, forKey: .method)
    bins = try container.decodeIfPresent(Int.self, forKey: .bins)
    leastShare = try container.decodeIfPresent(Double.self, forKey: .leastShare)
    shape = try container.decodeIfPresent(BinningDefinition.Shape.self, forKey: .shape)
    specials = try container.value(.specials, else: specials)
    cuts = try container.decodeIfPresent([Double].self, forKey: .cuts)
    groups = try container.decodeIfPresent([[String]].self, forKey: .groups)
  }
}
