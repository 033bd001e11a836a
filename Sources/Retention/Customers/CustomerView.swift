import Configuration

/// Who a customer is to the bank, by its rules (360° profile).
public struct CustomerView: Sendable, Equatable {
  public var grade: CustomerTier?
  public var nearTier: NearTier?
  public var stage: RelationshipStage?
  public var lifeStage: LifeStage?
  public var isDormant: Bool?
  /// Indices among the configuration's groups, in their order.
  public var groups: [Int]
}

/// Makes the views of customers.
public struct CustomerViewer: Sendable {
  public let tiers: TierTable
  public let groups: GroupMatcher
  public let stages: StageRules

  public init(tiers: TierTable, groups: GroupMatcher, stages: StageRules) {
    (self.tiers, self.groups, self.stages) = (tiers, groups, stages)
  }

  /// A customer's grade alone, at the end of the snapshot month; cheaper than the whole view.
  public func grade(_ facts: CustomerFacts) -> CustomerTier? {
    tiers.grade(assets: Self.assets(facts), loans: Self.loans(facts)) { facts.series($0)?.now }
  }

  /// The grade of some customers taken as one: their amounts, and what any of them holds, added up.
  public func grade(together members: [CustomerFacts]) -> CustomerTier? {
    func sum(_ column: String) -> Double? {
      let values = members.compactMap { $0.series(column)?.now }
      return values.isEmpty ? nil : values.reduce(0, +)
    }
    return tiers.grade(assets: sum("assets") ?? .nan, loans: sum("loan_balance") ?? 0, sum)
  }

  private static func assets(_ facts: CustomerFacts) -> Double { facts.series("assets")?.now ?? .nan }
  private static func loans(_ facts: CustomerFacts) -> Double { facts.series("loan_balance")?.now ?? 0 }

  /// Who a customer is at the end of the snapshot month.
  public func view(_ facts: CustomerFacts) -> CustomerView {
    CustomerView(
      grade: grade(facts),
      nearTier: tiers.nearTier(assets: Self.assets(facts), loans: Self.loans(facts)) {
        facts.series($0)?.now
      }, stage: RelationshipStage(facts, stages),
      lifeStage: facts.series("age")?.now.flatMap(LifeStage.init(age:)), isDormant: facts.isDormant,
      groups: groups.members(facts))
  }

  /// Months of a customer's figures that the rules look at.
  public static func months(window: Int, groups: [GroupDefinition]) -> Int {
    max(window, StageRules.dormantMonths, 4, groups.map(\.condition.months).max() ?? 1)
  }
}
