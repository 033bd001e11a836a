import Calendar
import Configuration
import Parallel
import Tabular

/// A source of some of an account book's rows, such as a file, opened, with its columns bound by name.
struct LedgerPart: Sendable {
  let source: any ColumnSource
  let customer: Int
  /// The customer's column, where the book has none of accounts.
  let account: Int
  /// Whether the book has a column of accounts.
  let hasAccounts: Bool
  let date: Int
  let amount: Int?
  let balance: Int?
  /// Where each of the plan's text columns stands.
  let texts: [Int]
  /// How days and amounts are written.
  private(set) var dates = DateFormat()
  private(set) var amountDecimal = DecimalMark.point
  private(set) var balanceDecimal = DecimalMark.point

  /// Opens all sources of a plan.
  static func open(_ plan: AggregationPlan, sources: ColumnSources) throws -> [LedgerPart] {
    var paths: [String] = []
    for pattern in plan.definition.files {
      for path in try sources.find(pattern) where !paths.contains(path) { paths.append(path) }
    }
    var problems: [TableError.Problem] = []
    let parts = try paths.compactMap { path in
      LedgerPart(try sources.open(path), plan: plan, problems: &problems)
    }
    if !problems.isEmpty { throw TableError(problems: problems) }
    return parts
  }

  private init?(_ source: any ColumnSource, plan: AggregationPlan, problems: inout [TableError.Problem]) {
    let definition = plan.definition
    var missing: [String] = []
    func find(_ name: String?) -> Int? {
      guard let name else { return nil }
      let index = source.column(named: name)
      if index == nil, !missing.contains(name) { missing.append(name) }
      return index
    }
    let (customer, date, account) = (
      find(definition.customer), find(definition.date), find(definition.account)
    )
    amount = plan.hasDailyBalances && definition.flows.isEmpty ? nil : find(definition.amount)
    balance = find(definition.balance)
    texts = plan.textColumns.compactMap { find($0.name) }
    for name in missing {
      problems.append(
        .init(
          file: source.name, line: TableError.headerLine(of: source.name),
          message:
            "the header has no column “\(name)”, which `aggregate:` names.\(source.hint(for: name)) The header "
            + "reads: " + source.columnNames.prefix(30).joined(separator: ", ") + "."))
    }
    guard let customer, let date, missing.isEmpty else { return nil }
    self.source = source
    (self.customer, self.date) = (customer, date)
    (self.account, hasAccounts) = (account ?? customer, account != nil)
  }

  /// The parts with what all their cells show of how days and amounts are written.
  static func findingFormats(
    of book: [LedgerPart], plan: AggregationPlan, team: ThreadTeam
  ) throws -> [LedgerPart] {
    guard let first = book.first else { return book }
    let columns = { (part: LedgerPart) in [part.date] + [part.amount, part.balance].compactMap { $0 } }
    let names = columns(first).map { first.source.columnNames[$0] }
    let guesses = ColumnGuesses(
      table: PanelTable(
        parts: book.map { .init(source: $0.source, customer: $0.customer, columns: columns($0)) },
        columnNames: names, headerNames: names),
      missing: plan.missing, statements: ColumnStatements(ColumnDefinition()), cutOff: nil, team: team)
    let formats = try guesses.formats(of: names.indices.map { ($0, $0 == 0 ? .date : .number) })
    return book.map { part in
      var part = part
      part.dates = formats[0]?.dates ?? DateFormat()
      let decimals = formats.dropFirst().map { $0?.decimal ?? .point }
      if part.amount != nil { part.amountDecimal = decimals[0] }
      if part.balance != nil, let last = decimals.last { part.balanceDecimal = last }
      return part
    }
  }

  /// What is read of the source.
  func readingPlan(missing: [String]) -> ReadingPlan {
    ReadingPlan(
      columns: Set([customer, account, date] + texts + [amount, balance].compactMap { $0 }), missing: missing)
  }
}
