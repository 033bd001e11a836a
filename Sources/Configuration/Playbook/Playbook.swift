import Calendar

/// What is to be done for whom: rules from causes, quadrants and groups to actions, and the offers that may be made.
///
/// The first rule that fits a customer is taken.
public struct Playbook: Sendable, Equatable {
  /// A text in both languages.
  public struct Wording: Sendable, Equatable {
    public var chinese: String
    public var english: String

    public init(_ chinese: String, _ english: String) { (self.chinese, self.english) = (chinese, english) }

    public func text(in language: Language) -> String { language == .chinese ? chinese : english }
  }

  /// Something that costs money and may be offered to customers on the white list alone.
  public struct Offer: Sendable, Equatable {
    public var id: String
    public var name: Wording
    /// Cost as a share of the customer's assets.
    public var costShare = 0.0
    /// Cost that does not depend on the assets, in currency units.
    public var fixedCost = 0.0
    /// Most that it may cost for one customer, in currency units; nil: no cap.
    public var cap: Double?

    public init(id: String, name: Wording) { (self.id, self.name) = (id, name) }

    /// What the offer costs for a customer.
    public func cost(assets: Double) -> Double {
      min(cap ?? .infinity, fixedCost + costShare * max(0, assets))
    }
  }

  public struct Rule: Sendable, Equatable {
    public var id: String
    /// Names of causes of the first reason; empty: any. So with the other conditions; all must hold.
    public var causes: [String] = []
    public var quadrants: [String] = []
    /// Names of groups or of presets; the customer is in one of them.
    public var groups: [String] = []
    public var stages: [String] = []
    /// Names of tiers, of the composite grade or of this month's assets; `highest` is the table's highest.
    public var tiers: [String] = []
    /// Whether the customer must be near the next tier.
    public var isNearTier = false
    public var action: Wording
    public var channel: Wording
    /// The day of the month at risk by which it should be done.
    public var byDay = 10
    /// Most contacts of a month that the rule may take; further customers get the next rule that fits them. Nil: no bound.
    public var atMost: Int?
    /// What the contact itself costs, in currency units.
    public var cost = 0.0
    /// The share of the expected loss that the action keeps.
    public var keeps = 0.0
    /// Id of the offer that goes with the action where the budget allows.
    public var offer: String?
    /// The share that is kept where the offer is made; ``keeps`` is without it.
    public var keepsWithOffer = 0.0

    public init(id: String, action: Wording, channel: Wording) {
      (self.id, self.action, self.channel) = (id, action, channel)
    }

    /// Whether the rule asks for nothing, so that it fits everybody.
    public var fitsEverybody: Bool {
      causes.isEmpty && quadrants.isEmpty && groups.isEmpty && stages.isEmpty && tiers.isEmpty && !isNearTier
    }
  }

  /// Most that all offers of a list may cost together, in currency units; nil: no bound.
  public var budget: Double?
  public var offers: [Offer] = []
  public var rules: [Rule] = []

  public init() {}
}

/// The names that a playbook may speak of.
public struct PlaybookVocabulary: Sendable {
  public var causes: [String]
  public var quadrants: [String]
  public var stages: [String]
  public var groups: [String]
  public var tiers: [String]

  public init(causes: [String], quadrants: [String], stages: [String], groups: [String], tiers: [String]) {
    (self.causes, self.quadrants, self.stages) = (causes, quadrants, stages)
    (self.groups, self.tiers) = (groups, tiers)
  }
}
