import Configuration
import Panel
import Retention

/// The families of the scored customers. Members below the floor are not in memory and do not count.
struct Households {
  /// Household of each scored customer; nil: none is known.
  private let ids: [String?]
  private let facts: [String: HouseholdFacts]

  /// Nil where the panel has no column of households.
  init?(_ rules: ListRules, scores: PanelScores) {
    let panel = rules.panel
    let isColumn = panel.textColumns.contains("household_id")
    let attribute = panel.attributeTexts.firstIndex(of: "household_id")
    guard isColumn || attribute != nil else { return nil }
    var ids: [String?] = []
    var facts: [String: HouseholdFacts] = [:]
    var loans: [String: Double] = [:]
    for (place, row) in scores.rows.enumerated() {
      let customer = Int(row.customer)
      let id =
        isColumn
        ? rules.facts.text(of: customer, "household_id")
        : attribute.flatMap { panel.attributeText(customer, column: $0) }
      ids.append(id)
      guard let id else { continue }
      var family = facts[id] ?? HouseholdFacts(id: id, members: 0, assets: 0, expectedLoss: 0, tier: nil)
      family.members += 1
      family.assets += scores.assets[place]
      family.expectedLoss += scores.expectedLosses[place]
      facts[id] = family
      let owed = rules.facts.loans(of: customer)
      loans[id, default: 0] += owed.isNaN ? 0 : owed
    }
    for id in facts.keys {
      guard let family = facts[id] else { continue }
      facts[id]?.tier = rules.configuration.tiers.tier(assets: family.assets, loans: loans[id] ?? 0)?.name
    }
    (self.ids, self.facts) = (ids, facts)
  }

  func facts(ofRow row: Int) -> HouseholdFacts? { ids[row].flatMap { facts[$0] } }

  /// The rows of a ranking with the first member of each household alone, so that a family is called once.
  ///
  /// - Parameter suppressed: customers who will not be listed, so that another member may be.
  func oneEach(_ ranked: [Int], of scores: PanelScores, suppressed: Set<String>) -> [Int] {
    var seen: Set<String> = []
    return ranked.filter { row in
      guard let id = ids[row], !suppressed.contains(scores.customers[row]) else { return true }
      return seen.insert(id).inserted
    }
  }
}
