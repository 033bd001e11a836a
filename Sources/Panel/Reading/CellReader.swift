import Calendar
import Configuration
import Parallel
import Tabular

/// What one batch's rows gave besides the cells themselves; its memory is used again for the next wave.
final class CellBatch: @unchecked Sendable {
  /// A text that no earlier wave had.
  struct Pending {
    /// Number of the column among the text columns of the table.
    var column: Int
    var row: Int
    /// Where its code belongs; nil where it is only counted.
    var target: Int?
  }

  fileprivate(set) var summaries: [CellSummary] = []
  fileprivate(set) var pending: [Pending] = []
  fileprivate(set) var missingTexts: [Int] = []
  var faults = RowFaults()
  fileprivate(set) var rowsUsed = 0
  /// The rows whose cells are wanted.
  fileprivate var rows = AlignedArray<UInt32>(count: 0)
  /// For each of them its customer and month in the panel's memory; negative where cells are only counted.
  fileprivate var targets = AlignedArray<Int>(count: 0)
  /// Cells of one column.
  fileprivate let values = AlignedArray<Double>(count: CellReader.rowsPerTile)
  fileprivate let codes = AlignedArray<UInt32>(count: CellReader.rowsPerTile)
}

/// Reads the cells of a source's rows into the panel's memory, some rows at a time and of these column after column.
struct CellReader: Sendable {
  /// A number column of the source.
  private struct NumberColumn {
    /// Where it stands in the source.
    var sourceColumn: Int
    /// Its number among the panel's number columns.
    var column: Int
    var form: ValueForm
    /// What stands for a missing cell.
    var missing: Float
  }

  /// Rows that fit the first cache.
  static let rowsPerTile = 96

  private let source: any ColumnSource
  private let table: Int
  private let missing: [String]
  private let missingInColumns: [Int: MissingTexts]
  private let numberColumns: [NumberColumn]
  private let textColumns: [(sourceColumn: Int, column: Int)]
  private let storage: PanelStorage
  private let keptIndices: [AlignedArray<UInt32>]?
  /// For each slot of the first pass, its index among the months in memory, which may lie outside.
  private let monthOfSlot: [Int]
  private let monthCount: Int
  private let numberCount: Int
  private let textCount: Int
  private let wantsDistribution: Bool

  /// - Parameters:
  ///   - number: number of the table.
  ///   - numbersHere: which of the panel's number columns the table has.
  ///   - textsHere: the same of text columns.
  init(
    _ part: PanelTable.Part, of table: PanelTable, number: Int, pass: SecondPass, numbersHere: [Int],
    textsHere: [Int]
  ) {
    source = part.source
    self.table = number
    missing = pass.configuration.missing
    numberColumns = numbersHere.map {
      let binding = pass.numbers[$0]
      let name = table.columnNames[binding.columnInTable]
      let isZero = pass.configuration.missingAssets == .zero && pass.configuration.assets.contains(name)
      return NumberColumn(
        sourceColumn: part.columns[binding.columnInTable], column: $0, form: binding.form,
        missing: isZero ? 0 : .nan)
    }
    textColumns = textsHere.map { (part.columns[pass.texts[$0].columnInTable], $0) }
    let bindings = numbersHere.map { pass.numbers[$0] } + textsHere.map { pass.texts[$0] }
    missingInColumns = Dictionary(
      bindings.map { (part.columns[$0.columnInTable], $0.missing) }, uniquingKeysWith: { first, _ in first })
    storage = pass.storage
    keptIndices = pass.membership?.indices
    monthOfSlot = pass.slots.months.map { $0 - pass.firstMonth }
    monthCount = pass.monthCount
    numberCount = pass.numbers.count
    textCount = pass.texts.count
    wantsDistribution = pass.wantsDistribution
  }

  /// What is read of the source.
  func plan(memory: ReadingMemory) -> ReadingPlan {
    var plan = ReadingPlan(
      columns: Set(numberColumns.map(\.sourceColumn) + textColumns.map(\.sourceColumn)), missing: missing,
      memory: memory)
    plan.missingInColumns = missingInColumns
    return plan
  }

  /// The rows outside of which no cell is wanted; nil where all are.
  func wantedRows(_ ledger: RowLedger, team: ThreadTeam) -> Range<Int>? {
    guard let kept = keptIndices?.map(\.view) else { return nil }
    return ledger.rows(team: team) { [monthOfSlot, monthCount] shard, customer, slot in
      kept[shard][customer] != Membership.notKept && (0..<monthCount).contains(monthOfSlot[slot])
    }
  }

