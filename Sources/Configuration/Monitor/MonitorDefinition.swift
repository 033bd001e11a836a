/// When `churn monitor` calls a month amber or red; what each limit is of stands in ``settings``.
public struct MonitorDefinition: SettingsSection {
  /// From `amber` on something asks for a look, from `red` on it asks for action.
  public struct Limits: SettingsSection {
    public var amber: Double
    public var red: Double

    public init(amber: Double, red: Double) {
      self.amber = amber
      self.red = red
    }

    /// Limits that everything is beyond.
    public init() { self.init(amber: 0, red: 0) }
  }

  public var stability = Limits(amber: 0.1, red: 0.25)
  public var unseenSeason = Limits(amber: 0.1, red: 1.5)
  public var share = Limits(amber: 0.05, red: 0.2)
  public var population = Limits(amber: 0.15, red: 0.3)
  public var auc = Limits(amber: 0.05, red: 0.1)
  public var losses = Limits(amber: 1.5, red: 2)
  public var leastImportance = 0.005

  public init() {}
}

extension MonitorDefinition {
  static let settings: [Setting<MonitorDefinition>] = [
    .section(
      "stability", \.stability, style: .line,
      "Population stability index of a variable or the score, beyond what the months of training differ."),
    .section(
      "unseen_season", \.unseenSeason, style: .line,
      "The same for variables in a month of the year that none of the months of training was, as long as the score has "
        + "not moved: what comes back every year, such as bonuses and the year's end, is no drift."),
    .section(
      "share", \.share, style: .line,
      "By how much the share of customers without a value, or with a text that was never seen, may grow."),
    .section(
      "population", \.population, style: .line, "By which share the population may grow or shrink in a month."),
    .section("auc", \.auc, style: .line, "By how much the AUC may lie below that of the model's own report."),
    .section(
      "losses", \.losses, style: .line,
      "How many times as many losses may come as were predicted, or be predicted as came."),
    .init(
      "least_importance", \.leastImportance, .number(.shareOrNone),
      "Variables that do less than this share of the model's work are shown and make no month amber or red."),
  ]

  static var keys: [String] { shortKeysFirst }
}

extension MonitorDefinition.Limits {
  static let settings: [Setting<MonitorDefinition.Limits>] = [
    .init("amber", \.amber, .number(.notNegative), "From here on it asks for a look."),
    .init("red", \.red, .number(.notNegative), "From here on it asks for action."),
  ]

  func check(_ section: ConfigurationSection) {
    if amber > red {
      section.reader.add(
        "“\(section.name)” is amber from \(amber) on, above red (\(red)).", at: section.ownKey)
    }
  }
}
