import Parallel

/// What one block of an account book gave.
struct LedgerBatch: Sendable {
  /// A row whose account or customer no earlier wave had.
  struct Pending: Sendable {
    var row: Int
    var account: Range<Int>
    var customer: Range<Int>
  }

  var rows: [LedgerRow] = []
  /// Position in the file of each row.
  var offsets: [Int] = []
  var pending: [Pending] = []
  var rowsRead = 0
  var emptyLines = 0
  /// Rows without a readable amount or balance.
  var leftOut = 0
  var faults = RowFaults()
  /// For each text column of the plan: which of its texts were met.
  var textsMet: [[Bool]] = []
}

/// The accounts met so far, and whose they are.
struct LedgerAccounts: Sendable {
  var accounts = TextDictionary()
  var customers = TextDictionary()
  /// For each account code: the customer's code; the first is of no account.
  var customerOfAccount: [UInt32] = [0]
}

/// Reads the rows of a file of an account book.
struct LedgerParser: Sendable {
  let number: NumberCell
  private let file: LedgerFile
  private let plan: AggregationPlan
  private let accountCell: Int
  /// For each text column: the bytes of its texts.
  private let texts: [[[UInt8]]]

  init(file: LedgerFile, plan: AggregationPlan) {
    self.file = file
    self.plan = plan
    number = NumberCell(furtherMissingTexts: plan.missing, encoding: file.scan.encoding)
    accountCell = file.accountCell ?? file.customerCell
    texts = plan.textColumns.map { $0.texts.map { Array($0.utf8) } }
  }

  func parse(_ block: CSVBlock, known: LedgerAccounts) -> LedgerBatch {
    var batch = LedgerBatch()
    batch.textsMet = texts.map { Array(repeating: false, count: $0.count) }
    batch.rows.reserveCapacity(block.rowCount)
    batch.offsets.reserveCapacity(block.rowCount)
    var textOfColumn = [Int?](repeating: nil, count: texts.count)
    for row in 0..<block.rowCount {
      let cells = block.cells(ofRow: row)
      let offset = block.offset + block.start(ofRow: row)
      guard cells.count == file.scan.header.count else {
        if block.isEmpty(row: row) {
          batch.emptyLines += 1
        } else {
          batch.rowsRead += 1
          batch.faults.add(
            .cellCount, offset: offset,
            text: "the row has \(cells.count) cells, the header \(file.scan.header.count)")
        }
        continue
      }
      batch.rowsRead += 1
      let place = { (cell: Int) in block.cell(cells.lowerBound + cell) }
      guard let day = DayCell.value(block.text, place(file.dateCell), number: number) else {
        fault(.unreadableDay, file.dateCell, cells, block: block, offset: offset, batch: &batch)
        continue
      }
      for column in texts.indices {
        textOfColumn[column] = text(in: block.text, place(file.textCells[column]), column: column)
        if let met = textOfColumn[column] { batch.textsMet[column][met] = true }
      }
      guard let amount = units(of: file.amountCell, cells, block: block, offset: offset, batch: &batch),
        let balance = units(of: file.balanceCell, cells, block: block, offset: offset, batch: &batch)
      else {
        batch.leftOut += 1
        continue
      }
      let isDebit = plan.debits.contains { holds($0, textOfColumn) }
      if isDebit, amount < 0 {
        batch.faults.add(
          .negativeDebit, offset: offset, column: file.amountCell.map { file.scan.header[$0] },
          text: "a debit with an amount below zero is taken for money that comes back")
      }
      var ledgerRow = LedgerRow(
        amount: isDebit ? -amount : amount, balance: balance, account: 0, day: Int32(day), flows: 0)
      for (index, flow) in plan.flows.enumerated()
      where goes(ledgerRow.amount, index) && flow.allSatisfy({ holds($0, textOfColumn) }) {
        ledgerRow.flows |= 1 << UInt32(index)
      }
      ledgerRow.account = account(
        place(accountCell), customer: place(file.customerCell), in: block.text, known: known)
      if ledgerRow.account == 0 {
        batch.pending.append(
          .init(row: batch.rows.count, account: place(accountCell), customer: place(file.customerCell)))
      }
      batch.rows.append(ledgerRow)
      batch.offsets.append(offset)
    }
    return batch
  }

  /// The account's code; 0 where it is not known yet, or not as this customer's.
  private func account(
    _ account: Range<Int>, customer: Range<Int>, in text: SharedBuffer<UInt8>, known: LedgerAccounts
  ) -> UInt32 {
    guard let code = known.accounts.code(bytes(account, in: text)), code != 0,
      let owner = known.customers.code(bytes(customer, in: text)), known.customerOfAccount[Int(code)] == owner
    else { return 0 }
    return code
  }

  private func bytes(_ cell: Range<Int>, in text: SharedBuffer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text.base + cell.lowerBound, count: cell.count)
  }

  /// Whether an amount goes a flow's way.
  private func goes(_ amount: Int64, _ flow: Int) -> Bool {
    switch plan.definition.flows[flow].direction {
    case .in: amount > 0
    case .out: amount < 0
    case nil: true
    }
  }

  private func holds(_ condition: AggregationPlan.Condition, _ textOfColumn: [Int?]) -> Bool {
    textOfColumn[condition.column].map { condition.accepted[$0] } ?? false
  }

  /// Which of a column's texts a cell holds.
  private func text(in text: SharedBuffer<UInt8>, _ cell: Range<Int>, column: Int) -> Int? {
    if let plain = TextCell.plainRange(text, cell, encoding: number.encoding) {
      let content = bytes(plain, in: text)
      return texts[column].firstIndex { $0.elementsEqual(content) }
    }
    let cleaned = TextCell.clean(bytes(cell, in: text), encoding: number.encoding)
    return cleaned.flatMap { cleaned in texts[column].firstIndex { $0.elementsEqual(cleaned.utf8) } }
  }

  /// The ten-thousandths in a cell, 0 without such a column; nil, with a fault, where it holds no amount.
  private func units(
    of cell: Int?, _ cells: Range<Int>, block: CSVBlock, offset: Int, batch: inout LedgerBatch
  ) -> Int64? {
    guard let cell else { return 0 }
    let range = block.cell(cells.lowerBound + cell)
    let value = number.value(block.text.base + range.lowerBound, range.count)
    if !value.isNaN, let units = LedgerRow.units(value) { return units }
    let isMissing = value.bitPattern == NumberCell.missing.bitPattern
    fault(
      isMissing ? .missingAmount : .unreadableNumber, cell, cells, block: block, offset: offset, batch: &batch
    )
    return nil
  }

  private func fault(
    _ kind: Finding.Kind, _ cell: Int, _ cells: Range<Int>, block: CSVBlock, offset: Int,
    batch: inout LedgerBatch
  ) {
    let range = block.cell(cells.lowerBound + cell)
    batch.faults.add(
      kind, offset: offset, column: file.scan.header[cell],
      text: String(decoding: block.text.elements[range], as: UTF8.self))
  }
}
