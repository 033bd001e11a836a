/// How the loss list is ordered, and who of the ranked customers goes onto it.
public struct ListDefinition: SettingsSection {
  public enum Order: String, Sendable, CaseIterable, Codable {
    case expectedLoss = "expected_loss"
    case probability
    /// The money that the playbook's action is expected to keep, for each unit of what it costs.
    case keptPerCost = "kept_per_cost"
  }
  public var order = Order.expectedLoss
  public var capacity = Capacity()
  public var coolingOff = CoolingOff()
  public var control = ControlGroup()
  public var suppress: [String] = []

  public init() {}

  /// Most customers of the list for one manager, and for one branch; nil: no limit.
  public struct Capacity: SettingsSection {
    public var manager: Int?
    public var branch: Int?

    public init() {}
  }

  /// Who was on a list lately is left in peace.
  public struct CoolingOff: SettingsSection {
    public var months = 0
    /// Months after which a customer may be listed for the same question again; nil: no longer than for any other.
    public var sameQuestion: Int?
    public var lists: [String] = []

    public init() {}

    /// The longest time for which somebody is left in peace.
    public var longest: Int { max(months, sameQuestion ?? 0) }
  }

  /// Customers of the list who are held out at random, so that the effect of contacts can be measured.
  public struct ControlGroup: SettingsSection {
    public var share = 0.0
    public var seed: UInt64 = 1

    public init() {}
  }

  /// Whether anybody who is ranked high enough may be kept off the list.
  public var hasRules: Bool {
    capacity.manager != nil || capacity.branch != nil || coolingOff.longest > 0 || control.share > 0
      || !suppress.isEmpty
  }

  /// Files that the rules need, besides the panel.
  public var files: [String] { suppress + (coolingOff.longest > 0 ? coolingOff.lists : []) }
}

extension ListDefinition {
  static let settings: [Setting<ListDefinition>] = [
    .init(
      "order", \.order, .choice,
      "What comes first: the money that is expected to be lost, the probability, or what the playbook's action is "
        + "expected to keep for each unit of what it costs."),
    .section(
      "capacity", \.capacity, style: .lineFlatInJSON,
      "Most customers of the list; customers who have none are not limited."),
    .section("cooling_off", \.coolingOff, style: .line, "Who was on a list lately is left in peace."),
    .section(
      "control", \.control, style: .line,
      "Customers of the list who are held out at random, so that the effect of contacts can be measured."),
    .init(
      "suppress", \.suppress, .names("files of customers who are never listed"),
      "Such as the deceased, and those who asked not to be contacted."),
  ]
}

extension ListDefinition.Capacity {
  static let settings: [Setting<ListDefinition.Capacity>] = [
    .init(
      "manager", \.manager, .optional(.whole(1...1_000_000)), json: "manager_capacity",
      "Most customers for one manager; without it there is no limit."),
    .init(
      "branch", \.branch, .optional(.whole(1...1_000_000)), json: "branch_capacity",
      "Most customers for one branch; without it there is no limit."),
  ]
}

extension ListDefinition.CoolingOff {
  static let settings: [Setting<ListDefinition.CoolingOff>] = [
    .init(
      "months", \.months, .whole(0...120),
      "Customers of lists for the last so many months are not listed again; 0: everybody may be."),
    .init(
      "same_question", \.sameQuestion, .optional(.whole(1...120)),
      "The same for lists of the same question alone, where that is longer."),
    .init("lists", \.lists, .names("the earlier lists' files, patterns or tables"), "Where these lists are."),
  ]

  func check(_ section: ConfigurationSection) {
    if longest > 0, lists.isEmpty {
      section.reader.add(
        "“\(section.name)” has months and no lists; name the earlier lists' files under “lists”.",
        at: section.ownKey)
    }
  }
}

extension ListDefinition.ControlGroup {
  static let settings: [Setting<ListDefinition.ControlGroup>] = [
    .init(
      "share", \.share, .number(.shareBelowHalf),
      "Share of each tier's customers on the list; 0: no control group."),
    .init("seed", \.seed, .whole(0 ... .max), "Seed of who is held out."),
  ]
}
