import Calendar
import Configuration

/// Chooses an action for each customer of a list, and who gets an offer within the budget.
public struct ActionPlanner: Sendable {
  public let playbook: Playbook
  public let language: Language
  /// Group names that stand for a preset's name, and the other way round.
  private let groupNames: [String: String]
  /// Tier names that a playbook may use, to those on the list.
  private let tierNames: [String: String]
  private let offers: [String: Playbook.Offer]
  private let rules: [String: Playbook.Rule]

  public init(playbook: Playbook, groups: [GroupDefinition], tiers: TierTable, language: Language) {
    (self.playbook, self.language) = (playbook, language)
    groupNames = Dictionary(
      groups.compactMap { group in group.preset.map { ($0.rawValue, group.name) } },
      uniquingKeysWith: { first, _ in first })
    var tierNames = tiers.gradeIndices.mapValues { tiers.grades[$0].name }
    tierNames["highest"] = tiers.grades.last?.name ?? ""
    self.tierNames = tierNames
    rules = Dictionary(playbook.rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    offers = Dictionary(playbook.offers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The names that a playbook may speak of.
  public static func vocabulary(groups: [GroupDefinition], tiers: TierTable) -> PlaybookVocabulary {
    PlaybookVocabulary(
      causes: Cause.plainCases.map(\.name), quadrants: Quadrant.allCases.map(\.rawValue),
      stages: RelationshipStage.allCases.map(\.rawValue),
      groups: groups.map(\.name) + GroupPreset.allCases.map(\.rawValue), tiers: tiers.gradeNames)
  }

  /// The first rule that fits a customer. A tier fits that is the composite grade or this month's own, which may be
  /// ahead of it: who brought a fortune since the grades were last set is looked after as such.
  ///
  /// - Parameter first: number of the first rule to look at.
  func rule(for entry: LossEntry, from first: Int = 0) -> Playbook.Rule? {
    playbook.rules.dropFirst(first).first { rule in
      func fits(_ wanted: [String], _ has: String?) -> Bool {
        wanted.isEmpty || has.map(wanted.contains) ?? false
      }
      let tiers = rule.tiers.map { tierNames[$0] ?? $0 }
      let groups = rule.groups.map { groupNames[$0] ?? $0 }
      return fits(rule.causes, entry.reasons.first?.cause.name)
        && fits(rule.quadrants, entry.quadrant?.rawValue) && fits(rule.stages, entry.stage?.rawValue)
        && (fits(tiers, entry.compositeGrade) || fits(tiers, entry.tier))
        && (!rule.isNearTier || entry.nearTier != nil)
        && (groups.isEmpty || entry.groups.contains(where: groups.contains))
    }
  }

  /// The money that the action for a customer is expected to keep for each unit of what it costs: the better of the
  /// action alone and of the action with its offer. A contact that costs less than one unit counts as one that costs it;
  /// 0 where no rule fits.
  public func keptPerCost(of entry: LossEntry) -> Double {
    guard let rule = rule(for: entry) else { return 0 }
    let loss = entry.expectedLoss ?? 0
    let alone = rule.keeps * loss / max(1, rule.cost)
    guard let offer = rule.offer.flatMap({ offers[$0] }) else { return alone }
    return max(alone, rule.keepsWithOffer * loss / max(1, rule.cost + offer.cost(assets: entry.assets ?? 0)))
  }

  /// The action for a customer, without an offer; nil in the control group, and where no rule fits.
  ///
  /// - Parameter first: number of the first rule to look at.
  public func action(for entry: LossEntry, from first: Int = 0) -> PlannedAction? {
    guard entry.isControl != true, let rule = rule(for: entry, from: first) else { return nil }
    return PlannedAction(
      id: rule.id, text: rule.action.text(in: language), channel: rule.channel.text(in: language),
      latest: entry.monthAtRisk.map { CalendarDay($0, atMost: rule.byDay) }, offer: nil, cost: rule.cost,
      expectedMoneyKept: rule.keeps * (entry.expectedLoss ?? 0))
  }

  /// Fits the actions of a whole list to what the month holds: contacts of each rule first, then offers.
  public func fit(_ entries: inout [LossEntry]) {
    fitContacts(&entries)
    giveOffers(to: &entries)
  }

  /// Whether what one customer gets depends on the others of the list.
  public var isShared: Bool { playbook.budget != nil || playbook.rules.contains { $0.atMost != nil } }

  /// Keeps each rule within its contacts.
  ///
  /// Where more customers fit a rule than it may take, those stay for whom it keeps most money, equal ones by customer. The
  /// others get the next rule that fits them, and no action where there is none.
  private func fitContacts(_ entries: inout [LossEntry]) {
    for (number, rule) in playbook.rules.enumerated() {
      guard let most = rule.atMost else { continue }
      var taken = entries.indices.filter { entries[$0].action?.id == rule.id }
      guard taken.count > most else { continue }
      taken.sort { left, right in
        let (mine, theirs) = (entries[left].expectedLoss ?? 0, entries[right].expectedLoss ?? 0)
        if mine != theirs { return mine > theirs }
        return entries[left].customer.utf8.lexicographicallyPrecedes(entries[right].customer.utf8)
      }
      for index in taken[most...] { entries[index].action = action(for: entries[index], from: number + 1) }
    }
  }

  /// Gives offers to customers who have an action.
  ///
  /// They go where they keep most for their cost (money kept beyond what the action keeps anyway, divided by the offer's
  /// cost; equal ones by customer), as long as the budget holds them, and never where they cost more than they keep. This
  /// is the greedy rule for the knapsack problem: what it leaves on the table is at most what the best single offer that
  /// no longer fitted would have kept.
  ///
  /// - Complexity: O(n · rules + n log n).
  private func giveOffers(to entries: inout [LossEntry]) {
    var candidates = entries.indices.compactMap { candidate($0, entries[$0]) }
    candidates.sort { left, right in
      let (mine, theirs) = (left.gain / left.cost, right.gain / right.cost)
      if mine != theirs { return mine > theirs }
      return entries[left.index].customer.utf8.lexicographicallyPrecedes(entries[right.index].customer.utf8)
    }
    var left = playbook.budget ?? .infinity
    for candidate in candidates where candidate.cost <= left {
      left -= candidate.cost
      entries[candidate.index].action?.offer = candidate.name
      entries[candidate.index].action?.cost += candidate.cost
      entries[candidate.index].action?.expectedMoneyKept = candidate.kept
    }
  }

  /// An offer that would be worth its cost.
  private struct Candidate {
    /// Of the entry.
    var index: Int
    var gain: Double
    var cost: Double
    var kept: Double
    var name: String
  }

  private func candidate(_ index: Int, _ entry: LossEntry) -> Candidate? {
    guard let rule = entry.action.flatMap({ rules[$0.id] }), let offer = rule.offer.flatMap({ offers[$0] })
    else { return nil }
    let loss = entry.expectedLoss ?? 0
    let cost = offer.cost(assets: entry.assets ?? 0)
    let gain = (rule.keepsWithOffer - rule.keeps) * loss
    guard cost > 0, gain > cost else { return nil }
    return Candidate(
      index: index, gain: gain, cost: cost, kept: rule.keepsWithOffer * loss,
      name: offer.name.text(in: language))
  }
}

extension Cause {
  /// All causes but a bank's own columns.
  static let plainCases: [Cause] = [
    .ownTransfer, .maturity, .balanceFalling, .recentInflow, .lifeEvent, .unsteadyBalance, .activityFading,
    .activityRising, .fewProducts, .season, .nearFloor, .newCustomer, .salary, .loans, .composition, .profile,
    .unclear,
  ]
}
