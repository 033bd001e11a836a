extension Playbook {
  /// The keys of a playbook's file.
  static let keys = [
    budgetKey,
    SettingDescription(
      key: "offers", comment: "What may be offered, by a short name of each.",
      accepted: .namedSections(Offer.keys)),
    SettingDescription(
      key: "rules", comment: "What is to be done for whom; the first rule that fits a customer is taken.",
      accepted: .sections(Rule.keys)),
  ]

  static let budgetKey = SettingDescription(
    key: "budget",
    comment: "Most that all offers of a list may cost together, in currency units; without it no bound.",
    accepted: .number(.notNegative))

  /// What a text is called that may be in both languages.
  fileprivate static let wording = AcceptedText.name("a text, or { zh: …, en: … }")
}

extension Playbook.Offer {
  static let keys = [
    SettingDescription(
      key: "name", comment: "What managers call it. There is no default.", accepted: Playbook.wording),
    costShareKey, costKey, capKey,
  ]

  static let costShareKey = SettingDescription(
    key: "cost_share", comment: "What it costs as a share of the customer's assets; 0 by default.",
    accepted: .number(.shareOrNone))
  static let costKey = SettingDescription(
    key: "cost", comment: "What it costs whatever the assets, in currency units; 0 by default.",
    accepted: .number(.notNegative))
  static let capKey = SettingDescription(
    key: "cap", comment: "Most that it may cost for one customer, in currency units; without it no cap.",
    accepted: .number(.notNegative))
}

extension Playbook.Rule {
  static let keys = [
    SettingDescription(
      key: "id", comment: "A short name, by which the outcome of the rule is counted. There is no default.",
      accepted: .name("a short name")),
    condition("cause", "Causes of the first reason, one of which must be the customer's."),
    condition("quadrant", "Quadrants of the grades, one of which must be the customer's."),
    condition("group", "Groups or presets, one of which the customer must be in."),
    condition("stage", "Stages of the customer's course, one of which must be the customer's."),
    condition(
      "tier",
      "Tiers, one of which must be that of the composite grade or of this month's assets; `highest` is the last."
    ),
    nearTierKey,
    SettingDescription(
      key: "do", comment: "What is to be done. There is no default.", accepted: Playbook.wording),
    SettingDescription(
      key: "channel", comment: "By which way. There is no default.", accepted: Playbook.wording),
    byDayKey, atMostKey, costKey, keepsKey,
    SettingDescription(
      key: "offer", comment: "The offer that goes with it where the budget allows.",
      accepted: .name("the name of an offer")),
    keepsWithOfferKey,
  ]

  static let nearTierKey = SettingDescription(
    key: "near_tier", comment: "Whether the customer must be near the next tier; no by default.",
    accepted: .flag)
  static let byDayKey = SettingDescription(
    key: "by_day", comment: "The day of the month at risk by which it should be done; 10 by default.",
    accepted: .whole(days))
  static let days = 1...31
  static let atMostKey = SettingDescription(
    key: "at_most",
    comment:
      "Most contacts of a month, those first that keep most; others get the next rule that fits. Without it no bound.",
    accepted: .whole(contacts))
  static let contacts = 0...100_000_000
  static let costKey = SettingDescription(
    key: "cost", comment: "What the contact itself costs, in currency units; 0 by default.",
    accepted: .number(.notNegative))
  static let keepsKey = SettingDescription(
    key: "keeps", comment: "Share of the expected loss that it keeps; 0 by default.",
    accepted: .number(.shareOrNone))
  static let keepsWithOfferKey = SettingDescription(
    key: "keeps_with_offer", comment: "The same where the offer is made; as `keeps` by default.",
    accepted: .number(.shareOrNone))

  /// A condition, which any customer fits where it is not written.
  private static func condition(_ key: String, _ comment: String) -> SettingDescription {
    SettingDescription(key: key, comment: comment, accepted: .names("the name of a \(key)"))
  }
}
