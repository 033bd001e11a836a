import Calendar
import Configuration
import Parallel
import SystemIO
import Tabular

/// Makes a monthly panel of daily averages (月日均) from daily balances or transactions.
///
/// For each account and calendar day the closing balance is known or carried forward from the last day with a row. The
/// month's average is `Σ closing balances / days of the month`, a customer's the sum of their accounts'. As banks
/// count it, days before an account was opened have a balance of 0 and count. A customer has a row in every month from
/// that of their first one to the last of the data, with or without transactions.
///
/// The panel depends neither on the number of threads nor on the order of rows and files.
public struct Aggregator: Sendable {
  let plan: AggregationPlan
  let sources: ColumnSources

  /// Checks the definition.
  ///
  /// - Parameters:
  ///   - unreadable: what to do with a row whose amount or balance is missing or no number: stop, or leave it out and
  ///     count it.
  ///   - missing: texts that stand for a missing value besides the usual ones.
  ///   - sources: where the definition's files are looked for.
  /// - Throws: all problems of the definition together.
  public init(
    _ definition: AggregateDefinition, unreadable: UnreadableRule = .error, missing: [String] = [],
    sources: ColumnSources = .files
  ) throws(TableError) {
    plan = try AggregationPlan(definition, unreadable: unreadable, missing: missing)
    self.sources = sources
  }

  /// The names of the panel's columns, in order.
  public var columns: [String] { ["customer_id", "month"] + plan.panelColumns }

  /// Name of the file of a month.
  public static func fileName(of month: Month) -> String { "panel_\(month).csv" }

  /// Whether a file is named like one of the panel's.
  public static func isPanelFile(_ name: String) -> Bool {
    guard name.hasPrefix("panel_"), name.hasSuffix(".csv") else { return false }
    return Month(parsing: name.dropFirst(6).dropLast(4)).map { fileName(of: $0) } == name
  }

  /// Reads the files and writes one panel file for each month into a folder, which the caller commits.
  ///
  /// - Complexity: O(rows · log(rows of an account)), in parallel; memory is 32 bytes for each row, twice while they
  ///   are grouped.
  /// - Throws: ``TableError`` or `FileError`, naming file, line and column.
  public func write(
    into folder: AtomicFolder, team: ThreadTeam, progress: ReadingProgress = .silent
  ) throws -> AggregationReport {
    let book = try LedgerPart.findingFormats(
      of: try LedgerPart.open(plan, sources: sources), plan: plan, team: team)
    var reader = LedgerReader(plan: plan, book: book)
    try reader.read(team: team, progress: progress)
    try refuse(reader.faults)
    guard let days = reader.days else {
      throw TableError(
        file: book.first?.source.name,
        message: reader.leftOut > 0
          ? "no row has a readable amount and balance." : "there is a header and no row; export the rows too."
      )
    }
    let calendar = try MonthCalendar(days: days)
    let ledger = reader.ledger()
    let output = try PanelWriter(
      folder: folder, calendar: calendar, columns: columns, flowCount: plan.flows.count)
    let remarks = try output.write(ledger, book: AccountBook(plan), team: team)
    let places = try reader.places(of: remarks.shownDays, team: team)
    if let error = remarks.contradictions(places: places, hasAmounts: plan.definition.amount != nil) {
      throw error
    }
    return try report(
      reader, ledger: ledger, calendar: calendar, days: days, remarks: remarks, places: places, team: team)
  }

  private func refuse(_ faults: FaultLog) throws(TableError) {
    var refused: Set<Finding.Kind> = [
      .missingCustomer, .missingAccount, .unreadableDay, .cellCount, .wrongEncoding, .accountOfTwoCustomers,
    ]
    if plan.unreadable == .error { refused.formUnion([.unreadableNumber, .missingAmount]) }
    let wayOut = "or set `unreadable: missing` in the configuration to leave such rows out and count them."
    let error = faults.error(of: refused, moreHint: "") { finding in
      switch finding.kind {
      case .unreadableNumber:
        "“\(finding.text)” is no amount of at most 100,000,000,000; correct the cell, \(wayOut)"
      case .missingAmount: "the cell is empty; fill it, \(wayOut)"
      default: nil
      }
    }
    if let error { throw error }
  }

  private func report(
    _ reader: LedgerReader, ledger: Ledger, calendar: MonthCalendar, days: ClosedRange<Int>,
    remarks: LedgerRemarks,
    places: [AccountDay: LedgerPlace], team: ThreadTeam
  ) throws -> AggregationReport {
    var report = AggregationReport()
    for (part, rows) in zip(reader.book, reader.rowsOfFiles) {
      report.files.append(try InputFile(part.source, rows: rows, team: team))
    }
    report.rowsRead = reader.rowsOfFiles.reduce(0, +)
    report.emptyLines = reader.emptyLines
    report.rowsLeftOut = reader.leftOut
    report.balances =
      switch AccountBook(plan) {
      case .dailyBalances: .daily
      case .runningBalances: .running
      case .amountsAlone: .addedUp
      }
    (report.customers, report.accounts) = (ledger.customerKeys.count, ledger.accountKeys.count)
    (report.firstDay, report.lastDay) = (
      CalendarDay(daysSince1970: days.lowerBound).description,
      CalendarDay(daysSince1970: days.upperBound).description
    )
    report.months = (0..<calendar.count).map {
      .init(month: calendar.first + $0, customers: remarks.rowsOfMonths[$0])
    }
    report.unbalancedDays = remarks.unbalancedDays
    report.accountsOlderThanFirstRow = remarks.olderAccounts
    report.repeatedBalances = remarks.repeated
    report.negativeDebits = reader.faults[.negativeDebit]
    report.textsNeverMet = zip(plan.textColumns, reader.textsMet).flatMap { column, met in
      zip(column.texts, met).filter { !$0.1 }.map { "\(column.name): \($0.0)" }
    }
    report.findings = reader.faults.findings + remarks.unbalancedFindings(places: places)
    return report
  }
}
