/// What training saw of the levels of categories, and of levels taken together: how many rows, and how many losses.
///
/// Recipes with the functions ``Recipe/Function/lossRate`` and ``Recipe/Function/frequency`` look it up; it is saved in
/// the model with them. A missing cell is a level of its own; a level that training never saw has no rows.
public struct LevelStatistics: Hashable, Sendable, Codable {
  /// A column of texts with those that the training table had.
  public struct Column: Hashable, Sendable, Codable {
    public var name: String
    /// What the codes 1, 2, 3, … stand for; 0 is a missing cell.
    public var texts: [String]

    public init(name: String, texts: [String]) { (self.name, self.texts) = (name, texts) }

    /// Number of codes, that of a missing cell included.
    var codeCount: UInt64 { UInt64(texts.count) + 1 }
  }

  /// A column, or several taken together, with the levels that training rows had.
  public struct Group: Hashable, Sendable {
    /// Indices among the columns, rising.
    public var columns: [Int]
    /// The number of each combination of codes, the first column's counting most; rising.
    public var keys: [UInt64]
    /// Training rows of each.
    public var rows: [UInt32]
    /// Losses among them.
    public var losses: [UInt32]

    public init(columns: [Int], keys: [UInt64], rows: [UInt32], losses: [UInt32]) {
      (self.columns, self.keys, self.rows, self.losses) = (columns, keys, rows, losses)
    }
  }

  /// Most columns that are taken together.
  public static let mostColumns = 3
  /// Numbers of combinations stay below this, so that every tool reads them from JSON as they are.
  static let mostKeys: UInt64 = 1 << 53

  /// The share of losses that a level without rows is given.
  public var prior: Double
  /// How many rows that share counts as beside those of a level.
  public var priorRows: Double
  public var columns: [Column]
  public var groups: [Group]

  public init(prior: Double, priorRows: Double, columns: [Column], groups: [Group] = []) {
    (self.prior, self.priorRows, self.columns, self.groups) = (prior, priorRows, columns, groups)
  }

  private enum CodingKeys: String, CodingKey {
    case prior
    case priorRows = "prior_rows"
    case columns, groups
  }

  /// What a level is worth: its share of losses, drawn towards the prior where it has few rows.
  public func lossRate(rows: Double, losses: Double) -> Float {
    Float((losses + priorRows * prior) / (rows + priorRows))
  }

  /// The group that a recipe looks up; nil where there is none.
  public func group(of recipe: Recipe) -> Group? {
    groups.first {
      $0.columns.count == recipe.columns.count
        && zip($0.columns, recipe.columns).allSatisfy { columns[$0].name == $1 }
    }
  }

  /// How much one more code of each of some columns adds to the number of a combination; nil where there would be too many
  /// combinations to number.
  public func strides(of columns: [Int]) -> [UInt64]? {
    var stride: UInt64 = 1
    var strides: [UInt64] = []
    for column in columns.reversed() {
      strides.append(stride)
      let (product, overflows) = stride.multipliedReportingOverflow(by: self.columns[column].codeCount)
      guard !overflows, product <= Self.mostKeys else { return nil }
      stride = product
    }
    return strides.reversed()
  }
}

/// Keys are written as their differences, which are short.
extension LevelStatistics.Group: Codable {
  private enum CodingKeys: String, CodingKey { case columns, keys, rows, losses }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(columns, forKey: .columns)
    var last: UInt64 = 0
    try container.encode(
      keys.map { key in
        defer { last = key }
        return key - last
      }, forKey: .keys)
    try container.encode(rows, forKey: .rows)
    try container.encode(losses, forKey: .losses)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    columns = try container.decode([Int].self, forKey: .columns)
    var last: UInt64 = 0
    keys = try container.decode([UInt64].self, forKey: .keys).map { step in
      let (key, overflows) = last.addingReportingOverflow(step)
      guard !overflows else {
        throw DecodingError.dataCorruptedError(
          forKey: .keys, in: container, debugDescription: "Levels are numbered beyond what 64 bits hold.")
      }
      last = key
      return key
    }
    rows = try container.decode([UInt32].self, forKey: .rows)
    losses = try container.decode([UInt32].self, forKey: .losses)
  }
}
