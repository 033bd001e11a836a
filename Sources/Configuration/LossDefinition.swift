/// What counts as a loss, and which losses are sudden; see `Panel` for the formulas.
public struct LossDefinition: Sendable, Equatable, Codable {
  public enum Rule: String, Sendable, CaseIterable, Codable { case drop, floor, demotion }
  public var rule = Rule.drop
  /// Share of the assets that must go under the rule `drop`.
  public var share = 0.20
  public var sudden = SuddenDefinition()

  public init() {}
}

/// A loss of at least `share` after `quietMonths` months that all lie within `band` of their median.
public struct SuddenDefinition: Sendable, Equatable, Codable {
  public var share = 0.5
  public var quietMonths = 3
  public var band = 0.10

  public init() {}
}

extension LossDefinition {
  enum CodingKeys: String, CodingKey {
    case rule, share, sudden
  }

  /// Reads what any version wrote; a key that an older version did not know has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    rule = try container.value(.rule, else: rule)
    share = try container.value(.share, else: share)
    sudden = try container.value(.sudden, else: sudden)
  }
}

extension SuddenDefinition {
  enum CodingKeys: String, CodingKey {
    case share, band
    case quietMonths = "quiet_months"
  }

  /// Reads what any version wrote; a key that an older version did not know has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    share = try container.value(.share, else: share)
    quietMonths = try container.value(.quietMonths, else: quietMonths)
    band = try container.value(.band, else: band)
  }
}
