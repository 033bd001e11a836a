import Calendar
import Configuration
import Parallel
import Tabular

/// The first reading of all tables: who is there in which month, with which assets.
///
/// Of each row only customer, month and asset cells are read. What stays in memory is a key and a few numbers for
/// each customer and month; the other cells are read in a second pass, for the customers above the floor alone.
struct FirstPass {
  let tables: [PanelTable]
  let configuration: BankConfiguration
  let cutOff: Month?
  let team: ThreadTeam
  let progress: ReadingProgress
  let memory: ReadingMemory

  private(set) var shards = (0..<CustomerShard.countOfShards).map { CustomerShard(number: $0) }
  private(set) var slots = MonthSlots()
  private(set) var faults = FaultLog()
  /// For each table and file, wave after wave: each row's customer within its shard.
  private(set) var rows: [[RowLedger]] = []
  private(set) var emptyLines = 0
  private(set) var rowsAfterCutOff = 0

  init(
    tables: [PanelTable], configuration: BankConfiguration, cutOff: Month?, team: ThreadTeam,
    progress: ReadingProgress, memory: ReadingMemory
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
        for part in table.parts { _ = try read(part, of: table, number: index, task: .survey) }
      }
      var ledgers: [RowLedger] = []
      for part in table.parts {
        ledgers.append(
          try read(part, of: table, number: index, task: .keep(last: configuration.duplicates == .last)))
      }
      rows.append(ledgers)
      for shard in shards { shard.endSurvey() }
    }
    faults.resolve()
    var refused: Set<Finding.Kind> = [
      .missingCustomer, .longCustomer, .unreadableMonth, .cellCount, .wrongEncoding,
    ]
    if configuration.duplicates == .error { refused.insert(.duplicate) }
    if configuration.unreadable == .error { refused.formUnion([.unreadableNumber, .unreadableDate]) }
    self.refused = refused
  }

  /// The kinds of fault that the configuration does not allow.
  private(set) var refused: Set<Finding.Kind> = []

  /// Those of some keys that a customer has in any of the months looked at, whatever the assets.
  func known(among keys: Set<String>) -> Set<String> { keys.filter { place(of: $0) != nil } }

  /// The numbers of the customers with some keys, shard by shard.
  func numbers(of keys: Set<String>) -> [[UInt32]] {
    var numbers = shards.map { _ in [UInt32]() }
    for place in keys.compactMap(place) { numbers[place.shard].append(UInt32(place.customer)) }
    return numbers
  }

  /// Where the customer with a key is; nil where there is none.
  private func place(of key: String) -> (shard: Int, customer: Int)? {
    Array(key.utf8).withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return nil }
      let hash = ByteWords.hash(base, count: bytes.count)
      let shard = CustomerShard.shard(ofHash: hash)
      return shards[shard].customer(bytes, hash: hash).map { (shard, $0) }
    }
  }

  /// Lets go of keys and assets, when all that is asked of them has been taken.
  mutating func forgetCustomers() { shards = [] }

  private mutating func read(
    _ part: PanelTable.Part, of table: PanelTable, number: Int, task: CustomerShard.Task
  ) throws -> RowLedger {
    var ledger = RowLedger()
    let reader = HeadReader(part, of: table, configuration: configuration, cutOff: cutOff)
    var pool: [HeadBatch] = []
    let isSurvey = if case .survey = task { true } else { false }
    try part.source.forEachWave(reader.plan(memory: memory), team: team) { batches in
      while pool.count < batches.count { pool.append(HeadBatch()) }
      let heads = pool
      team.forEach(batches.count) { index, _ in reader.read(batches[index], into: heads[index]) }
      for found in heads[0..<batches.count] {
        for month in found.months { slots.add(month) }
      }
      let wave = RowLedger.Wave(batches)
      let (shards, slots) = (self.shards, self.slots)
      let repeated = team.map(shards.count) { shard, _ in
        batches.indices.map { index in
          shards[shard].take(
            heads[index].heads(ofShard: shard), keyBytes: heads[index].area.bytes,
            firstRow: batches[index].firstRow, slots: slots, table: number, task: task,
            ledger: wave.part(of: batches[index]))
        }
      }
      if isSurvey { return }
      ledger.append(wave)
      for (index, batch) in batches.enumerated() {
        takeOver(heads[index], repeated: repeated.flatMap { $0[index] }, of: batch, source: part.source)
      }
      progress.advance(past: batches)
    }
    return ledger
  }

  /// Counts what is remarkable about a batch.
  private mutating func takeOver(
    _ heads: HeadBatch, repeated: [RowHead], of batch: any ColumnBatch, source: any ColumnSource
  ) {
    emptyLines += heads.emptyLines
    rowsAfterCutOff += heads.laterRows
    var found = heads.faults
    for head in repeated.sorted(by: { $0.row < $1.row }) {
      found.add(
        .duplicate, place: batch.place(ofRow: Int(head.row)),
        text: "customer \(heads.area.text(of: head.key)) in \(Month(index: Int(head.month)))")
    }
    faults.add(found, source: source)
  }
}

/// Told how far reading has come; bytes of uncompressed text.
public struct ReadingProgress: Sendable {
  public let advance: @Sendable (_ bytes: Int) -> Void

  public init(advance: @escaping @Sendable (_ bytes: Int) -> Void) { self.advance = advance }

  func advance(past batches: [any ColumnBatch]) { advance(batches.reduce(0) { $0 + $1.byteCount }) }

  public static let silent = ReadingProgress { _ in }
}
