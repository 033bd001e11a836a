import Parallel
import Tabular

/// What one batch of an account book gave.
struct LedgerBatch: Sendable {
  var rows: [LedgerRow] = []
  /// Number in the batch of each row.
  var rowNumbers: [Int] = []
  /// Which of the rows have an account or a customer that no earlier wave had.
  var pending: [Int] = []
  var rowsRead = 0
  var emptyLines = 0
  /// Rows without a readable amount or balance.
  var leftOut = 0
  var faults = RowFaults()
  /// For each text column of the plan: which of its texts were met.
  var textsMet: [[Bool]] = []
}

/// The accounts met so far, and whose they are.
struct LedgerAccounts: Sendable {
  var accounts = TextDictionary()
  var customers = TextDictionary()
  /// For each account code: the customer's code; the first is of no account.
  var customerOfAccount: [UInt32] = [0]

  /// Whether an account's code stands for one that is known as this customer's.
  func isKnown(_ account: UInt32, of customer: UInt32) -> Bool {
    account != 0 && account != TextDictionary.unknown && customerOfAccount[Int(account)] == customer
  }
}

/// The columns of some hundred rows of an account book.
final class LedgerTile {
  static let rowCount = 128

  let days = AlignedArray<Double>(count: LedgerTile.rowCount)
  let amounts = AlignedArray<Double>(count: LedgerTile.rowCount)
  let balances = AlignedArray<Double>(count: LedgerTile.rowCount)
  let accounts = AlignedArray<UInt32>(count: LedgerTile.rowCount)
  let customers = AlignedArray<UInt32>(count: LedgerTile.rowCount)
  /// For each text column of the plan: which of its texts a cell holds, −1 for none.
  let texts: [AlignedArray<Int32>]

  init(textColumns: Int) {
    texts = (0..<textColumns).map { _ in AlignedArray(count: LedgerTile.rowCount) }
  }
}
