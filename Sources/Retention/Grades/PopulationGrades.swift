import Calendar
import SystemIO

/// The two grades of every scored customer.
public struct PopulationGrades: Sendable {
  /// In the order of the population; nil where assets are unknown.
  let grades: [CustomerGrades?]
  /// Whether the panel has a service grade.
  let isFromPanel: Bool

  init(_ rules: GradeRules, of population: ScoredPopulation, facts: PanelFacts) {
    let panel = facts.panel
    isFromPanel = facts.hasText("service_grade")
    grades = zip(population.rows, population.customers).map { row, name in
      let customer = Int(row.customer)
      return rules.grades(
        of: name, panelGrade: facts.text(of: customer, "service_grade"),
        assets: { panel.assets(customer, facts.month - $0) }
      ) { facts.number(of: customer, $0, monthsAgo: $1) }
    }
  }
}

/// The grades' history with this month's changes, ready to be written once the lists are.
public struct GradeHistoryOutput {
  private let history: GradeHistory
  private let path: String
  private let month: Month

  /// Nil where the configuration names no history, or the history already holds later months: what is past is not
  /// written anew.
  ///
  /// - Throws: `FileError` or ``ListRuleError`` where the history cannot be read.
  public init?(_ customers: PopulationView, of population: ScoredPopulation) throws {
    let rules = customers.rules
    guard let path = rules.configuration.grades.history else { return nil }
    var history = try GradeHistory(path: path)
    if let last = history.lastMonth, last > rules.facts.month { return nil }
    let isFromPanel = customers.grades.isFromPanel
    // One language for all months, whatever this month's lists are in.
    let names = rules.grades.tiers.named(in: .chinese).grades.map(\.name)
    history.add(
      rules.facts.month,
      customers: zip(population.customers, customers.grades.grades).lazy.compactMap { customer, own in
        own.map { own in
          var named = own
          (named.composite.name, named.service.name) = (names[own.composite.index], names[own.service.index])
          return (customer, named, isFromPanel && own.override == nil)
        }
      })
    (self.history, self.path, month) = (history, path, rules.facts.month)
  }

  /// The history's file, written and not committed; a table of a database is written and has none.
  public func files() throws -> [AtomicFile] {
    let table = try history.output(to: path, month: month)
    if table.isInDatabase { try table.finish() }
    return table.isInDatabase ? [] : try [table.ended()].compactMap { $0 }
  }
}
