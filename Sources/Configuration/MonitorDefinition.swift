/// When `churn monitor` calls a month amber or red.
public struct MonitorDefinition: Sendable, Equatable, Codable {
  /// From `amber` on something asks for a look, from `red` on it asks for action.
  public struct Limits: Sendable, Equatable, Codable {
    public var amber: Double
    public var red: Double

    public init(amber: Double, red: Double) {
      self.amber = amber
      self.red = red
    }
  }

  /// Population stability index of a variable or the score, beyond what months that were learnt from differ.
  public var stability = Limits(amber: 0.1, red: 0.25)
  /// The same for variables in a month of the year that none of the months learnt from was, as long as the score has not
  /// moved: what comes back every year, such as bonuses and the year's end, is no drift.
  public var unseenSeason = Limits(amber: 0.1, red: 1.5)
  /// By how much the share of customers without a value, or with a text that was never seen, may grow.
  public var share = Limits(amber: 0.05, red: 0.2)
  /// By which share the population may grow or shrink in a month.
  public var population = Limits(amber: 0.15, red: 0.3)
  /// By how much the AUC may lie below that of the model's own report.
  public var auc = Limits(amber: 0.05, red: 0.1)
  /// How many times as many losses may come as were foretold, or be foretold as came.
  public var losses = Limits(amber: 1.5, red: 2)
  /// Variables that do less than this share of the model's work are shown and judge nothing.
  public var leastImportance = 0.005

  public init() {}
}

extension MonitorDefinition {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case stability, share, population, auc, losses
    case unseenSeason = "unseen_season"
    case leastImportance = "least_importance"
  }

  /// Reads what any version wrote; a key that an older version did not know has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    stability = try container.value(.stability, else: stability)
    unseenSeason = try container.value(.unseenSeason, else: unseenSeason)
    share = try container.value(.share, else: share)
    population = try container.value(.population, else: population)
    auc = try container.value(.auc, else: auc)
    losses = try container.value(.losses, else: losses)
    leastImportance = try container.value(.leastImportance, else: leastImportance)
  }
}

extension MonitorDefinition {
  /// Reads the section `monitor` of a configuration.
  mutating func read(_ top: ConfigurationSection) {
    guard let section = top.section("monitor", keys: CodingKeys.allCases.map(\.rawValue)) else { return }
    stability.read(section, "stability")
    unseenSeason.read(section, "unseen_season")
    share.read(section, "share")
    population.read(section, "population")
    auc.read(section, "auc")
    losses.read(section, "losses")
    section.number("least_importance", into: &leastImportance, .shareOrNone)
  }

  /// The section as a configuration file has it.
  var yaml: String {
    func line(_ name: String, _ limits: Limits) -> String {
      "  \(name): { amber: \(YAMLText.number(limits.amber)), red: \(YAMLText.number(limits.red)) }"
    }
    return [
      "monitor:", line("stability", stability), line("unseen_season", unseenSeason),
      line("share", share), line("population", population),
      line("auc", auc), line("losses", losses), "  least_importance: \(YAMLText.number(leastImportance))",
    ].joined(separator: "\n")
  }
}

extension MonitorDefinition.Limits {
  fileprivate mutating func read(_ parent: ConfigurationSection, _ key: String) {
    guard let section = parent.section(key, keys: ["amber", "red"]) else { return }
    section.number("amber", into: &amber, .notNegative)
    section.number("red", into: &red, .notNegative)
    if amber > red, let node = parent.keyNode(key) {
      parent.reader.add("“monitor.\(key)” is amber from \(amber) on, above red (\(red)).", at: node)
    }
  }
}
