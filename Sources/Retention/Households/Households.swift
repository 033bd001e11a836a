/// The families of the scored customers. Members below the floor are not in memory and do not count.
public struct Households: Sendable {
  /// Household of each scored customer; nil: none is known.
  private let ids: [String?]
  private let facts: [String: HouseholdFacts]
  /// The panel's customers of each family.
  private let members: [String: [Int]]

  private static let column = "household_id"

  /// Nil where the panel has no column of households.
  init?(of population: ScoredPopulation, facts panel: PanelFacts) {
    guard panel.hasAnyText(Self.column) else { return nil }
    var ids: [String?] = []
    var facts: [String: HouseholdFacts] = [:]
    var members: [String: [Int]] = [:]
    for (index, row) in population.rows.enumerated() {
      let customer = Int(row.customer)
      let id = panel.anyText(of: customer, Self.column)
      ids.append(id)
      guard let id else { continue }
      var family = facts[id] ?? HouseholdFacts(id: id, members: 0, assets: 0, expectedLoss: 0, tier: nil)
      family.members += 1
      family.assets += population.assets[index]
      family.expectedLoss += population.expectedLosses[index]
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
