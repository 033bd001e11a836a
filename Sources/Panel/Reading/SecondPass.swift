import Configuration
import Numerics

/// The second reading: all other cells, of the kept customers and the wanted months alone.
struct SecondPass {
  /// A column of the panel and where its cells come from.
  struct Binding: Sendable {
    var table: Int
    /// Number of the column in its table.
    var columnInTable: Int
    var isDate: Bool
  }

  let tables: [PanelTable]
  let configuration: BankConfiguration
  let team: ThreadTeam
  let progress: ReadingProgress
  /// Kept customers' places by shard; nil: rows are only summarised.
  let membership: Membership?
  let firstMonth: Month
  let monthCount: Int
  let numbers: [Binding]
  let texts: [Binding]
  let storage: PanelStorage
  let wantsSpread: Bool

  private(set) var dictionaries: [TextDictionary]
  private(set) var summaries: [CellSummary]
  private(set) var textMissing: [Int]
  private(set) var textCells: [Int]
  private(set) var faults = FaultLog()
  private(set) var rowsUsed = 0

  init(
    tables: [PanelTable], configuration: BankConfiguration, team: ThreadTeam, progress: ReadingProgress,
    membership: Membership?, firstMonth: Month, monthCount: Int, numbers: [Binding], texts: [Binding],
    storage: PanelStorage, wantsSpread: Bool
  ) {
    self.tables = tables
    self.configuration = configuration
    self.team = team
    self.progress = progress
    self.membership = membership
    self.firstMonth = firstMonth
    self.monthCount = monthCount
    self.numbers = numbers
    self.texts = texts
    self.storage = storage
    self.wantsSpread = wantsSpread
    dictionaries = texts.map { _ in TextDictionary() }
    summaries = numbers.map { _ in CellSummary(withSpread: wantsSpread) }
    textMissing = texts.map { _ in 0 }
    textCells = texts.map { _ in 0 }
  }

  mutating func run(ledgers: [[RowLedger]]) throws {
    for (index, table) in tables.enumerated() {
      let numbersHere = numbers.indices.filter { numbers[$0].table == index }
      let textsHere = texts.indices.filter { texts[$0].table == index }
      for (file, ledger) in zip(table.files, ledgers[index]) {
        try read(
          file, of: table, source: index, ledger: ledger, numbersHere: numbersHere, textsHere: textsHere)
      }
    }
    faults.resolve()
  }

  private mutating func read(
    _ file: PanelTable.File, of table: PanelTable, source: Int, ledger: RowLedger, numbersHere: [Int],
    textsHere: [Int]
  ) throws {
    let parser = CellParser(
      file: file, of: table, source: source, pass: self, numbersHere: numbersHere, textsHere: textsHere)
    var batches: [CellBatch] = []
    var wave = 0
    try file.scan.forEachWave(team: team) { blocks in
      while batches.count < blocks.count { batches.append(CellBatch()) }
      let rows = ledger.waves[wave]
      let firstRow = blocks.first?.firstRow ?? 0
      let (pool, dictionaries) = (batches, self.dictionaries)
      team.forEach(blocks.count) { index, _ in
        parser.parse(
          blocks[index], rows: rows, firstRowOfWave: firstRow, dictionaries: dictionaries, into: pool[index])
      }
      for (block, batch) in zip(blocks, pool) {
        rowsUsed += batch.rowsUsed
        for (index, summary) in zip(numbersHere, batch.summaries) { summaries[index].add(summary) }
        for pending in batch.pending {
          let bytes = UnsafeBufferPointer(rebasing: block.text.elements[pending.cell])
          let column = textsHere[pending.column]
          guard let code = self.dictionaries[column].add(bytes, number: parser.number) else {
            batch.faults.add(
              .wrongEncoding, offset: block.offset + pending.cell.lowerBound,
              column: table.headerNames[texts[column].columnInTable], text: "")
            continue
          }
          if let target = pending.target { storage.texts.view[target] = code }
          if code == 0 { textMissing[column] += 1 }
        }
        for (index, column) in textsHere.enumerated() {
          textCells[column] += batch.rowsUsed
          textMissing[column] += batch.missingTexts[index]
        }
        faults.add(batch.faults, scan: file.scan)
      }
      progress.advance(bytes: blocks.reduce(0) { $0 + $1.text.count })
      wave += 1
    }
  }
}

