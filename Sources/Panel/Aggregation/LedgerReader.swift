import Configuration
import Parallel
import Tabular

/// Reads the sources of an account book.
struct LedgerReader {
  let plan: AggregationPlan
  let book: [LedgerPart]
  private(set) var accounts = LedgerAccounts()
  private(set) var parts: [[LedgerRow]] = []
  private(set) var faults = FaultLog()
  private(set) var rowsOfFiles: [Int] = []
  private(set) var emptyLines = 0
  private(set) var leftOut = 0
  private(set) var textsMet: [[Bool]]
  private(set) var days: ClosedRange<Int>?

  init(plan: AggregationPlan, book: [LedgerPart]) {
    self.plan = plan
    self.book = book
    textsMet = plan.textColumns.map { Array(repeating: false, count: $0.texts.count) }
  }

  /// Reads all rows; batches are parsed in parallel and taken over in the sources' order.
  mutating func read(team: ThreadTeam, progress: ReadingProgress) throws {
    for part in book {
      let parser = LedgerParser(part, plan: plan)
      var rowsHere = 0
      try part.source.forEachWave(part.readingPlan(missing: plan.missing), team: team) { batches in
        let known = accounts
        let parsed = team.map(batches.count) { index, _ in
          parser.parse(batches[index], known: known)
        }
        for (batch, found) in zip(batches, parsed) {
          rowsHere += found.rowsRead
          takeOver(found, batch: batch, part: part)
        }
        progress.advance(past: batches)
      }
      faults.resolve()
      rowsOfFiles.append(rowsHere)
    }
  }

  /// The rows grouped by account; call once, after reading.
  mutating func ledger() -> Ledger { Ledger(&parts, accounts: accounts) }

  /// The first place in the sources of each of some accounts' days; reads them once more.
  func places(of wanted: [AccountDay], team: ThreadTeam) throws -> [AccountDay: LedgerPlace] {
    var found: [AccountDay: LedgerPlace] = [:]
    if wanted.isEmpty { return found }
    let wanted = Set(wanted)
    let (accounts, keys) = (self.accounts, self.accounts.accounts.levels)
    for part in book {
      let parser = LedgerParser(part, plan: plan)
      try part.source.forEachWave(part.readingPlan(missing: plan.missing), team: team) { batches in
        let parsed = team.map(batches.count) { index, _ in
          parser.parse(batches[index], known: accounts)
        }
        for (batch, read) in zip(batches, parsed) {
          for (row, number) in zip(read.rows, read.rowNumbers) where row.account != 0 {
            let key = AccountDay(account: keys[Int(row.account) - 1], day: Int(row.day))
            if wanted.contains(key), found[key] == nil {
              found[key] = LedgerPlace(source: part.source, place: batch.place(ofRow: number))
            }
          }
        }
      }
    }
    return found
  }

  private mutating func takeOver(_ read: LedgerBatch, batch: any ColumnBatch, part: LedgerPart) {
    var rows = read.rows
    var found = read.faults
    var unusable: [Int] = []
    for pending in read.pending {
      if let code = account(ofRow: read.rowNumbers[pending], of: batch, part: part, faults: &found) {
        rows[pending].account = code
      } else {
        unusable.append(pending)
      }
    }
    for row in unusable.reversed() { rows.remove(at: row) }
    if let least = rows.min(by: { $0.day < $1.day })?.day,
      let greatest = rows.max(by: { $0.day < $1.day })?.day
    {
      days = min(days?.lowerBound ?? .max, Int(least))...max(days?.upperBound ?? .min, Int(greatest))
    }
    for column in textsMet.indices {
      for text in textsMet[column].indices where read.textsMet[column][text] {
        textsMet[column][text] = true
      }
    }
    emptyLines += read.emptyLines
    leftOut += read.leftOut
    parts.append(rows)
    faults.add(found, source: part.source)
  }

  /// The code of a row's account, which may be new; nil, with a fault, where the row names none.
  private mutating func account(
    ofRow row: Int, of batch: any ColumnBatch, part: LedgerPart, faults: inout RowFaults
  ) -> UInt32? {
    func addFault(_ kind: Finding.Kind, column: Int?, text: String = "") {
      faults.add(
        kind, place: batch.place(ofRow: row), column: column.map { part.source.columnNames[$0] }, text: text)
    }
    func code(_ column: Int, of dictionary: inout TextDictionary, missing: Finding.Kind) -> UInt32? {
      let code = batch.code(column, row: row, addingTo: &dictionary)
      if let code, code != 0 { return code }
      addFault(code == nil ? .wrongEncoding : missing, column: column)
      return nil
    }
    // The customer first: an account is only taken down with its owner.
    guard let customer = code(part.customer, of: &accounts.customers, missing: .missingCustomer),
      let code = code(part.account, of: &accounts.accounts, missing: .missingAccount)
    else { return nil }
    if Int(code) == accounts.customerOfAccount.count { accounts.customerOfAccount.append(customer) }
    let owner = accounts.customerOfAccount[Int(code)]
    if owner != customer {
      let names = [owner, customer].map { "“\(accounts.customers.levels[Int($0) - 1])”" }.joined(
        separator: " and ")
      addFault(
        .accountOfTwoCustomers, column: part.hasAccounts ? part.account : nil,
        text:
          "the account “\(accounts.accounts.levels[Int(code) - 1])” is of customers \(names); an account belongs to "
          + "one customer: correct the row, or write customer and account into one column.")
      return nil
    }
    return code
  }
}

/// Where a row of the book stands.
struct LedgerPlace: Sendable {
  var source: any ColumnSource
  var place: Int

  var line: Int? { source.line(ofPlace: place) }
}

/// A day of an account.
struct AccountDay: Hashable, Sendable {
  var account: String
  /// Days since 1970-01-01.
  var day: Int
}
