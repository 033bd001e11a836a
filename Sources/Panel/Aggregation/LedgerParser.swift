import Parallel
import SystemIO
import Tabular

/// Reads the rows of a source of an account book.
struct LedgerParser: Sendable {
  private let part: LedgerPart
  private let plan: AggregationPlan
  /// For each text column: the bytes of its texts.
  private let texts: [[[UInt8]]]

  init(_ part: LedgerPart, plan: AggregationPlan) {
    self.part = part
    self.plan = plan
    texts = plan.textColumns.map { $0.texts.map { Array(CleanText.of($0).utf8) } }
  }

  func parse(_ batch: any ColumnBatch, known: LedgerAccounts) -> LedgerBatch {
    var found = LedgerBatch()
    let room = AlignedArray<UInt32>(count: batch.rowCount)
    let survey = batch.survey(into: room.view)
    found.emptyLines = survey.emptyRows.count
    found.rowsRead = survey.filledRows
    found.faults.add(survey.defects, of: batch)
    found.textsMet = texts.map { Array(repeating: false, count: $0.count) }
    found.rows.reserveCapacity(survey.wholeRows)
    found.rowNumbers.reserveCapacity(survey.wholeRows)
    let tile = LedgerTile(textColumns: texts.count)
    for start in stride(from: 0, to: survey.wholeRows, by: LedgerTile.rowCount) {
      let rows = room.view[start..<min(survey.wholeRows, start + LedgerTile.rowCount)]
      fill(tile, rows: rows, of: batch, known: known)
      for position in 0..<rows.count {
        let row = Int(rows[position])
        guard var ledgerRow = ledgerRow(position, row: row, of: batch, tile: tile, found: &found) else {
          continue
        }
        let (account, customer) = (tile.accounts.view[position], tile.customers.view[position])
        if known.isKnown(account, of: customer) {
          ledgerRow.account = account
        } else {
          found.pending.append(found.rows.count)
        }
        found.rows.append(ledgerRow)
        found.rowNumbers.append(row)
      }
    }
    found.faults.sort()
    return found
  }

  private func fill(_ tile: LedgerTile, rows: RowNumbers, of batch: any ColumnBatch, known: LedgerAccounts) {
    batch.days(part.date, form: .dayOnly, rows: rows, into: tile.days.view)
    for column in texts.indices {
      batch.choices(part.texts[column], among: texts[column], rows: rows, into: tile.texts[column].view)
    }
    if let amount = part.amount { batch.numbers(amount, rows: rows, into: tile.amounts.view) }
    if let balance = part.balance { batch.numbers(balance, rows: rows, into: tile.balances.view) }
    batch.codes(part.account, rows: rows, known: known.accounts, into: tile.accounts.view)
    batch.codes(part.customer, rows: rows, known: known.customers, into: tile.customers.view)
  }

  /// A row of the book, still without its account; nil where the row cannot be used.
  private func ledgerRow(
    _ position: Int, row: Int, of batch: any ColumnBatch, tile: LedgerTile, found: inout LedgerBatch
  ) -> LedgerRow? {
    let day = tile.days.view[position]
    if day.isNaN {
      found.faults.add(.unreadableDay, column: part.date, row: row, of: batch, in: part.source)
      return nil
    }
    for column in texts.indices {
      let choice = Int(tile.texts[column].view[position])
      if choice >= 0 { found.textsMet[column][choice] = true }
    }
    guard
      let amount = units(part.amount, tile.amounts.view[position], row: row, of: batch, found: &found),
      let balance = units(part.balance, tile.balances.view[position], row: row, of: batch, found: &found)
    else {
      found.leftOut += 1
      return nil
    }
    let isDebit = plan.debits.contains { holds($0, position, tile) }
    if isDebit, amount < 0 {
      found.faults.add(
        .negativeDebit, place: batch.place(ofRow: row),
        column: part.amount.map { part.source.columnNames[$0] },
        text: "a debit with an amount below zero is taken for money that comes back")
    }
    var ledgerRow = LedgerRow(
      amount: isDebit ? -amount : amount, balance: balance, account: 0, day: Int32(day), flows: 0)
    for (index, flow) in plan.flows.enumerated()
    where goes(ledgerRow.amount, index) && flow.allSatisfy({ holds($0, position, tile) }) {
      ledgerRow.flows |= 1 << UInt32(index)
    }
    return ledgerRow
  }

  /// Whether an amount goes a flow's way.
  private func goes(_ amount: Int64, _ flow: Int) -> Bool {
    switch plan.definition.flows[flow].direction {
    case .in: amount > 0
    case .out: amount < 0
    case nil: true
    }
  }

  private func holds(_ condition: AggregationPlan.Condition, _ position: Int, _ tile: LedgerTile) -> Bool {
    let choice = Int(tile.texts[condition.column].view[position])
    return choice >= 0 && condition.accepted[choice]
  }

  /// The ten-thousandths in a cell, 0 without such a column; nil, with a fault, where it holds no amount.
  private func units(
    _ column: Int?, _ value: Double, row: Int, of batch: any ColumnBatch, found: inout LedgerBatch
  ) -> Int64? {
    guard let column else { return 0 }
    if !value.isNaN, let units = LedgerRow.units(value) { return units }
    found.faults.add(
      CellValue.isMissing(value) ? .missingAmount : .unreadableNumber, column: column, row: row, of: batch,
      in: part.source)
    return nil
  }
}
