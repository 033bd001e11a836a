import CKernels
import Calendar
import Configuration
import Parallel

/// What one block's rows gave besides the cells themselves; its memory is used again for the next wave.
final class CellBatch: @unchecked Sendable {
  /// A text that no earlier wave had.
  struct Pending {
    /// Number of the column among those of the table.
    var column: Int
    var cell: Range<Int>
    /// Where its code belongs; nil where it is only counted.
    var target: Int?
  }

  fileprivate(set) var summaries: [CellSummary] = []
  fileprivate(set) var pending: [Pending] = []
  fileprivate(set) var missingTexts: [Int] = []
  var faults = RowFaults()
  fileprivate(set) var rowsUsed = 0
  /// The rows whose cells are wanted.
  fileprivate var wanted = AlignedArray<CellParser.WantedRow>(count: 0)
}

/// Reads the cells of a file's rows into the panel's memory.
///
/// Some rows at a time, and of these column after column: a column's cells look alike, so the processor guesses their
/// branches right, and the rows' text stays in the first cache.
struct CellParser: Sendable {
  /// A row whose cells are wanted.
  struct WantedRow: BitwiseCopyable {
    /// Number of the row in its block.
    var row: UInt32
    /// Its first cell among the block's.
    var firstCell: UInt32
    /// Its customer and month in the panel's memory; negative where cells are only counted.
    var target: Int
  }

  /// Rows whose text and marks fit the first cache.
  private static let rowsPerTile = 96

  let number: NumberCell
  private let source: Int
  private let header: [String]
  private let numberCells: [(cell: Int, column: Int, isDate: Bool, missing: Float)]
  private let textCells: [(cell: Int, column: Int)]
  private let storage: PanelStorage
  private let places: [AlignedArray<UInt32>]?
  /// For each slot of the first pass, its place among the months in memory, which may lie outside.
  private let monthOfSlot: [Int]
  private let monthCount: Int
  private let numberCount: Int
  private let textCount: Int
  private let wantsSpread: Bool

  init(
    file: PanelTable.File, of table: PanelTable, source: Int, pass: SecondPass, numbersHere: [Int],
    textsHere: [Int]
  ) {
    number = NumberCell(furtherMissingTexts: pass.configuration.missing, encoding: file.scan.encoding)
    self.source = source
    header = file.scan.header
    numberCells = numbersHere.map {
      let name = table.columnNames[pass.numbers[$0].columnInTable]
      let isZero = pass.configuration.missingAssets == .zero && pass.configuration.assets.contains(name)
      return (file.cells[pass.numbers[$0].columnInTable], $0, pass.numbers[$0].isDate, isZero ? 0 : .nan)
    }
    textCells = textsHere.map { (file.cells[pass.texts[$0].columnInTable], $0) }
    storage = pass.storage
    places = pass.membership?.places
    monthOfSlot = pass.slots.months.map { $0 - pass.firstMonth }
    monthCount = pass.monthCount
    numberCount = pass.numbers.count
    textCount = pass.texts.count
    wantsSpread = pass.wantsSpread
  }

  func parse(
    _ block: CSVBlock, rows: RowLedger.Part, dictionaries: [TextDictionary], into batch: CellBatch
  ) {
    batch.pending.removeAll(keepingCapacity: true)
    batch.faults = RowFaults()
    let wanted = findWanted(block, rows: rows, batch: batch)
    batch.rowsUsed = wanted.count
    var summaries = numberCells.map { _ in CellSummary(withSpread: wantsSpread) }
    var missingTexts = textCells.map { _ in 0 }
    var start = 0
    while start < wanted.count {
      let tile = wanted[start..<min(wanted.count, start + CellParser.rowsPerTile)]
      fetch(wanted[start + tile.count..<min(wanted.count, start + 2 * CellParser.rowsPerTile)], of: block)
      for index in numberCells.indices {
        readNumbers(
          numberCells[index], of: tile, in: block, summary: &summaries[index], faults: &batch.faults)
      }
      for index in textCells.indices {
        missingTexts[index] += readTexts(
          index, of: tile, in: block, known: dictionaries[textCells[index].column], batch: batch)
      }
      start += tile.count
    }
    batch.faults.sort()
    batch.summaries = summaries
    batch.missingTexts = missingTexts
  }

