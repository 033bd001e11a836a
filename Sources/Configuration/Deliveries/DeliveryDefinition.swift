/// From where on what is delivered to be scored is odd; what each limit is of stands in ``settings``.
public struct DeliveryDefinition: SettingsSection {
  /// From `warn` on something is told, from `stop` on nothing is scored.
  public struct Limits: SettingsSection, Equatable {
    public var warn: Double
    public var stop: Double

    public init(warn: Double, stop: Double) {
      self.warn = warn
      self.stop = stop
    }

    /// Limits that everything is beyond.
    public init() { self.init(warn: 0, stop: 0) }
  }

  public var customers = Limits(warn: 0.05, stop: 0.25)
  public var population = Limits(warn: 0.15, stop: 0.4)
  public var assets = Limits(warn: 0.15, stop: 0.4)
  public var renewal = Limits(warn: 0.03, stop: 0.3)
  public var repeated = Limits(warn: 0.2, stop: 0.5)
  public var missing = Limits(warn: 0.05, stop: 0.3)
  public var shift = Limits(warn: 0.25, stop: 1)
  public var agreement = Limits(warn: 0.35, stop: 0.6)
  public var unseenTexts = Limits(warn: 0.01, stop: 0.5)

  public init() {}
}

extension DeliveryDefinition {
  static let settings: [Setting<DeliveryDefinition>] = [
    .section(
      "customers", \.customers, style: .line,
      "By which share the customers of a month may be more or fewer than in the months beside it, beyond chance."
    ),
    .section("population", \.population, style: .line, "The same for the customers above the floor."),
    .section("assets", \.assets, style: .line, "The same for the assets of all customers."),
    .section(
      "renewal", \.renewal, style: .line,
      "By how much the share of customers who come, or go, in a month may exceed that of the other months."),
    .section(
      "repeated", \.repeated, style: .line,
      "By how much the share of customers with the very numbers of the month before may exceed the least of other months."
    ),
    .section(
      "missing", \.missing, style: .line,
      "By how much the share of missing values of a column may exceed that of the months before."),
    .section(
      "shift", \.shift, style: .line,
      "By how much the stability index of a column against the month before may exceed that of the months before."
    ),
    .section(
      "agreement", \.agreement, style: .line,
      "By how much the rank correlation of a column with the month before may lie below that of the months before."
    ),
    .section(
      "unseen_texts", \.unseenTexts, style: .line,
      "Share of the rows with a text of a column that training never saw."),
  ]
}

extension DeliveryDefinition.Limits {
  static let settings: [Setting<DeliveryDefinition.Limits>] = [
    .init("warn", \.warn, .number(.notNegative), "Above this it is told."),
    .init("stop", \.stop, .number(.notNegative), "Above this nothing is scored and last month's list stays."),
  ]

  func check(_ section: ConfigurationSection) {
    if warn > stop {
      section.reader.add(
        "“\(section.name)” warns above \(warn), beyond where it stops (\(stop)).", at: section.ownKey)
    }
  }
}
