/// One customer's months while the accounts are added up: all sums are whole ten-thousandths.
struct CustomerMonths {
  /// For each month: the closing balances of its days added up.
  private(set) var balances: [Int128]
  /// For each month and flow: amounts without their sign added up, and how many there were.
  private(set) var flows: [Int128]
  private(set) var counts: [Int]
  /// The first month with a row; the number of months where there is none.
  private(set) var firstMonth: Int
  let calendar: MonthCalendar
  let flowCount: Int

  init(calendar: MonthCalendar, flowCount: Int) {
    self.calendar = calendar
    self.flowCount = flowCount
    balances = Array(repeating: 0, count: calendar.count)
    flows = Array(repeating: 0, count: calendar.count * flowCount)
    counts = Array(repeating: 0, count: calendar.count * flowCount)
    firstMonth = calendar.count
  }

  /// Begins with another customer.
  mutating func clear() {
    for index in balances.indices { balances[index] = 0 }
    for index in flows.indices { (flows[index], counts[index]) = (0, 0) }
    firstMonth = calendar.count
  }

  /// What is remarkable about an account.
  struct Remarks {
    /// Days whose closing balance does not follow from the opening balance and the amounts.
    var unbalanced: [Unbalanced] = []
    /// The account had money before its first row.
    var isOlder = false
    /// A day with two balances, in a book of daily balances.
    var contradiction: (day: Int, balances: (Int64, Int64))?
    var repeated = 0
  }

  struct Unbalanced {
    var day: Int
    var expected: Int128
    var taken: Int128
  }

  /// Adds an account's rows, which are in the order of ``LedgerRow/isBefore(_:_:)``.
  ///
  /// A balance holds from its day to the day before the next row, the last one to the end of the last month. In the
  /// month of the first row, the days before it have the balance that the account opened that day with: 0 for a new
  /// account. Months before have none: whether an account was there may only be told from what was known then.
  mutating func add(_ rows: UnsafeBufferPointer<LedgerRow>, book: AccountBook) -> Remarks {
    var remarks = Remarks()
    guard let first = rows.first else { return remarks }
    let beginning = calendar.index(ofDay: Int(first.day))
    firstMonth = min(firstMonth, beginning)
    var start = 0
    var from = calendar.starts[beginning]
    var balance: Int128?
    while start < rows.count {
      let day = rows[start].day
      var end = start + 1
      while end < rows.count, rows[end].day == day { end += 1 }
      let ofDay = UnsafeBufferPointer(rebasing: rows[start..<end])
      let result = book.close(ofDay, opening: balance, remarks: &remarks)
      if balance == nil { remarks.isOlder = result.opening.magnitude > ClosingBalance.rounding }
      hold(balance ?? result.opening, from: from, to: Int(day))
      from = Int(day)
      balance = result.closing
      if flowCount > 0 { addFlows(ofDay, month: calendar.index(ofDay: Int(day))) }
      start = end
    }
    hold(balance ?? 0, from: from, to: calendar.starts[calendar.count])
    return remarks
  }

  /// Adds a balance for each day from `from` to the day before `end`.
  private mutating func hold(_ balance: Int128, from: Int, to end: Int) {
    var day = from
    if day >= end { return }
    var month = calendar.index(ofDay: day)
    while day < end {
      let next = min(end, calendar.starts[month + 1])
      balances[month] += balance * Int128(next - day)
      day = next
      month += 1
    }
  }

  private mutating func addFlows(_ rows: UnsafeBufferPointer<LedgerRow>, month: Int) {
    for row in rows where row.flows != 0 {
      for flow in 0..<flowCount where row.flows & (1 << UInt32(flow)) != 0 {
        flows[month * flowCount + flow] += Int128(row.amount.magnitude)
        counts[month * flowCount + flow] += 1
      }
    }
  }
}

/// What the rows of a book are.
enum AccountBook: Sendable {
  /// The balance at the end of each day.
  case dailyBalances
  /// Transactions with the balance after each.
  case runningBalances
  /// Transactions without balances.
  case amountsAlone

  init(_ plan: AggregationPlan) {
    self =
      plan.hasDailyBalances
      ? .dailyBalances : plan.definition.balance == nil ? .amountsAlone : .runningBalances
  }

  /// The balance at the end of a day.
  func close(
    _ rows: UnsafeBufferPointer<LedgerRow>, opening: Int128?, remarks: inout CustomerMonths.Remarks
  ) -> ClosingBalance.Result {
    switch self {
    case .dailyBalances:
      let closing = rows[0].balance
      if let other = rows.first(where: { $0.balance != closing }), remarks.contradiction == nil {
        remarks.contradiction = (Int(rows[0].day), (min(closing, other.balance), max(closing, other.balance)))
      }
      remarks.repeated += rows.count - 1
      return .init(closing: Int128(closing), opening: opening ?? 0, fits: true)
    case .runningBalances:
      let result = ClosingBalance.find(rows, opening: opening)
      if !result.fits {
        let net = rows.reduce(Int128(0)) { $0 + Int128($1.amount) }
        remarks.unbalanced.append(
          .init(day: Int(rows[0].day), expected: (opening ?? 0) + net, taken: result.closing))
      }
      return result
    case .amountsAlone:
      let opening = opening ?? 0
      return .init(closing: rows.reduce(opening) { $0 + Int128($1.amount) }, opening: opening, fits: true)
    }
  }
}