  func read(
    _ batch: any ColumnBatch, ledger: RowLedger.Part, dictionaries: [TextDictionary], into cells: CellBatch
  ) {
    cells.pending.removeAll(keepingCapacity: true)
    cells.faults = RowFaults()
    findWanted(batch, ledger: ledger, cells: cells)
    var summaries = numberColumns.map { _ in CellSummary(withDistribution: wantsDistribution) }
    var missingTexts = textColumns.map { _ in 0 }
    let wanted = cells.rows.view[0..<cells.rowsUsed]
    var start = 0
    while start < wanted.count {
      let tile = start..<min(wanted.count, start + CellReader.rowsPerTile)
      // Another thread may have read their memory into its own cache.
      batch.prefetch(wanted[tile.upperBound..<min(wanted.count, tile.upperBound + CellReader.rowsPerTile)])
      for index in numberColumns.indices {
        readNumbers(numberColumns[index], of: tile, in: batch, summary: &summaries[index], cells: cells)
      }
      for index in textColumns.indices {
        missingTexts[index] += readTexts(
          index, of: tile, in: batch, known: dictionaries[textColumns[index].column], cells: cells)
      }
      start = tile.upperBound
    }
    cells.faults.sort()
    cells.summaries = summaries
    cells.missingTexts = missingTexts
  }

  /// Notes the rows of kept customers and months, and that these are present.
  private func findWanted(_ batch: any ColumnBatch, ledger: RowLedger.Part, cells: CellBatch) {
    let rowCount = batch.rowCount
    if cells.rows.count < rowCount {
      cells.rows = AlignedArray(count: rowCount + rowCount / 4)
      cells.targets = AlignedArray(count: cells.rows.count)
    }
    let (rows, targets) = (cells.rows.view, cells.targets.view)
    let (monthOfSlot, monthCount) = (monthOfSlot, monthCount)
    let presence = storage.presence.view
    let tableBit = UInt32(1) << UInt32(table)
    let keptViews = keptIndices?.map(\.view)
    var count = 0
    for row in 0..<rowCount {
      guard let (shard, customer, slot) = ledger.entry(row) else { continue }
      var target = -1
      if let keptViews {
        let kept = keptViews[shard][customer]
        let month = monthOfSlot[slot]
        if kept == Membership.notKept || month < 0 || month >= monthCount { continue }
        target = Int(kept) * monthCount + month
        presence[target] |= tableBit
      }
      (rows[count], targets[count]) = (UInt32(truncatingIfNeeded: row), target)
      count += 1
    }
    cells.rowsUsed = count
  }

  private func readNumbers(
    _ column: NumberColumn, of tile: Range<Int>, in batch: any ColumnBatch, summary: inout CellSummary,
    cells: CellBatch
  ) {
    let (rows, targets) = (cells.rows.view[tile], cells.targets.view[tile])
    let values = cells.values.view
    batch.values(column.sourceColumn, form: column.form, rows: rows, into: values)
    var counts = CellCounts()
    let (numbers, numberCount) = (storage.numbers.view, numberCount)
    for position in 0..<rows.count {
      var value = values[position]
      // Variables are Float32; what does not fit there is no amount of anything.
      if value.magnitude > Double(Float.greatestFiniteMagnitude) { value = CellValue.unreadable }
      counts.add(value)
      if wantsDistribution { summary.addToDistribution(value) }
      if CellValue.isUnreadable(value) {
        cells.faults.add(
          column.form.isDate ? .unreadableDate : .unreadableNumber, column: column.sourceColumn,
          row: Int(rows[position]), of: batch, in: source)
      }
      if targets[position] >= 0 {
        numbers[targets[position] * numberCount + column.column] = value.isNaN ? column.missing : Float(value)
      }
    }
    summary.counts.add(counts)
  }

  /// Returns the number of missing texts among those that earlier waves had.
  private func readTexts(
    _ index: Int, of tile: Range<Int>, in batch: any ColumnBatch, known: TextDictionary, cells: CellBatch
  ) -> Int {
    let (rows, targets) = (cells.rows.view[tile], cells.targets.view[tile])
    let (codes, column) = (cells.codes.view, textColumns[index])
    batch.codes(column.sourceColumn, rows: rows, known: known, into: codes)
    var missing = 0
    let (texts, textCount) = (storage.texts.view, textCount)
    for position in 0..<rows.count {
      let code = codes[position]
      let target = targets[position] >= 0 ? targets[position] * textCount + column.column : nil
      if code == TextDictionary.unknown {
        cells.pending.append(.init(column: index, row: Int(rows[position]), target: target))
      } else {
        if let target { texts[target] = code }
        if code == 0 { missing += 1 }
      }
    }
    return missing
  }
}
