import Configuration
import Panel
import Retention

/// The families of the scored customers. Members below the floor are not in memory and do not count.
struct Households {
  /// Household of each scored customer; nil: none is known.
  private let ids: [String?]
  private let facts: [String: HouseholdFacts]
  /// The panel's customers of each family.
  private let members: [String: [Int]]

  /// Nil where the panel has no column of households.
  init?(_ rules: ListRules, scores: PanelScores) {
    let panel = rules.panel
    let isColumn = panel.textColumns.contains("household_id")
    let attribute = panel.attributeTexts.firstIndex(of: "household_id")
    guard isColumn || attribute != nil else { return nil }
    var ids: [String?] = []
    var facts: [String: HouseholdFacts] = [:]
    var members: [String: [Int]] = [:]
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
      members[id, default: []].append(customer)
    }
    (self.ids, self.facts, self.members) = (ids, facts, members)
  }

  /// The family of a scored customer, with the tier that its members have together.
  func facts(ofRow row: Int, rules: ListRules) -> HouseholdFacts? {
    guard let id = ids[row], var family = facts[id] else { return nil }
    family.tier = rules.tier(ofFamily: members[id] ?? [])
    return family
  }

  func id(ofRow row: Int) -> String? { ids[row] }

  /// The families of some customers.
  func ids(of customers: Set<String>, among scored: [String]) -> Set<String> {
    if customers.isEmpty { return [] }
    return Set(zip(scored, ids).lazy.compactMap { customers.contains($0) ? $1 : nil })
  }
}
