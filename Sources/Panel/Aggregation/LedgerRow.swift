/// One row of an account book: a transaction, or the balance at the end of a day.
struct LedgerRow: BitwiseCopyable, Sendable, Equatable {
  /// Ten-thousandths of the currency's unit, below zero where money leaves; 0 in a book of balances.
  var amount: Int64
  /// Ten-thousandths; 0 in a book without balances.
  var balance: Int64
  /// Code of the account, from 1.
  var account: UInt32
  /// Days since 1970-01-01.
  var day: Int32
  /// Bit `i` is set where the row belongs to flow `i`.
  var flows: UInt32

  /// Amounts are whole numbers, so no order of adding them up matters.
  static let unitsPerWhole = 10_000.0
  /// The greatest amount that a cell may hold, in whole units: its ten-thousandths are exact in Float64.
  static let greatestAmount = 1e11

  /// The ten-thousandths of an amount; nil where it is out of range.
  @inline(__always)
  static func units(_ amount: Double) -> Int64? {
    amount.magnitude <= greatestAmount ? Int64((amount * unitsPerWhole).rounded()) : nil
  }

  /// By day, and within a day by content: so nothing depends on the order of rows in the files.
  static func isBefore(_ left: LedgerRow, _ right: LedgerRow) -> Bool {
    if left.day != right.day { return left.day < right.day }
    if left.amount != right.amount { return left.amount < right.amount }
    if left.balance != right.balance { return left.balance < right.balance }
    return left.flows < right.flows
  }
}
