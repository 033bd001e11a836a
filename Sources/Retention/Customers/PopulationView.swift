/// Who the scored customers are to the bank, by its rules: their grades and families; see ``CustomerView``.
public struct PopulationView: Sendable {
  public let rules: ListRules
  let grades: PopulationGrades
  /// Nil where the panel has no column of households, or nobody asks for them.
  let households: Households?

  /// - Complexity: O(customers).
  public init(_ rules: ListRules, of population: ScoredPopulation) {
    self.rules = rules
    grades = PopulationGrades(rules.grades, of: population, facts: rules.facts)
    households = Households(of: population, facts: rules.facts)
  }

  private init(_ rules: ListRules, _ grades: PopulationGrades) {
    (self.rules, self.grades, households) = (rules, grades, nil)
  }

  /// The same without families, whose tiers take time and which no action depends on.
  public var withoutFamilies: PopulationView { PopulationView(rules, grades) }

  /// Whether families are known, of whom one member each is listed.
  public var knowsFamilies: Bool { households != nil }

  /// Says of an entry who the customer is and what to do.
  func complete(_ entry: inout LossEntry, row: Int, customer: Int) {
    let view = rules.viewer.view(rules.facts.facts(of: customer))
    entry.tier = view.grade?.name ?? entry.tier
    entry.nearTier = view.nearTier
    entry.stage = view.stage
    entry.lifeStage = view.lifeStage
    entry.isDormant = view.isDormant
    entry.groups = view.groups.map { rules.groups[$0].name }
    if let own = grades.grades[row] {
      entry.compositeGrade = own.composite.name
      entry.serviceGrade = own.service.name
      entry.quadrant = rules.grades.quadrant(of: own)
    }
    entry.household = households?.facts(ofRow: row, rules: rules)
    entry.action = rules.planner.action(for: entry)
  }
}
