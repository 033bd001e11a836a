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

  /// Number of customers.
  private(set) var count = 0
  private var keyBytes: [UInt8] = []
  /// Where each key begins in `keyBytes`; one more than customers.
  private var keyStarts: [UInt32] = [0]
  private var hashes: [UInt64] = []
  /// Open addressing with linear probing: upper half of the hash, then the customer's number plus one; 0 is free.
  private var table = [UInt64](repeating: 0, count: 1024)
  /// For each month: the assets of each customer so far; NaN where a cell of them was missing.
  private(set) var assets: [[Double]] = []
  /// For each month: bit `i` is set for a customer with a row in table `i`.
  private(set) var presence: [[UInt32]] = []
  /// For each month: the number of the last row of each customer in the table being surveyed, plus one.
  private var lastRows: [[UInt32]] = []

  /// The bytes of a customer's key.
  func key(_ customer: Int) -> ArraySlice<UInt8> {
    keyBytes[Int(keyStarts[customer])..<Int(keyStarts[customer + 1])]
  }

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
    var previous = -1
    var previousMonth: Int32 = -1
    var slot = 0
    makeRoom(months: slots.months.count)
    rescuedKeys.withUnsafeBufferPointer { rescued in
      let plain = block.text.elements
      for position in 0..<rows.count {
        let row = Int(rows[position])
        let head = heads[row]
        let key = UnsafeBufferPointer(rebasing: head.isRescued ? rescued[head.keyRange] : plain[head.keyRange])
        // Panels are often sorted by customer: the row before may well be of the same one.
        if previous < 0 || hashes[previous] != head.hash || !isKey(previous, key) {
          previous = findOrAdd(key, hash: head.hash)
        }
        if head.month != previousMonth {
          slot = slots[head.month]
          previousMonth = head.month
        }
        let number = UInt32(truncatingIfNeeded: block.firstRow + row) &+ 1
        switch task {
        case .survey:
          lastRows[slot][previous] = number
        case .keep(let last):
          let seen = presence[slot][previous]
          let isKept = last ? lastRows[slot][previous] == number : seen & sourceBit == 0
          guard isKept else {
            duplicates.append(row)
            continue
          }
          presence[slot][previous] = seen | sourceBit
          assets[slot][previous] += head.assets
          customers[row] = UInt32(previous)
        }
      }
    }
    return duplicates
  }

  /// Forgets the survey of a table.
  func endSurvey() { lastRows = lastRows.map { [UInt32](repeating: 0, count: $0.count) } }

  private func makeRoom(months: Int) {
    while assets.count < months {
      assets.append([Double](repeating: 0, count: capacity))
      presence.append([UInt32](repeating: 0, count: capacity))
      lastRows.append([UInt32](repeating: 0, count: capacity))
    }
  }

  private var capacity: Int { table.count / 2 }

  @inline(__always)
  private func isKey(_ customer: Int, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(keyStarts[customer])
    guard Int(keyStarts[customer + 1]) - start == key.count else { return false }
    return keyBytes.withUnsafeBufferPointer { bytes in
      for index in 0..<key.count where bytes[start + index] != key[index] { return false }
      return true
    }
  }

  private func findOrAdd(_ key: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int {
    let tag = hash & 0xFFFF_FFFF_0000_0000
    let mask = table.count - 1
    var position = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = table[position]
      if entry == 0 { break }
      if entry & 0xFFFF_FFFF_0000_0000 == tag {
        let customer = Int(entry & 0xFFFF_FFFF) - 1
        if isKey(customer, key) { return customer }
      }
      position = (position + 1) & mask
    }
    if count == capacity {
      grow()
      return findOrAdd(key, hash: hash)
    }
    keyBytes.append(contentsOf: key)
    keyStarts.append(UInt32(keyBytes.count))
    hashes.append(hash)
    count += 1
    table[position] = tag | UInt64(count)
    return count - 1
  }

  private func grow() {
    table = [UInt64](repeating: 0, count: table.count * 2)
    let mask = table.count - 1
    for customer in 0..<count {
      var position = Int(truncatingIfNeeded: hashes[customer]) & mask
      while table[position] != 0 { position = (position + 1) & mask }
      table[position] = hashes[customer] & 0xFFFF_FFFF_0000_0000 | UInt64(customer + 1)
    }
    for slot in assets.indices {
      assets[slot] += [Double](repeating: 0, count: capacity - assets[slot].count)
      presence[slot] += [UInt32](repeating: 0, count: capacity - presence[slot].count)
      lastRows[slot] += [UInt32](repeating: 0, count: capacity - lastRows[slot].count)
    }
  }
}
