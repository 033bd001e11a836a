/// Finds the balance at the end of a day among the running balances of the day's transactions.
///
/// Neither the order of rows nor their numbers tell which transaction was the last one of a day. But the closing
/// balance is the opening balance plus the sum of the day's amounts, and one of the running balances equals it, up to
/// the rounding of amounts or balances. Where none does (a transaction is missing from the file, say), transactions
/// are chained: each opens at its balance less its amount, which is the balance of the one before; the last of the day
/// is the one whose balance no other opens at.
enum ClosingBalance {
  /// By how much rounding may set a balance apart from the balance before it and the amount, in ten-thousandths: half
  /// of the currency's unit.
  static let rounding: Int128 = 5_000
  /// The same of each transaction on average, where a day has many.
  static let roundingOfEach: Int128 = 1_000

  struct Result: Equatable {
    var closing: Int128
    /// The balance at the beginning of the day.
    var opening: Int128
    /// Whether the closing balance follows from the opening balance and the day's amounts.
    var fits: Bool
  }

  /// - Parameters:
  ///   - rows: all rows of one account and day, at least one, in the order of ``LedgerRow/isBefore(_:_:)``.
  ///   - opening: the balance at the end of the day before; nil on the account's first day.
  static func find(_ rows: UnsafeBufferPointer<LedgerRow>, opening: Int128?) -> Result {
    let net = rows.reduce(Int128(0)) { $0 + Int128($1.amount) }
    // An account that was not there before opens at nothing.
    let expected = (opening ?? 0) + net
    let nearest = nearest(to: expected, rows)
    if (nearest - expected).magnitude <= max(rounding, roundingOfEach * Int128(rows.count)) {
      return Result(closing: nearest, opening: opening ?? 0, fits: true)
    }
    let ends = chainEnds(rows)
    let closing = ends.count == 1 ? ends[0] : nearest
    // On the first day the opening balance is not known: the chain tells it.
    return Result(
      closing: closing, opening: opening ?? closing - net, fits: opening == nil && ends.count == 1)
  }

  /// The running balance nearest to an amount; the lower one of two.
  private static func nearest(to expected: Int128, _ rows: UnsafeBufferPointer<LedgerRow>) -> Int128 {
    var best = Int128(rows[0].balance)
    for row in rows {
      let (distance, least) = ((Int128(row.balance) - expected).magnitude, (best - expected).magnitude)
      if distance < least || distance == least && Int128(row.balance) < best { best = Int128(row.balance) }
    }
    return best
  }

  /// The balances that no other transaction of the day opens at: one, where the day's transactions make one chain.
  ///
  /// Both lists are sorted and matched from their lower ends, which matches as many as can be.
  private static func chainEnds(_ rows: UnsafeBufferPointer<LedgerRow>) -> [Int128] {
    let balances = rows.map { Int128($0.balance) }.sorted()
    let openings = rows.map { Int128($0.balance) - Int128($0.amount) }.sorted()
    var ends: [Int128] = []
    var next = 0
    for balance in balances {
      while next < openings.count, openings[next] < balance - rounding { next += 1 }
      if next < openings.count, openings[next] <= balance + rounding {
        next += 1
      } else {
        ends.append(balance)
      }
    }
    return ends
  }
}
