import Calendar

/// A table with a row per customer and month.
public struct PanelSource: Sendable, Equatable, Codable {
  public var files: PanelFiles
  /// The file's name for the customer column; nil: `customer_id` or one of its usual names.
  public var customer: String?
  /// The file's name for the month column; nil: `month` or one of its usual names.
  public var month: String?
  /// Our name → the file's name, for columns that are called differently.
  public var columns: [String: String] = [:]

  public init(files: PanelFiles) { self.files = files }
}

/// The files of one table.
public enum PanelFiles: Sendable, Equatable, Codable {
  /// Paths or glob patterns; the month is a column.
  case patterns([String])
  /// A path for each month; the month is not in the file.
  case byMonth([Month: String])
}

/// A table with a row per customer.
public struct AttributeSource: Sendable, Equatable, Codable {
  /// Paths or glob patterns.
  public var files: [String]
  public var customer: String?
  public var columns: [String: String] = [:]

  public init(files: [String]) { self.files = files }
}

extension PanelSource {
  enum CodingKeys: String, CodingKey {
    case files, customer, month, columns
  }

  /// Reads what any version wrote; a key that an older version did not know has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(files: container.decode(PanelFiles.self, forKey: .files))
    customer = try container.decodeIfPresent(String.self, forKey: .customer)
    month = try container.decodeIfPresent(String.self, forKey: .month)
    columns = try container.value(.columns, else: columns)
  }
}

extension PanelFiles {
  /// Reads a list of patterns or a mapping from month to path.
  public init(from decoder: any Decoder) throws {
    if let container = try? decoder.unkeyedContainer() {
      var remaining = container
      var patterns: [String] = []
      while !remaining.isAtEnd { patterns.append(try remaining.decode(String.self)) }
      self = .patterns(patterns)
    } else {
      self = .byMonth(try decoder.singleValueContainer().decode([Month: String].self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .patterns(let patterns): try container.encode(patterns)
    case .byMonth(let paths): try container.encode(paths)
    }
  }
}

extension AttributeSource {
  enum CodingKeys: String, CodingKey {
    case files, customer, columns
  }

  /// Reads what any version wrote; a key that an older version did not know has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(files: container.decode([String].self, forKey: .files))
    customer = try container.decodeIfPresent(String.self, forKey: .customer)
    columns = try container.value(.columns, else: columns)
  }
}
