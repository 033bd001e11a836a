import Calendar
import Configuration
import Parallel
import Tabular

/// The second reading: all other cells, of the kept customers and the wanted months alone.
struct SecondPass {
  /// A column of the panel and where its cells come from.
  struct Binding: Sendable {
    var table: Int
    /// Number of the column in its table.
    var columnInTable: Int
    /// How its cells become values.
    var form: ValueForm
    /// What stands for a missing value in it.
    var missing: MissingTexts
  }

  let tables: [PanelTable]
  let configuration: BankConfiguration
  let team: ThreadTeam
  let progress: ReadingProgress
  let memory: ReadingMemory
  /// Kept customers' indices by shard; nil: rows are only summarised.
  let membership: Membership?
  let slots: MonthSlots
  let firstMonth: Month
  let monthCount: Int
  let numbers: [Binding]
  let texts: [Binding]
  let storage: PanelStorage
  let wantsDistribution: Bool

  private(set) var dictionaries: [TextDictionary]
  private(set) var summaries: [CellSummary]
  private(set) var textMissing: [Int]
  private(set) var textCells: [Int]
  private(set) var faults = FaultLog()
  private(set) var rowsUsed = 0

  init(
    tables: [PanelTable], configuration: BankConfiguration, team: ThreadTeam, progress: ReadingProgress,
    memory: ReadingMemory, membership: Membership?, slots: MonthSlots, firstMonth: Month, monthCount: Int,
    numbers: [Binding],
    texts: [Binding],
    storage: PanelStorage, wantsDistribution: Bool
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
    self.wantsDistribution = wantsDistribution
    dictionaries = texts.map { _ in TextDictionary() }
    summaries = numbers.map { _ in CellSummary(withDistribution: wantsDistribution) }
    textMissing = texts.map { _ in 0 }
    textCells = texts.map { _ in 0 }
  }

  mutating func run(ledgers: [[RowLedger]]) throws {
    for (index, table) in tables.enumerated() {
      let numbersHere = numbers.indices.filter { numbers[$0].table == index }
      let textsHere = texts.indices.filter { texts[$0].table == index }
      for (part, ledger) in zip(table.parts, ledgers[index]) {
        try read(
          part, of: table, number: index, ledger: ledger, numbersHere: numbersHere, textsHere: textsHere)
      }
    }
    faults.resolve()
  }

  private mutating func read(
    _ part: PanelTable.Part, of table: PanelTable, number: Int, ledger: RowLedger, numbersHere: [Int],
    textsHere: [Int]
  ) throws {
    let reader = CellReader(
      part, of: table, number: number, pass: self, numbersHere: numbersHere, textsHere: textsHere)
    var pool: [CellBatch] = []
    var plan = reader.plan(memory: memory)
    plan.rows = reader.wantedRows(ledger, team: team)
    // Such as files of months before the window.
    if plan.rows?.isEmpty == true { return }
    try part.source.forEachWave(plan, team: team) { batches in
      while pool.count < batches.count { pool.append(CellBatch()) }
      guard let rows = ledger.wave(of: batches) else {
        throw TableError(
          file: part.source.name,
          message: "the table has changed since it was read first; run when nobody writes to it.")
      }
      let (cells, dictionaries) = (pool, self.dictionaries)
      team.forEach(batches.count) { index, _ in
        reader.read(
          batches[index], ledger: rows.part(of: batches[index]), dictionaries: dictionaries,
          into: cells[index])
      }
      for (batch, found) in zip(batches, cells) {
        rowsUsed += found.rowsUsed
        for (index, summary) in zip(numbersHere, found.summaries) { summaries[index].add(summary) }
        addTexts(of: found, batch: batch, part: part, table: table, textsHere: textsHere)
        for (index, column) in textsHere.enumerated() {
          textCells[column] += found.rowsUsed
          textMissing[column] += found.missingTexts[index]
        }
        faults.add(found.faults, source: part.source)
      }
      progress.advance(past: batches)
    }
  }

  /// Gives the texts codes that no earlier wave had.
  private mutating func addTexts(
    of cells: CellBatch, batch: any ColumnBatch, part: PanelTable.Part, table: PanelTable, textsHere: [Int]
  ) {
    for pending in cells.pending {
      let column = textsHere[pending.column]
      let sourceColumn = part.columns[texts[column].columnInTable]
      guard let code = batch.code(sourceColumn, row: pending.row, addingTo: &dictionaries[column]) else {
        cells.faults.add(
          .wrongEncoding, place: batch.place(ofRow: pending.row, column: sourceColumn),
          column: table.headerNames[texts[column].columnInTable], text: "")
        continue
      }
      if let target = pending.target { storage.texts.view[target] = code }
      if code == 0 { textMissing[column] += 1 }
    }
  }
}
