import Configuration
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
          file: source.name, line: 1,
          message:
            "the header has no column “\(name)”, which `aggregate:` names.\(source.hint(for: name)) The header "
            + "reads: " + source.columnNames.prefix(30).joined(separator: ", ") + "."))
    }
    guard let customer, let date, missing.isEmpty else { return nil }
    self.source = source
    (self.customer, self.date) = (customer, date)
    (self.account, hasAccounts) = (account ?? customer, account != nil)
  }

  /// What is read of the source.
  func readingPlan(missing: [String]) -> ReadingPlan {
    ReadingPlan(
      columns: Set([customer, account, date] + texts + [amount, balance].compactMap { $0 }), missing: missing)
  }
}
