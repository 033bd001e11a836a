import Calendar
import Configuration
import Messages
import Panel
import Reporting
import Retention
import SystemIO
import Validation

/// A loss list that was issued, to be set against the outcome.
struct IssuedList {
  let path: String
  let configuration: BankConfiguration

  /// The outcome of the list's customers.
  ///
  /// - Parameters:
  ///   - table: the month's population with its outcomes, sudden losses among them.
  ///   - month: the month at risk.
  /// - Throws: ``RunError`` where the list is for another month, or names nobody of the population.
  func outcome(_ panel: CustomerPanel, _ table: OutcomeTable, month: Month, _ context: RunContext) throws
    -> MonitorContent.ListOutcome
  {
    let list = try read(context)
    let keys = list.keys.map(CSVWriter.unguarded)
    let population = Set(table.rows.map { panel.customers[Int($0.customer)] })
    try check(keys, on: panel, month: month, context) { population.contains($0) }
    return MonitorContent.ListOutcome(of: keys, probabilities: list.numbers.column(0), in: table, panel)
  }

  private func read(_ context: RunContext) throws -> ReadyTable {
    do {
      return try ReadyTableReader(
        patterns: [path], key: "customer_id", label: nil, positive: nil, timeColumn: nil,
        wanted: [PanelColumn(name: "probability", kind: .number)],
        unreadable: configuration.unreadable, missing: configuration.missing
      ).read(team: context.team, progress: context.readingProgress)
    } catch  where ListManifest.lies(beside: path) {
      throw RunError(
        "“\(path)” is of a folder of lists, which people work with; give the list of that month that was written as one "
          + "file.")
    }
  }

  /// The months at risk that the list's rows and its record name; none where neither says it.
  private var months: Set<Month> {
    let rows = (try? PastList(path: path))?.members.map(\.month) ?? []
    let record = FilePath.besideAsJSON(path).flatMap { try? RunRecord.newestMonth(of: [$0]) }
    return Set(rows).union(record.map { [$0 + 1] } ?? [])
  }

  private func check(
    _ customers: [String], on panel: CustomerPanel, month: Month, _ context: RunContext,
    isKnown: (String) -> Bool
  ) throws {
    if let other = months.subtracting([month]).min() {
      throw RunError(
        "“\(path)” is a list for \(other); what came is known for \(month). Give the list that was issued for that month."
      )
    }
    if months.isEmpty {
      context.warn(
        Remark(
          chinese: "“\(path)”没有写明是哪个月的名单，旁边也没有运行记录：只能相信它是为 \(month) 出的。",
          english: "“\(path)” does not say which month it is for, and there is no record beside it: that it "
            + "was issued for \(month) is taken on trust."), in: configuration.language)
    }
    let named = NamedCustomers(file: path, customers: Set(customers))
    let known = named.customers.filter(isKnown)
    if let problem = named.problem(known: known, in: panel) { throw RunError(problems: [problem]) }
    if let remark = named.remark(known: known, in: panel) { context.warn(remark, in: configuration.language) }
  }
}