  /// Notes the rows of kept customers and months, and that these are present.
  private func findWanted(
    _ block: CSVBlock, rows: RowLedger.Part, batch: CellBatch
  ) -> SharedBuffer<WantedRow> {
    if batch.wanted.count < block.rowCount {
      batch.wanted = AlignedArray(count: block.rowCount + block.rowCount / 4)
    }
    let wanted = batch.wanted.view
    let (monthOfSlot, monthCount) = (monthOfSlot, monthCount)
    let presence = storage.presence.view
    let sourceBit = UInt32(1) << UInt32(source)
    let placeViews = places?.map(\.view)
    var count = 0
    for row in 0..<block.rowCount {
      guard let (shard, customer, slot) = rows.entry(row) else { continue }
      var target = -1
      if let placeViews {
        let place = placeViews[shard][customer]
        let month = monthOfSlot[slot]
        if place == Membership.notKept || month < 0 || month >= monthCount { continue }
        target = Int(place) * monthCount + month
        presence[target] |= sourceBit
      }
      wanted[count] = WantedRow(
        row: UInt32(row), firstCell: UInt32(block.cells(ofRow: row).lowerBound), target: target)
      count += 1
    }
    return wanted[0..<count]
  }

  /// Asks for the text of rows that come next; another thread may have read it into its own cache.
  private func fetch(_ rows: SharedBuffer<WantedRow>, of block: CSVBlock) {
    let cacheLine = 64
    for position in 0..<rows.count {
      let row = Int(rows[position].row)
      let end = Int(block.marks[Int(block.rowEnds[row])])
      for offset in stride(from: block.start(ofRow: row), through: end, by: cacheLine) {
        churn_prefetch(block.text.base + offset)
      }
    }
  }

  private func readNumbers(
    _ column: (cell: Int, column: Int, isDate: Bool, missing: Float), of wanted: SharedBuffer<WantedRow>,
    in block: CSVBlock, summary: inout CellSummary, faults: inout RowFaults
  ) {
    var counts = CellCounts()
    let (numbers, numberCount) = (storage.numbers.view, numberCount)
    let text = block.text.base
    for position in 0..<wanted.count {
      let row = wanted[position]
      let cell = block.cell(Int(row.firstCell) + column.cell)
      let value =
        column.isDate
        ? DateCell.value(text + cell.lowerBound, cell.count, number: number)
        : number.value(text + cell.lowerBound, cell.count)
      counts.add(value)
      if wantsSpread { summary.addToSpread(value) }
      if value.isNaN, value.bitPattern == NumberCell.unreadable.bitPattern {
        faults.add(
          .unreadableNumber, offset: block.offset + block.start(ofRow: Int(row.row)),
          column: header[column.cell], text: String(decoding: block.text.elements[cell], as: UTF8.self))
      }
      if row.target >= 0 {
        numbers[row.target * numberCount + column.column] = value.isNaN ? column.missing : Float(value)
      }
    }
    summary.counts.add(counts)
  }

  /// Returns the number of missing texts among those that earlier waves had.
  private func readTexts(
    _ index: Int, of wanted: SharedBuffer<WantedRow>, in block: CSVBlock, known: TextDictionary,
    batch: CellBatch
  ) -> Int {
    var missing = 0
    let (texts, textCount) = (storage.texts.view, textCount)
    let column = textCells[index]
    let text = block.text.base
    var pending: [CellBatch.Pending] = []
    for position in 0..<wanted.count {
      let row = wanted[position]
      let cell = block.cell(Int(row.firstCell) + column.cell)
      let place = row.target >= 0 ? row.target * textCount + column.column : nil
      if let code = known.code(UnsafeBufferPointer(start: text + cell.lowerBound, count: cell.count)) {
        if let place { texts[place] = code }
        if code == 0 { missing += 1 }
      } else {
        pending.append(.init(column: index, cell: cell, target: place))
      }
    }
    batch.pending += pending
    return missing
  }
}
