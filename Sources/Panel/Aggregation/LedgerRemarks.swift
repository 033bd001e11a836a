import Calendar
import Tabular

/// What is remarkable about the accounts of a book, in the order of customers and accounts.
struct LedgerRemarks: Sendable {
  struct Unbalanced: Sendable {
    var place: AccountDay
    var expected: Double
    var taken: Double
  }

  struct Contradiction: Sendable {
    var place: AccountDay
    var balances: (Double, Double)
  }

  var rowsOfMonths: [Int]
  private(set) var unbalancedDays = 0
  private(set) var olderAccounts = 0
  private(set) var repeated = 0
  private(set) var contradictionCount = 0
  private var unbalanced: [Unbalanced] = []
  private var contradictions: [Contradiction] = []

  init(monthCount: Int) { rowsOfMonths = Array(repeating: 0, count: monthCount) }

  mutating func add(_ remarks: CustomerMonths.Remarks, account: String) {
    unbalancedDays += remarks.unbalanced.count
    if remarks.isOlder { olderAccounts += 1 }
    repeated += remarks.repeated
    for day in remarks.unbalanced where unbalanced.count < FaultLog.shownPerKind {
      unbalanced.append(
        .init(
          place: AccountDay(account: account, day: day.day),
          expected: Double(day.expected) / LedgerRow.unitsPerWhole,
          taken: Double(day.taken) / LedgerRow.unitsPerWhole))
    }
    if let found = remarks.contradiction {
      contradictionCount += 1
      if contradictions.count < FaultLog.shownPerKind {
        let (low, high) = found.balances
        contradictions.append(
          .init(
            place: AccountDay(account: account, day: found.day),
            balances: (Double(low) / LedgerRow.unitsPerWhole, Double(high) / LedgerRow.unitsPerWhole)))
      }
    }
  }

  /// Adds the remarks on later accounts.
  mutating func add(_ other: LedgerRemarks) {
    unbalancedDays += other.unbalancedDays
    olderAccounts += other.olderAccounts
    repeated += other.repeated
    contradictionCount += other.contradictionCount
    unbalanced += other.unbalanced.prefix(FaultLog.shownPerKind - unbalanced.count)
    contradictions += other.contradictions.prefix(FaultLog.shownPerKind - contradictions.count)
    for month in rowsOfMonths.indices { rowsOfMonths[month] += other.rowsOfMonths[month] }
  }

  /// The days that are shown with their places.
  var shownDays: [AccountDay] { unbalanced.map(\.place) + contradictions.map(\.place) }

  func unbalancedFindings(places: [AccountDay: LedgerPlace]) -> [Finding] {
    unbalanced.map { day in
      let place = places[day.place]
      return Finding(
        kind: .unbalancedDay, file: place?.source.name ?? "",
        line: place?.line, column: nil,
        text:
          "account \(day.place.account), \(CalendarDay(daysSince1970: day.place.day)): opening balance and amounts come to "
          + "\(day.expected.formattedPlainly), which is none of the day's balances; \(day.taken.formattedPlainly) is taken"
      )
    }
  }

  /// Two balances of one day, where each day may have one; nil where there are none.
  func contradictions(places: [AccountDay: LedgerPlace], hasAmounts: Bool) -> TableError? {
    if contradictions.isEmpty { return nil }
    let wayOut =
      hasAmounts
      ? "If the rows are transactions, say `kind: transactions`."
      : "If the rows are transactions, name their `amount:` too."
    var problems = contradictions.map { found in
      let place = places[found.place]
      return TableError.Problem(
        file: place?.source.name, line: place?.line,
        message: "the account “\(found.place.account)” has two balances at the end of "
          + "\(CalendarDay(daysSince1970: found.place.day)), \(found.balances.0.formattedPlainly) and "
          + "\(found.balances.1.formattedPlainly); keep one row for each day. \(wayOut)")
    }
    if contradictionCount > problems.count {
      problems.append(
        .init(message: "… and \(contradictionCount - problems.count) more accounts of the kind."))
    }
    return TableError(problems: problems)
  }
}
