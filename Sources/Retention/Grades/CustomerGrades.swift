import Calendar
import Configuration

/// A customer's two grades at the end of a month.
public struct CustomerGrades: Sendable, Equatable {
  /// 综合等级, by rule.
  public var composite: CustomerTier
  /// 服务等级: set by hand, else as the panel has it, else the composite grade.
  public var service: CustomerTier
  /// The override that set the service grade; nil: none.
  public var override: ServiceOverride?

  public init(composite: CustomerTier, service: CustomerTier, override: ServiceOverride? = nil) {
    (self.composite, self.service, self.override) = (composite, service, override)
  }
}

/// Sets grades: the composite one by rule alone, the service one by overrides where there are any.
public struct GradeRules: Sendable {
  public let tiers: TierTable
  public let definition: GradeDefinition
  public let month: Month
  /// Months back from the snapshot month to that whose figures set the composite grade.
  public let refreshAgo: Int
  private let overrides: [String: ServiceOverride]
  private let positions: [String: Int]
  /// The grade from which on a customer counts as high.
  public let highFrom: Int

  /// - Parameter overrides: of which those count that hold on the month's last day.
  public init(tiers: TierTable, definition: GradeDefinition, month: Month, overrides: [ServiceOverride] = [])
  {
    (self.tiers, self.definition, self.month) = (tiers, definition, month)
    refreshAgo = month - definition.refresh(before: month)
    let today = CalendarDay(month, atMost: 31)
    self.overrides = Dictionary(
      overrides.filter { $0.from <= today && today <= $0.until }.map { ($0.customer, $0) },
      uniquingKeysWith: { first, _ in first })
    positions = tiers.gradeIndices
    highFrom = definition.highIndex(in: tiers)
  }

  /// The grades of a customer.
  ///
  /// The composite grade is that of the last refresh month's figures; of a customer who came later, that of the first
  /// known month since.
  ///
  /// - Parameters:
  ///   - panelGrade: the service grade that the panel has; a name that is no tier counts as none.
  ///   - assets: in the month so many months ago; nil or NaN where unknown.
  ///   - value: a column's value in the month so many months ago.
  /// - Returns: nil where assets are unknown in all months since the refresh.
  public func grades(
    of customer: String, panelGrade: String?, assets: (Int) -> Double?, _ value: (String, Int) -> Double?
  ) -> CustomerGrades? {
    for ago in (0...refreshAgo).reversed() {
      guard let held = assets(ago), !held.isNaN,
        let composite = tiers.grade(
          assets: held, loans: value("loan_balance", ago) ?? 0, { value($0, ago) })
      else { continue }
      if let override = overrides[customer], let service = grade(named: override.grade) {
        return CustomerGrades(composite: composite, service: service, override: override)
      }
      return CustomerGrades(composite: composite, service: panelGrade.flatMap(grade(named:)) ?? composite)
    }
    return nil
  }

  /// A grade by any of its names, called as the table calls it.
  private func grade(named name: String) -> CustomerTier? {
    positions[name].map { CustomerTier(index: $0, name: tiers.grades[$0].name) }
  }

  public func quadrant(of grades: CustomerGrades) -> Quadrant {
    Quadrant(composite: grades.composite.index, service: grades.service.index, highFrom: highFrom)
  }
}
