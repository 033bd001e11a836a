/// How the values of variables are put into bins, for analysis and for models on weights of evidence; what each setting
/// does stands in ``settings``.
public struct BinningDefinition: SettingsSection {
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
  public struct Variable: SettingsSection {
    public var method: Method?
    public var bins: Int?
    public var leastShare: Double?
    public var shape: Shape?
    public var specials: [Double] = []
    public var cuts: [Double]?
    public var groups: [[String]]?

    public init() {}
  }

  public var method = Method.optimal
  public var bins = 8
  public var leastShare = 0.05
  public var shape = Shape.automatic
  public var specials: [Double] = []
  public var variables: [String: Variable] = [:]

  public init() {}
}

extension BinningDefinition {
  static let settings: [Setting<BinningDefinition>] = [
    .init(
      "method", \.method, .choice,
      "Where borders between bins may lie before the best of them are chosen: anywhere, between parts of equal numbers of "
        + "rows or of equal width, where neighbours differ by a χ² test, or where a decision tree splits."),
    .init(
      "bins", \.bins, .whole(binCounts), "Most bins of a variable, those of missing values and special codes not counted."),
    .init(
      "least_share", \.leastShare, .number(.shareBelowHalf),
      "Least share of the rows in a bin, those of missing values and special codes excepted."),
    .init(
      "shape", \.shape, .choice,
      "How the share of losses goes from bin to bin; `automatic`: up or down, whichever is worth more, and another way "
        + "only where it is worth a good deal more."),
    .init(
      "specials", \.specials, .numbers,
      "Numbers that mean something else than their size, in all variables; each has a bin of its own where it occurs."),
    .init("variables", \.variables, .namedSections(), "What is different for single variables."),
  ]

  /// How many bins a variable may be given.
  public static let binCounts = 2...100
  /// Which share of the rows a bin may be asked to hold.
  public static let leastShares = NumberRange.shareBelowHalf.lowest...NumberRange.shareBelowHalf.highest
}

extension BinningDefinition.Variable {
  static let settings: [Setting<BinningDefinition.Variable>] = [
    .init("method", \.method, .optional(.choice), "As `binning.method`, for the variable."),
    .init(
      "bins", \.bins, .optional(.whole(BinningDefinition.binCounts)), "As `binning.bins`, for the variable."),
    .init(
      "least_share", \.leastShare, .optional(.number(.shareBelowHalf)), "As `binning.least_share`, for the variable."),
    .init("shape", \.shape, .optional(.choice), "As `binning.shape`, for the variable."),
    .init(
      "specials", \.specials, .numbers.unlessEmpty, "Numbers that are special in this variable, besides `binning.specials`."),
    .init(
      "cuts", \.cuts, .optional(.numbers),
      "Borders of numbers drawn by hand: a bin goes from one (included) to the next (excluded)."),
    .init(
      "groups", \.groups, .optional(.lists("lists of texts")),
      "Groups of a category's texts made by hand; each is a bin, and what is in none is a further one."),
  ]

  func check(_ section: ConfigurationSection) {
    guard let cuts else { return }
    if let node = section.value("cuts"), zip(cuts, cuts.dropFirst()).contains(where: { $0 >= $1 }) {
      section.reader.add("“\(section.path("cuts"))” must rise from each cut to the next.", at: node)
    }
    if let node = section.value("groups") {
      section.reader.add(
        "“\(section.name)” has both cuts and groups; cuts are for numbers, groups for texts.", at: node)
    }
  }
}
