import Calendar
import Configuration
import Panel
import SystemIO

/// The lists of earlier months in their folders, as `bank.csv` has them, to be set against what came.
public struct EarlierLists: Sendable {
  private struct Entry: Sendable {
    var customer: String
    var assets: Double
    var expectedLoss: Double
  }

  private let lists: [(month: Month, entries: [Entry])]
  /// What a careful person would want to be told of lists that are passed over.
  public let remarks: [Remark]

  /// So many are looked at: what became of older ones is no longer in the months that a list is made from.
  private static let most = 7
  private static let largestSize = 1 << 31

  /// Reads the lists of a folder, which may be a ``MonthlyPath``.
  ///
  /// - Parameter until: the last snapshot month that may be looked at; nil: no limit.
  public init(in folder: String, until last: Month?) {
    var (found, remarks) = ([(month: Month, entries: [Entry])](), [Remark]())
    for path in MonthlyPath.existing(FilePath.join(folder, ListFolder.bankName)) {
      if let list = Self.read(path) {
        if last.map({ list.month <= $0 }) ?? true { found.append(list) }
      } else {
        remarks.append(
          Remark(
            chinese: "“\(path)”不是本程序写出的名单，摘要页不显示它的结果。",
            english: "“\(path)” is no list of this program, so the summary does not show what came of it."))
      }
    }
    lists = Array(found.sorted { $0.month < $1.month }.suffix(Self.most))
    self.remarks = remarks
  }

  /// The customers on the lists, whatever became of them.
  public var customers: Set<String> {
    lists.reduce(into: []) { all, list in all.formUnion(list.entries.map(\.customer)) }
  }

  /// What came of each list whose month a panel holds, the oldest first.
  ///
  /// - Parameter panel: read with ``customers`` as its `PanelRequest.keptCustomers`.
  public func outcomes(in panel: CustomerPanel, until month: Month, _ configuration: BankConfiguration)
    -> [SummaryContent.Outcome]
  {
    let rule = LossRule(configuration)
    let loans = panel.numberColumns.firstIndex { $0.name == "loan_balance" }
    func loan(_ customer: Int, _ month: Month) -> Double {
      loans.map { Double(panel.number(customer, month, column: $0)) }.flatMap { $0.isNaN ? nil : $0 } ?? 0
    }
    return lists.filter { list in
      list.month <= month && panel.monthsPresent.contains(list.month) && panel.index(of: list.month) != nil
    }.map { list in
      var outcome = SummaryContent.Outcome(month: list.month)
      for entry in list.entries {
        guard let customer = panel.customers.index(of: Array(entry.customer.utf8)),
          let after = panel.isPresent(customer, list.month) ? panel.assets(customer, list.month) : 0
        else {
          outcome.unknown += 1
          continue
        }
        let isLoss = rule.isLoss(
          before: entry.assets, after: after, loansBefore: loan(customer, list.month - 1),
          loansAfter: loan(customer, list.month))
        outcome.add(expectedLoss: entry.expectedLoss, lost: isLoss ? max(0, entry.assets - after) : nil)
      }
      return outcome
    }.filter { $0.customers > 0 }
  }

  /// A list with its month; nil where the file is none.
  private static func read(_ path: String) -> (month: Month, entries: [Entry])? {
    guard let bytes = try? PlainReader.wholeFile(path, limit: largestSize),
      let text = String(validating: bytes, as: UTF8.self)
    else { return nil }
    var rows = DelimitedRows(text)
    let header = rows.next()?.cells.map { $0.lowercased() } ?? []
    func index(_ key: String) -> Int? {
      let titles = ListColumn.all.first { $0.key == key }?.titles ?? []
      return header.firstIndex(where: titles.contains)
    }
    guard let customer = index("customer_id"), let when = index("month"), let held = index("assets"),
      let expected = index("expected_loss")
    else { return nil }
    var (month, entries) = (nil as Month?, [Entry]())
    while let row = rows.next() {
      guard row.cells.count == header.count, !row.isOpen, let own = Month(parsing: row.cells[when]),
        month == nil || month == own, let assets = Double(row.cells[held]),
        let loss = Double(row.cells[expected])
      else { return nil }
      month = own
      entries.append(Entry(customer: row.cells[customer], assets: assets, expectedLoss: loss))
    }
    return month.map { ($0, entries) }
  }
}
