import Configuration
import Parallel

/// All rows of an account book, grouped by account, and the accounts by customer.
struct Ledger: Sendable {
  /// Rows of account after account.
  let rows: AlignedArray<LedgerRow>
  /// Where the rows of each account begin; one more than accounts.
  let accountStarts: [Int]
  /// Keys of the accounts in that order.
  let accountKeys: [String]
  /// Where the accounts of each customer begin; one more than customers.
  let customerStarts: [Int]
  /// Keys of the customers, in the order of their bytes.
  let customerKeys: [String]

  /// Groups rows; each list of rows is let go of when it is copied.
  ///
  /// - Complexity: O(rows + accounts · log accounts); rows are in memory twice for a moment at most.
  init(_ parts: inout [[LedgerRow]], accounts: LedgerAccounts) {
    let keys = accounts.accounts.levels
    let owners = accounts.customers.levels
    // By customer, then by account.
    let order = keys.indices.sorted { left, right in
      let (one, other) = (
        owners[Int(accounts.customerOfAccount[left + 1]) - 1],
        owners[Int(accounts.customerOfAccount[right + 1]) - 1]
      )
      if one != other { return one.utf8.lexicographicallyPrecedes(other.utf8) }
      return keys[left].utf8.lexicographicallyPrecedes(keys[right].utf8)
    }
    var positionOfAccount = [Int](repeating: 0, count: keys.count)
    for (position, account) in order.enumerated() { positionOfAccount[account] = position }
    var starts = [Int](repeating: 0, count: keys.count + 1)
    for part in parts {
      for row in part { starts[positionOfAccount[Int(row.account) - 1] + 1] += 1 }
    }
    for position in 0..<keys.count { starts[position + 1] += starts[position] }
    rows = AlignedArray(count: starts[keys.count])
    accountStarts = starts
    let target = rows.view
    for index in parts.indices {
      for row in parts[index] {
        let position = positionOfAccount[Int(row.account) - 1]
        target[starts[position]] = row
        starts[position] += 1
      }
      parts[index] = []
    }
    accountKeys = order.map { keys[$0] }
    var customerKeys: [String] = []
    var customerStarts: [Int] = []
    var last: UInt32 = 0
    for (position, account) in order.enumerated() where accounts.customerOfAccount[account + 1] != last {
      last = accounts.customerOfAccount[account + 1]
      customerKeys.append(owners[Int(last) - 1])
      customerStarts.append(position)
    }
    self.customerKeys = customerKeys
    self.customerStarts = customerStarts + [keys.count]
  }
}
