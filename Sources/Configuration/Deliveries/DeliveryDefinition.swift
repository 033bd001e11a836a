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

  public var unseenTexts = Limits(warn: 0.01, stop: 0.5)

  public init() {}
}

extension DeliveryDefinition {
  static let settings: [Setting<DeliveryDefinition>] = [
    .section(
      "unseen_texts", \.unseenTexts, style: .line,
      "Share of the rows with a text of a column that training never saw.")
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
