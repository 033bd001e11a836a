/// A rule over one customer's columns, as a bank writes it: `age >= 50 and not occupation contains (教师)`.
///
/// ```
/// rule   := part { "or" part }        part := piece { "and" piece }
/// piece  := "not" piece | "(" rule ")" | test
/// test   := figure ("<" | "<=" | "=" | "!=" | ">=" | ">") number
///         | column ("=" | "!=") text | column ("in" | "contains") "(" text { "," text } ")"
///         | "group" name | "preset" name
/// figure := column | ("sum" | "mean" | "least" | "greatest" | "months") "(" column "," months ")"
///         | ("rise" | "growth") "(" column ")"
/// ```
///
/// A column's figure is its value in the snapshot month; `months` counts those of the last so many in which it was
/// above zero. `rise` and `growth`, for events of questions alone, are by how much a value is above that of the snapshot
/// month, and that as a share of it. Names with other signs than letters, digits and `_` stand in double quotes. What is missing makes a test
/// neither true nor false, and a customer belongs to a group only where its rule is true.
public indirect enum Condition: Sendable, Hashable {
  case all([Condition])
  case any([Condition])
  case not(Condition)
  case group(String)
  case preset(GroupPreset)
  case number(Figure, Comparison, Double)
  case text(column: String, values: [String], isPart: Bool)

  public enum Comparison: String, Sendable, CaseIterable {
    case less = "<"
    case atMost = "<="
    case equal = "="
    case different = "!="
    case atLeast = ">="
    case more = ">"

    public func holds(_ left: Double, _ right: Double) -> Bool {
      switch self {
      case .less: left < right
      case .atMost: left <= right
      case .equal: left == right
      case .different: left != right
      case .atLeast: left >= right
      case .more: left > right
      }
    }
  }

  /// A number made of one column.
  public struct Figure: Sendable, Hashable {
    public enum Summary: String, Sendable, CaseIterable {
      /// The value in the snapshot month.
      case latest
      case sum, mean, least, greatest
      /// Months in which the value was above zero.
      case months
      /// By how much the value is above that of the snapshot month, and that as a share of it.
      case rise, growth

      /// Whether it looks at so many months.
      var isOverMonths: Bool {
        switch self {
        case .latest, .rise, .growth: false
        case .sum, .mean, .least, .greatest, .months: true
        }
      }
    }

    public var column: String
    public var summary: Summary
    /// Months that are looked at, the snapshot month being the last.
    public var months: Int

    public init(_ column: String, _ summary: Summary = .latest, months: Int = 1) {
      (self.column, self.summary, self.months) = (column, summary, months)
    }
  }

  /// Figures that are not columns but made of them.
  public enum Derived: String, Sendable, CaseIterable {
    /// The sum of the asset columns.
    case assets
    /// Days from `open_date` to the snapshot month's end.
    case tenureDays = "tenure_days"
    /// What falls due next month: `time_maturing` and `wealth_maturing` together.
    case maturesNextMonth = "matures_next_month"
    /// 1 where the year's money comes in within three months; see `SeasonalInflow`.
    case seasonalInflow = "seasonal_inflow"
    /// 1 where the customer's `occupation` is known, else 0.
    case occupationKnown = "occupation_known"
    /// The tier by assets and loans, 1 being the lowest; for questions alone.
    case tierByAssets = "tier_by_assets"
    /// 1 where assets and loans lie in the band below the next tier (临界), else 0; for questions alone.
    case nearNextTier = "near_next_tier"

    /// The columns that it is made of.
    public var columns: [String] {
      switch self {
      case .assets: []
      case .tenureDays: ["open_date"]
      case .maturesNextMonth: ["time_maturing", "wealth_maturing"]
      case .seasonalInflow: ["transfer_in"]
      case .occupationKnown: ["occupation"]
      case .tierByAssets, .nearNextTier: ["loan_balance"]
      }
    }

    /// Whether these are texts.
    public var isOfTexts: Bool { self == .occupationKnown }
  }

  /// A column that a rule reads.
  public struct Column: Sendable, Hashable {
    public var name: String
    public var isText: Bool

    public init(name: String, isText: Bool) { (self.name, self.isText) = (name, isText) }
  }

  /// All columns that the rule reads, groups and presets aside.
  public var columns: [Column] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.columns)
    case .not(let part): part.columns
    case .group: []
    case .preset(let preset): preset.condition.columns
    case .number(let figure, _, _): [Column(name: figure.column, isText: false)]
    case .text(let column, _, _): [Column(name: column, isText: true)]
    }
  }

  /// Groups that the rule speaks of.
  public var groups: [String] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.groups)
    case .not(let part): part.groups
    case .group(let name): [name]
    case .preset, .number, .text: []
    }
  }

  /// Most months that any figure looks back.
  public var months: Int {
    switch self {
    case .all(let parts), .any(let parts): parts.map(\.months).max() ?? 1
    case .not(let part): part.months
    case .preset(let preset): preset.condition.months
    case .number(let figure, _, _): figure.column == Derived.seasonalInflow.rawValue ? 24 : figure.months
    case .group, .text: 1
    }
  }
}

extension Condition: CustomStringConvertible, Codable {
  /// The rule as it is written; reading it gives an equal rule.
  public var description: String { text(within: 0) }

  /// - Parameter level: 0 where anything may stand, 1 inside `or`, 2 inside `and` and after `not`.
  private func text(within level: Int) -> String {
    func bracketed(_ text: String, _ own: Int) -> String { own < level ? "(\(text))" : text }
    switch self {
    case .all(let parts): return bracketed(parts.map { $0.text(within: 2) }.joined(separator: " and "), 1)
    case .any(let parts): return bracketed(parts.map { $0.text(within: 1) }.joined(separator: " or "), 0)
    case .not(let part): return "not \(part.text(within: 2))"
    case .group(let name): return "group \(Self.quoted(name))"
    case .preset(let preset): return "preset \(preset.rawValue)"
    case .number(let figure, let comparison, let value):
      let (column, summary) = (Self.quoted(figure.column), figure.summary.rawValue)
      let left =
        figure.summary.isOverMonths
        ? "\(summary)(\(column), \(figure.months))"
        : figure.summary == .latest ? column : "\(summary)(\(column))"
      return "\(left) \(comparison.rawValue) \(YAMLText.number(value))"
    case .text(let column, let values, let isPart):
      let list = values.map(Self.quoted).joined(separator: ", ")
      return "\(Self.quoted(column)) \(isPart ? "contains" : "in") (\(list))"
    }
  }

  private static func quoted(_ name: String) -> String {
    ConditionParser.isPlain(name) ? name : "\"" + name.replacing("\"", with: "\"\"") + "\""
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do {
      self = try ConditionParser.condition(text)
    } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.text)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
