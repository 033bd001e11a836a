import Configuration
import Numerics

/// A part of all customers: their keys, and for every month their assets and where they were seen.
///
/// Customers are spread over shards by a hash of their key, so shards can be filled by different threads without
/// locks; each shard meets its rows in the files' order, whatever the number of threads.
final class CustomerShard: @unchecked Sendable {
  /// The customer of a row that belongs to nobody or is not kept.
  static let nobody = UInt32.max
  static let countOfShards = 16

  @inline(__always)
  static func shard(ofHash hash: UInt64) -> Int { Int(hash >> 60) }

  private let keys = KeyTable()
  /// For each month: the assets of each customer so far; NaN where a cell of them was missing.
  private var assetsByMonth: [GrowableArray<Double>] = []
  /// For each month: bit `i` is set for a customer with a row in table `i`.
  private var presenceByMonth: [GrowableArray<UInt32>] = []
  /// For each month: the number of the last row of each customer in the table being surveyed, plus one.
  private var lastRowByMonth: [GrowableArray<UInt32>] = []

  /// Number of customers.
  var count: Int { keys.count }
  /// The bytes of a customer's key.
  func key(_ customer: Int) -> UnsafeBufferPointer<UInt8> { keys.key(customer) }
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

  /// Takes in the rows of one block that belong to this shard.
  ///
  /// - Parameters:
  ///   - rows: the numbers of these rows in the block, in order.
  ///   - source: the table that the block belongs to.
  ///   - customers: receives each row's customer.
  /// - Returns: the rows that are not kept because another one of the same customer and month is.
  func take(
    _ heads: SharedBuffer<RowHead>, rows: SharedBuffer<UInt32>, block: CSVBlock, rescuedKeys: [UInt8],
    slots: MonthSlots, source: Int, task: Task, customers: SharedBuffer<UInt32>
  ) -> [Int] {
    var duplicates: [Int] = []
    let sourceBit = UInt32(1) << UInt32(source)
    makeRoom(for: rows.count, heads: heads, rows: rows, months: slots.months.count, surveyed: task)
    var keys = self.keys.open()
    var previous = -1
    var month: Int32 = -1
    var slot = 0
    rescuedKeys.withUnsafeBufferPointer { rescued in
      let plain = block.text.base
      var assets = SharedBuffer<Double>(base: assetsByMonth[0].view.base, count: 0)
      var presence = SharedBuffer<UInt32>(base: presenceByMonth[0].view.base, count: 0)
      var lastRows = presence
      for position in 0..<rows.count {
        let row = Int(rows[position])
        let head = heads[row]
        let start =
          head.isRescued
          ? rescued.baseAddress.map { $0 + Int(head.keyStart) } : UnsafePointer(plain + Int(head.keyStart))
        guard let start else { continue }
        let key = UnsafeBufferPointer(start: start, count: Int(head.keyLength))
        if head.month != month {
          month = head.month
          slot = slots[month]
          (assets, presence) = (assetsByMonth[slot].view, presenceByMonth[slot].view)
          lastRows = lastRowByMonth[slot].view
        }
        let customer = keys.findOrAdd(key, hash: head.hash, after: previous)
        previous = customer
        let number = UInt32(truncatingIfNeeded: block.firstRow + row) &+ 1
        switch task {
        case .survey:
          lastRows[customer] = number
        case .keep(let last):
          let seen = presence[customer]
          let isKept = last ? lastRows[customer] == number : seen & sourceBit == 0
          guard isKept else {
            duplicates.append(row)
            continue
          }
          presence[customer] = seen | sourceBit
          assets[customer] += head.assets
          customers[row] = UInt32(customer)
        }
      }
    }
    self.keys.close(keys)
    return duplicates
  }

  /// Forgets the survey of a table.
  func endSurvey() { lastRowByMonth = lastRowByMonth.map { _ in GrowableArray() } }

  private func makeRoom(
    for rowCount: Int, heads: SharedBuffer<RowHead>, rows: SharedBuffer<UInt32>, months: Int, surveyed: Task
  ) {
    var keyBytes = 0
    for position in 0..<rowCount { keyBytes += Int(heads[Int(rows[position])].keyLength) }
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
