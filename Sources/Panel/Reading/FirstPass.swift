import Calendar
import Configuration
import Parallel

/// The first reading of all panel files: who is there in which month, with which assets.
///
/// Of each row only customer, month and asset cells are read. What stays in memory is a key and a few numbers for
/// each customer and month; the other cells are read in a second pass, for the customers above the floor alone.
struct FirstPass {
  let tables: [PanelTable]
  let configuration: BankConfiguration
  let cutOff: Month?
  let team: ThreadTeam
  let progress: ReadingProgress
  let memory: WaveMemory

  private(set) var shards = (0..<CustomerShard.countOfShards).map { CustomerShard(number: $0) }
  private(set) var slots = MonthSlots()
  private(set) var faults = FaultLog()
  /// For each table and file, wave after wave: each row's customer within its shard.
  private(set) var rows: [[RowLedger]] = []
  private(set) var emptyLines = 0
  private(set) var rowsAfterCutOff = 0

  init(
    tables: [PanelTable], configuration: BankConfiguration, cutOff: Month?, team: ThreadTeam,
    progress: ReadingProgress, memory: WaveMemory
  ) {
    self.tables = tables
    self.configuration = configuration
    self.cutOff = cutOff
    self.team = team
    self.progress = progress
    self.memory = memory
  }

  /// Reads all files.
  mutating func run() throws {
    for (index, table) in tables.enumerated() {
      if configuration.duplicates == .last {
        for file in table.files { _ = try read(file, of: table, source: index, task: .survey) }
      }
      var ledgers: [RowLedger] = []
      for file in table.files {
        ledgers.append(
          try read(file, of: table, source: index, task: .keep(last: configuration.duplicates == .last)))
      }
      rows.append(ledgers)
      for shard in shards { shard.endSurvey() }
    }
    faults.resolve()
    var refused: Set<Finding.Kind> = [.missingCustomer, .unreadableMonth, .cellCount, .wrongEncoding]
    if configuration.duplicates == .error { refused.insert(.duplicate) }
    if configuration.unreadable == .error { refused.insert(.unreadableNumber) }
    self.refused = refused
  }

  /// The kinds of fault that the configuration does not allow.
  private(set) var refused: Set<Finding.Kind> = []

  /// Lets go of keys and assets, when all that is asked of them has been taken.
  mutating func forgetCustomers() { shards = [] }

  private mutating func read(
    _ file: PanelTable.File, of table: PanelTable, source: Int, task: CustomerShard.Task
  ) throws -> RowLedger {
    var ledger = RowLedger()
    let parser = HeadParser(file: file, table: table, configuration: configuration, cutOff: cutOff)
    var pool: [HeadBatch] = []
    let isSurvey = if case .survey = task { true } else { false }
    try file.scan.forEachWave(team: team, memory: memory) { blocks in
      while pool.count < blocks.count { pool.append(HeadBatch()) }
      let batches = pool
      team.forEach(blocks.count) { index, _ in parser.parse(blocks[index], into: batches[index]) }
      for batch in batches[0..<blocks.count] {
        for month in batch.months { slots.add(month) }
      }
      var starts: [Int] = []
      var rowCount = 0
      for block in blocks {
        starts.append(rowCount)
        rowCount += block.rowCount
      }
      let wave = RowLedger.Wave(rowCount: rowCount)
      let (shards, slots, firstRows) = (self.shards, self.slots, starts)
      let repeated = team.map(shards.count) { shard, _ in
        blocks.indices.map { index in
          shards[shard].take(
            batches[index].heads(ofShard: shard), block: blocks[index],
            rescuedKeys: batches[index].rescuedKeys,
            slots: slots, source: source, task: task,
            ledger: wave.part(firstRows[index]..<firstRows[index] + blocks[index].rowCount))
        }
      }
      if isSurvey { return }
      ledger.append(wave)
      for (index, block) in blocks.enumerated() {
        let batch = batches[index]
        emptyLines += batch.emptyLines
        rowsAfterCutOff += batch.laterRows
        var found = batch.faults
        for head in repeated.flatMap({ $0[index] }).sorted(by: { $0.row < $1.row }) {
          found.add(
            .duplicate, offset: block.offset + block.start(ofRow: Int(head.row)),
            text: "customer \(batch.key(of: head, in: block)) in \(Month(index: Int(head.month)))")
        }
        faults.add(found, scan: file.scan)
      }
      progress.advance(bytes: blocks.reduce(0) { $0 + $1.text.count })
    }
    return ledger
  }
}

/// Told how far reading has come; bytes of uncompressed text.
public struct ReadingProgress: Sendable {
  public let advance: @Sendable (_ bytes: Int) -> Void

  public init(advance: @escaping @Sendable (_ bytes: Int) -> Void) { self.advance = advance }

  func advance(bytes: Int) { advance(bytes) }

  public static let silent = ReadingProgress { _ in }
}
