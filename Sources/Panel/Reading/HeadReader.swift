import Calendar
import Configuration
import Parallel
import Tabular

/// Reads customer, month and assets from the rows of a source, some hundred rows at a time.
struct HeadReader: Sendable {
  private let source: any ColumnSource
  private let customer: Int
  private let month: Int?
  private let fixedMonth: Int32
  private let assets: [Int]
  private let cutOff: Int32
  private let missingIsZero: Bool
  private let missing: [String]
  private let missingInColumns: [Int: MissingTexts]

  init(_ part: PanelTable.Part, of table: PanelTable, configuration: BankConfiguration, cutOff: Month?) {
    source = part.source
    customer = part.customer
    month = part.month == nil ? part.monthColumn : nil
    fixedMonth = part.month.map { Int32($0.index) } ?? CellValue.noMonth
    assets = zip(table.columnNames, part.columns).filter { configuration.assets.contains($0.0) }.map(\.1)
    self.cutOff = cutOff.map { Int32($0.index) } ?? .max
    missing = configuration.missing
    let statements = ColumnStatements(configuration)
    let own = zip(part.columns, zip(table.columnNames, table.headerNames)).compactMap { column, names in
      statements.missingTexts(of: [names.0, names.1]).map {
        (column, MissingTexts.usual.adding(configuration.missing + $0))
      }
    }
    missingInColumns = Dictionary(own, uniquingKeysWith: { first, _ in first })
    missingIsZero = configuration.missingAssets == .zero
  }

  /// What is read of the source.
  func plan(memory: ReadingMemory) -> ReadingPlan {
    var plan = ReadingPlan(
      columns: Set([customer] + [month].compactMap { $0 } + assets), missing: missing, memory: memory)
    plan.missingInColumns = missingInColumns
    return plan
  }

  func read(_ batch: any ColumnBatch, into heads: HeadBatch) {
    let whole = heads.begin(batch, assetCount: assets.count)
    var start = 0
    while start < whole.count {
      let tile = whole[start..<min(whole.count, start + HeadBatch.rowsPerTile)]
      start += tile.count
      let rows = rowsInTime(tile, of: batch, heads: heads)
      batch.keys(customer, rows: rows, into: heads.keysOfTile.view, area: heads.area)
      for (index, column) in assets.enumerated() {
        batch.numbers(column, rows: rows, into: heads.assets(index))
      }
      take(rows, of: batch, heads: heads)
    }
    heads.finish()
  }

  /// Reads the months of some rows, and leaves those out that have none or a later one than may be looked at.
  ///
  /// - Returns: the rows that are left; their months stand in ``HeadBatch/months``.
  private func rowsInTime(_ tile: RowNumbers, of batch: any ColumnBatch, heads: HeadBatch) -> RowNumbers {
    let months = heads.monthsOfTile.view
    if let month {
      batch.months(month, format: DateFormat(), rows: tile, into: months)
    } else {
      for position in 0..<tile.count { months[position] = fixedMonth }
    }
    var left = 0
    for position in 0..<tile.count {
      let index = months[position]
      let row = tile[position]
      if index == CellValue.noMonth {
        if let month {
          heads.faults.add(.unreadableMonth, column: month, row: Int(row), of: batch, in: source)
        }
      } else if index > cutOff {
        heads.laterRows += 1
      } else {
        (tile[left], months[left]) = (row, index)
        left += 1
      }
    }
    return tile[0..<left]
  }

  /// Makes the heads of rows whose months, keys and assets have been read.
  private func take(_ rows: RowNumbers, of batch: any ColumnBatch, heads: HeadBatch) {
    let (months, keys) = (heads.monthsOfTile.view, heads.keysOfTile.view)
    let (values, stride) = (heads.assetsOfTile.view, HeadBatch.rowsPerTile)
    let met = heads.room
    var notedMonth = CellValue.noMonth
    var count = heads.count
    for position in 0..<rows.count {
      let key = keys[position]
      guard key.length > 0 else {
        noteMissingKey(row: Int(rows[position]), of: batch, heads: heads)
        continue
      }
      var sum = 0.0
      for index in 0..<assets.count { sum += values[index * stride + position] }
      if sum.isNaN { sum = sumWithGaps(position, row: rows[position], of: batch, heads: heads) }
      met[count] = RowHead(key: key, assets: sum, month: months[position], row: rows[position])
      count += 1
      if months[position] != notedMonth {
        notedMonth = months[position]
        heads.note(month: notedMonth)
      }
    }
    heads.count = count
  }

  /// The sum of assets of which a cell is missing or unreadable: NaN, or without the missing cells.
  private func sumWithGaps(
    _ position: Int, row: UInt32, of batch: any ColumnBatch, heads: HeadBatch
  ) -> Double {
    var sum = 0.0
    for (index, column) in assets.enumerated() {
      let value = heads.assets(index)[position]
      if CellValue.isUnreadable(value) {
        heads.faults.add(.unreadableNumber, column: column, row: Int(row), of: batch, in: source)
      } else if value.isNaN, missingIsZero {
        continue
      }
      sum += value
    }
    return sum
  }

  private func noteMissingKey(row: Int, of batch: any ColumnBatch, heads: HeadBatch) {
    let text = batch.text(customer, row: row)
    let kind: Finding.Kind =
      text.map { $0.utf8.count > RowKey.longest ? .longCustomer : .missingCustomer } ?? .wrongEncoding
    heads.faults.add(
      kind, place: batch.place(ofRow: row), column: source.columnNames[customer], text: text ?? "")
  }
}
