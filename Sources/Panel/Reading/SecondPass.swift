import Calendar
import Configuration
import Parallel

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
  let memory: WaveMemory
  /// Kept customers' places by shard; nil: rows are only summarised.
  let membership: Membership?
  let slots: MonthSlots
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
    memory: WaveMemory, membership: Membership?, slots: MonthSlots, firstMonth: Month, monthCount: Int,
    numbers: [Binding],
    texts: [Binding],
    storage: PanelStorage, wantsSpread: Bool
  ) {
    self.tables = tables
    self.configuration = configuration
    self.team = team
    self.progress = progress
    self.memory = memory
    self.membership = membership
    self.slots = slots
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
    try file.scan.forEachWave(team: team, memory: memory) { blocks in
      while batches.count < blocks.count { batches.append(CellBatch()) }
      let rows = ledger.waves[wave]
      let starts = blocks.map { $0.firstRow - (blocks.first?.firstRow ?? 0) }
      let (pool, dictionaries) = (batches, self.dictionaries)
      team.forEach(blocks.count) { index, _ in
        parser.parse(
          blocks[index], rows: rows.part(starts[index]..<starts[index] + blocks[index].rowCount),
          dictionaries: dictionaries, into: pool[index])
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
