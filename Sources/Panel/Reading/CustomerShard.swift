import Configuration
import Parallel
import Tabular

/// A part of all customers: their keys, and for every month their assets and where they were seen.
///
/// Customers are distributed over shards by a hash of their key, so shards can be filled by different threads without
/// locks; each shard meets its rows in the files' order, whatever the number of threads.
final class CustomerShard: @unchecked Sendable {
  static let countOfShards = 16

  @inline(__always)
  static func shard(ofHash hash: UInt64) -> Int { Int(hash >> 60) }

  /// Rows between asking for a key and looking at it.
  private static let lookAhead = 12

  private let number: Int
  private let keys = KeyTable()
  /// For each month: the assets of each customer so far; NaN where a cell of them was missing.
  private var assetsByMonth: [GrowableArray<Double>] = []
  /// For each month: bit `i` is set for a customer with a row in table `i`.
  private var presenceByMonth: [GrowableArray<UInt32>] = []
  /// For each month: the number of the last row of each customer in the table being surveyed, plus one.
  private var lastRowByMonth: [GrowableArray<UInt32>] = []

  init(number: Int) { self.number = number }

  /// Number of customers.
  var count: Int { keys.count }
  /// The bytes of a customer's key.
  func key(_ customer: Int) -> UnsafeBufferPointer<UInt8> { keys.key(customer) }
  /// The customer with a key, whose hash belongs to this shard; nil where there is none.
  func customer(_ key: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int? { keys.number(of: key, hash: hash) }
  /// Assets of all customers in a month.
  func assets(_ slot: Int) -> SharedBuffer<Double> { assetsByMonth[slot].view }
  /// The tables that have a row of each customer in a month.
  func presence(_ slot: Int) -> SharedBuffer<UInt32> { presenceByMonth[slot].view }

  /// What to do with the rows of a block.
  enum Task {
    /// Only note each customer's last row per month, for the rule `last`.
    case survey
    /// Add up assets; keep the first row of customer and month, or the last one noted by the survey.
    case keep(last: Bool)
  }

  /// Takes in the rows of one batch that belong to this shard.
  ///
  /// - Parameters:
  ///   - heads: these rows, in the source's order.
  ///   - keyBytes: the bytes of the batch's keys.
  ///   - firstRow: number of the batch's first row in the source.
  ///   - table: the table that the batch belongs to.
  ///   - ledger: receives the customer and month of each row that is kept.
  /// - Returns: the heads of rows that are not kept because another one of the same customer and month is.
  func take(
    _ heads: SharedBuffer<RowHead>, keyBytes: KeyArea.Bytes, firstRow: Int, slots: MonthSlots, table: Int,
    task: Task, ledger: RowLedger.Part
  ) -> [RowHead] {
    var duplicates: [RowHead] = []
    let tableBit = UInt32(1) << UInt32(table)
    makeRoom(for: heads, months: slots.months.count, surveyed: task)
    var keys = self.keys.open()
    let shard = number
    var previous = -1
    var month: Int32 = -1
    var slot = 0
    var assets = assetsByMonth[0].view[0..<0]
    var presence = presenceByMonth[0].view[0..<0]
    var lastRows = presence
    for position in 0..<heads.count {
      let head = heads[position]
      // Keys lie a row apart in memory that another thread may have read: ask for them well ahead.
      if position + CustomerShard.lookAhead < heads.count {
        keyBytes.prefetch(heads[position + CustomerShard.lookAhead].key)
      }
      if head.month != month {
        month = head.month
        slot = slots[month]
        (assets, presence) = (assetsByMonth[slot].view, presenceByMonth[slot].view)
        lastRows = lastRowByMonth[slot].view
      }
      let customer = keys.findOrAdd(keyBytes[head.key], hash: head.key.hash, after: previous)
      previous = customer
      let rowNumber = UInt32(truncatingIfNeeded: firstRow) &+ head.row &+ 1
      switch task {
      case .survey:
        lastRows[customer] = rowNumber
      case .keep(let last):
        let seen = presence[customer]
        let isKept = last ? lastRows[customer] == rowNumber : seen & tableBit == 0
        guard isKept else {
          duplicates.append(head)
          continue
        }
        presence[customer] = seen | tableBit
        assets[customer] += head.assets
        ledger.note(row: Int(head.row), customer: customer, shard: shard, slot: slot)
      }
    }
    self.keys.close(keys)
    return duplicates
  }

  /// Forgets the survey of a table.
  func endSurvey() { lastRowByMonth = lastRowByMonth.map { _ in GrowableArray() } }

  private func makeRoom(for heads: SharedBuffer<RowHead>, months: Int, surveyed: Task) {
    var keyBytes = 0
    for position in 0..<heads.count { keyBytes += Int(heads[position].key.length) }
    let rowCount = heads.count
    keys.makeRoom(for: rowCount, bytes: keyBytes)
    while assetsByMonth.count < max(1, months) {
      assetsByMonth.append(GrowableArray())
      presenceByMonth.append(GrowableArray())
      lastRowByMonth.append(GrowableArray())
    }
    let isSurveyed =
      switch surveyed {
      case .survey: true
      case .keep(let last): last
      }
    for slot in 0..<assetsByMonth.count {
      assetsByMonth[slot].makeRoom(count + rowCount)
      presenceByMonth[slot].makeRoom(count + rowCount)
      if isSurveyed { lastRowByMonth[slot].makeRoom(count + rowCount) }
    }
  }
}
