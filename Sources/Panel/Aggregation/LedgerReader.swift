import Configuration
import Parallel

/// Reads the files of an account book.
struct LedgerReader {
  let plan: AggregationPlan
  let files: [LedgerFile]
  private(set) var accounts = LedgerAccounts()
  private(set) var parts: [[LedgerRow]] = []
  private(set) var faults = FaultLog()
  private(set) var rowsOfFiles: [Int] = []
  private(set) var emptyLines = 0
  private(set) var leftOut = 0
  private(set) var textsMet: [[Bool]]
  private(set) var days: ClosedRange<Int>?

  init(plan: AggregationPlan, files: [LedgerFile]) {
    self.plan = plan
    self.files = files
    textsMet = plan.textColumns.map { Array(repeating: false, count: $0.texts.count) }
  }

  /// Reads all rows; blocks are parsed in parallel and taken over in the files' order.
  mutating func read(team: ThreadTeam, progress: ReadingProgress) throws {
    for file in files {
      let parser = LedgerParser(file: file, plan: plan)
      var rowsHere = 0
      try file.scan.forEachWave(team: team) { blocks in
        let known = accounts
        let batches = team.map(blocks.count) { index, _ in
          parser.parse(blocks[index], known: known)
        }
        for (block, batch) in zip(blocks, batches) {
          rowsHere += batch.rowsRead
          takeOver(batch, block: block, file: file, number: parser.number)
        }
        progress.advance(bytes: blocks.reduce(0) { $0 + $1.text.count })
      }
      faults.resolve()
      rowsOfFiles.append(rowsHere)
    }
  }

  /// The rows grouped by account; call once, after reading.
  mutating func ledger() -> Ledger { Ledger(&parts, accounts: accounts) }

  /// The first place in the files of each of some accounts' days; reads the files once more.
  func places(of wanted: [AccountDay], team: ThreadTeam) throws -> [AccountDay: (scan: CSVScan, offset: Int)]
  {
    var found: [AccountDay: (scan: CSVScan, offset: Int)] = [:]
    if wanted.isEmpty { return found }
    let wanted = Set(wanted)
    let (accounts, keys) = (self.accounts, self.accounts.accounts.levels)
    for file in files {
      let parser = LedgerParser(file: file, plan: plan)
      try file.scan.forEachWave(team: team) { blocks in
        let batches = team.map(blocks.count) { index, _ in
          parser.parse(blocks[index], known: accounts)
        }
        for batch in batches {
          for (row, offset) in zip(batch.rows, batch.offsets) where row.account != 0 {
            let key = AccountDay(account: keys[Int(row.account) - 1], day: Int(row.day))
            if wanted.contains(key), found[key] == nil { found[key] = (file.scan, offset) }
          }
        }
      }
    }
    return found
  }

  private mutating func takeOver(_ batch: LedgerBatch, block: CSVBlock, file: LedgerFile, number: NumberCell)
  {
    var rows = batch.rows
    var found = batch.faults
    var unusable: [Int] = []
    for pending in batch.pending {
      let offset = batch.offsets[pending.row]
      let code = add(pending, block: block, file: file, number: number, offset: offset, faults: &found)
      if let code { rows[pending.row].account = code } else { unusable.append(pending.row) }
    }
    for row in unusable.reversed() { rows.remove(at: row) }
    if let least = rows.min(by: { $0.day < $1.day })?.day,
      let greatest = rows.max(by: { $0.day < $1.day })?.day
    {
      days = min(days?.lowerBound ?? .max, Int(least))...max(days?.upperBound ?? .min, Int(greatest))
    }
    for column in textsMet.indices {
      for text in textsMet[column].indices where batch.textsMet[column][text] {
        textsMet[column][text] = true
      }
    }
    emptyLines += batch.emptyLines
    leftOut += batch.leftOut
    parts.append(rows)
    faults.add(found, scan: file.scan)
  }

  /// The code of an account that may be new; nil, with a fault, where the row names none.
  private mutating func add(
    _ pending: LedgerBatch.Pending, block: CSVBlock, file: LedgerFile, number: NumberCell, offset: Int,
    faults: inout RowFaults
  ) -> UInt32? {
    let bytes = { (cell: Range<Int>) in UnsafeBufferPointer(rebasing: block.text.elements[cell]) }
    // The customer first: an account is only taken down with its owner.
    guard let customer = accounts.customers.add(bytes(pending.customer), number: number) else {
      faults.add(.wrongEncoding, offset: offset, column: file.scan.header[file.customerCell], text: "")
      return nil
    }
    let accountCell = file.accountCell ?? file.customerCell
    guard customer != 0 else {
      faults.add(.missingCustomer, offset: offset, column: file.scan.header[file.customerCell], text: "")
      return nil
    }
    guard let code = accounts.accounts.add(bytes(pending.account), number: number) else {
      faults.add(.wrongEncoding, offset: offset, column: file.scan.header[accountCell], text: "")
      return nil
    }
    guard code != 0 else {
      faults.add(.missingAccount, offset: offset, column: file.scan.header[accountCell], text: "")
      return nil
    }
    if Int(code) == accounts.customerOfAccount.count { accounts.customerOfAccount.append(customer) }
    let owner = accounts.customerOfAccount[Int(code)]
    if owner != customer {
      let names = [owner, customer].map { "“\(accounts.customers.levels[Int($0) - 1])”" }.joined(
        separator: " and ")
      faults.add(
        .accountOfTwoCustomers, offset: offset, column: file.accountCell.map { file.scan.header[$0] },
        text:
          "the account “\(accounts.accounts.levels[Int(code) - 1])” is of customers \(names); an account belongs to "
          + "one customer: correct the row, or write customer and account into one column.")
      return nil
    }
    return code
  }
}

/// A day of an account.
struct AccountDay: Hashable, Sendable {
  var account: String
  /// Days since 1970-01-01.
  var day: Int
}
