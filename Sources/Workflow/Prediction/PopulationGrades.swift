import Calendar
import Configuration
import Panel
import Reporting
import Retention
import SystemIO

/// The two grades of every scored customer.
struct PopulationGrades {
  /// In the order of the scores; nil where assets are unknown.
  let grades: [CustomerGrades?]
  /// Whether the panel has a service grade.
  let isFromPanel: Bool

  init(_ rules: ListRules, scores: PanelScores) {
    let (panel, month) = (rules.panel, rules.month)
    let columns = Dictionary(
      panel.numberColumns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let attributes = Dictionary(
      panel.attributeNumbers.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    isFromPanel = panel.textColumns.contains("service_grade")
    grades = zip(scores.rows, scores.customers).map { row, name in
      let customer = Int(row.customer)
      return rules.grades.grades(
        of: name, panelGrade: rules.facts.text(of: customer, "service_grade"),
        assets: { panel.assets(customer, month - $0) }
      ) { column, ago in
        if let index = columns[column] { return Double(panel.number(customer, month - ago, column: index)) }
        return attributes[column].map { Double(panel.attributeNumber(customer, column: $0)) }
      }
    }
  }
}

extension ListRules {
  /// Counts groups of the list, and quadrants and cells of all scored customers.
  func fill(
    _ summary: inout SummaryContent, entries: [LossEntry], scores: PanelScores, grades: PopulationGrades
  ) {
    typealias Part = SummaryContent.Part
    var groups = needs.groups.map { Part(name: $0.name) }
    let places = Dictionary(
      needs.groups.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    for entry in entries {
      for name in entry.groups {
        guard let place = places[name] else { continue }
        groups[place].add(assets: entry.assets, expectedLoss: entry.expectedLoss)
      }
    }
    summary.groups = groups.filter { $0.customers > 0 }.sorted {
      ($0.expectedLoss, $1.name) > ($1.expectedLoss, $0.name)
    }
    let names = configuration.tiers.grades.map(\.name)
    var cells = names.map { composite in names.map { Part(name: "\(composite)/\($0)") } }
    var quadrants = Dictionary(
      uniqueKeysWithValues: Quadrant.allCases.map { ($0, Part(name: $0.name(in: configuration.language))) })
    for (row, own) in grades.grades.enumerated() {
      guard let own else { continue }
      let (assets, loss) = (scores.assets[row], scores.expectedLosses[row])
      cells[own.composite.index][own.service.index].add(assets: assets, expectedLoss: loss)
      quadrants[self.grades.quadrant(of: own)]?.add(assets: assets, expectedLoss: loss)
    }
    summary.quadrants = Quadrant.allCases.compactMap { quadrants[$0] }
    summary.cells = cells
  }
}

/// The grades' history with this month's changes, ready to be written once the lists are.
struct GradeHistoryOutput {
  private let history: GradeHistory
  private let path: String

  /// Nil where the configuration names no history, or the history already holds later months: what is past is not
  /// written anew.
  init?(_ rules: ListRules, grades: PopulationGrades, scores: PanelScores) throws {
    guard let path = rules.configuration.grades.history else { return nil }
    var history: GradeHistory
    do {
      history = try GradeHistory(path: path)
    } catch let error as ServiceOverrideFile.Problems {
      throw RunError(problems: error.texts)
    }
    if let last = history.lastMonth, last > rules.month { return nil }
    history.add(
      rules.month,
      customers: zip(scores.customers, grades.grades).lazy.compactMap { customer, own in
        own.map { (customer, $0, grades.isFromPanel && $0.override == nil) }
      })
    (self.history, self.path) = (history, path)
  }

  func commit() throws {
    let file = try AtomicFile(path: path)
    try history.write(to: file)
    try file.commit()
  }
}
