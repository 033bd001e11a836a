/// What counts as a loss, and which losses are sudden; see `Panel` for the formulas.
public struct LossDefinition: SettingsSection {
  public enum Rule: String, Sendable, CaseIterable, Codable { case drop, floor, demotion }
  public var rule = Rule.drop
  public var share = 0.20
  public var sudden = SuddenDefinition()

  public init() {}

  static let settings: [Setting<LossDefinition>] = [
    .init(
      "rule", \.rule, .choice,
      "A loss is a drop of the assets by a share, assets below the floor, or a lower tier in the month after."),
    .init(
      "share", \.share, .number(.share), "Share of the assets that must go under the rule `drop`."),
    .section(
      "sudden", \.sudden,
      "Losses that nothing foreshadowed; training leaves them out, and reports show them apart."),
  ]
}

/// A loss of at least `share` after `quietMonths` months that all lie within `band` of their median.
public struct SuddenDefinition: SettingsSection {
  public var share = 0.5
  public var quietMonths = 3
  public var band = 0.10

  public init() {}

  static let settings: [Setting<SuddenDefinition>] = [
    .init("share", \.share, .number(.share), "Least share of the assets that goes in a sudden loss."),
    .init("quiet_months", \.quietMonths, .whole(1...120), "Months before it in which nothing happened."),
    .init(
      "band", \.band, .number(.shareOrNone),
      "How far the assets of a quiet month may lie from the median of these months, as a share of it."),
  ]
}