/// What one block's rows gave besides the cells themselves.
final class CellBatch: @unchecked Sendable {
  /// A text that no earlier wave had.
  struct Pending {
    /// Number of the column among those of the table.
    var column: Int
    var cell: Range<Int>
    /// Where its code belongs; nil where it is only counted.
    var target: Int?
  }

  var summaries: [CellSummary] = []
  var pending: [Pending] = []
  var missingTexts: [Int] = []
  var faults = RowFaults()
  var rowsUsed = 0
}

/// Reads the cells of a file's rows into the panel's memory.
struct CellParser: Sendable {
  let number: NumberCell
  private let source: Int
  private let header: [String]
  private let numberCells: [(cell: Int, column: Int, isDate: Bool, missing: Float)]
  private let textCells: [(cell: Int, column: Int)]
  private let storage: PanelStorage
  private let places: [AlignedArray<UInt32>]?
  private let firstMonth: Int
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
    firstMonth = pass.firstMonth.index
    monthCount = pass.monthCount
    numberCount = pass.numbers.count
    textCount = pass.texts.count
    wantsSpread = pass.wantsSpread
  }

  func parse(
    _ block: CSVBlock, rows: RowLedger.Wave, firstRowOfWave: Int, dictionaries: [TextDictionary],
    into batch: CellBatch
  ) {
    var summaries = numberCells.map { _ in CellSummary(withSpread: wantsSpread) }
    var missingTexts = textCells.map { _ in 0 }
    var rowsUsed = 0
    defer {
      batch.summaries = summaries
      batch.missingTexts = missingTexts
      batch.rowsUsed = rowsUsed
    }
    batch.pending.removeAll(keepingCapacity: true)
    batch.faults = RowFaults()
    let (customers, shards, months) = (rows.customers.view, rows.shards.view, rows.months.view)
    let (numbers, texts, presence) = (storage.numbers.view, storage.texts.view, storage.presence.view)
    let text = block.text
    let sourceBit = UInt32(1) << UInt32(source)
    let placeViews = places?.map(\.view)
    let first = block.firstRow - firstRowOfWave
    for row in 0..<block.rowCount {
      let customer = customers[first + row]
      if customer == CustomerShard.nobody { continue }
      var target = -1
      if let placeViews {
        let place = placeViews[Int(shards[first + row])][Int(customer)]
        let month = Int(months[first + row]) - firstMonth
        if place == Membership.notKept || month < 0 || month >= monthCount { continue }
        target = Int(place) * monthCount + month
        presence[target] |= sourceBit
      }
      rowsUsed += 1
      let firstCell = block.cells(ofRow: row).lowerBound
      for index in 0..<numberCells.count {
        let column = numberCells[index]
        let cell = block.cell(firstCell + column.cell)
        let value =
          column.isDate
          ? DateCell.value(text.base + cell.lowerBound, cell.count, number: number)
          : number.value(text.base + cell.lowerBound, cell.count)
        summaries[index].add(value)
        if value.isNaN, value.bitPattern == NumberCell.unreadable.bitPattern {
          batch.faults.add(
            .unreadableNumber, offset: block.offset + block.start(ofRow: row), column: header[column.cell],
            text: String(decoding: text.elements[cell], as: UTF8.self))
        }
        if target >= 0 {
          numbers[target * numberCount + column.column] = value.isNaN ? column.missing : Float(value)
        }
      }
      for index in 0..<textCells.count {
        let cell = block.cell(firstCell + textCells[index].cell)
        let place = target >= 0 ? target * textCount + textCells[index].column : nil
        let bytes = UnsafeBufferPointer(start: text.base + cell.lowerBound, count: cell.count)
        if let code = dictionaries[textCells[index].column].code(bytes) {
          if let place { texts[place] = code }
          if code == 0 { missingTexts[index] += 1 }
        } else {
          batch.pending.append(.init(column: index, cell: cell, target: place))
        }
      }
    }
  }
}
