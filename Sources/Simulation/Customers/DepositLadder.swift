/// Time deposits or wealth products by the month in which they fall due.
///
/// A ring with a slot for each of the next months; terms are shorter than the ring.
struct DepositLadder {
  static let slots = 40
  private var amounts = [Double](repeating: 0, count: DepositLadder.slots)
  private(set) var total = 0.0

  private static func slot(_ month: Int) -> Int { (month + 4 * slots) % slots }

  /// What falls due in a month; months are counted as in ``Market``.
  func due(in month: Int) -> Double { amounts[DepositLadder.slot(month)] }

  /// Takes out what falls due in a month.
  mutating func takeDue(in month: Int) -> Double {
    let slot = DepositLadder.slot(month)
    let amount = amounts[slot]
    amounts[slot] = 0
    settleTotal(less: amount)
    return amount
  }

  /// Puts an amount away until a month less than ``slots`` months ahead.
  mutating func put(_ amount: Double, until month: Int) {
    guard amount > 0 else { return }
    amounts[DepositLadder.slot(month)] += amount
    total += amount
  }

  /// Takes up to `amount` out before it is due, what falls due after `month` first coming first.
  ///
  /// - Returns: the amount that was there to be taken.
  mutating func breakOpen(_ amount: Double, after month: Int) -> Double {
    var taken = 0.0
    for ahead in 1..<DepositLadder.slots where taken < amount {
      let slot = DepositLadder.slot(month + ahead)
      let part = min(amounts[slot], amount - taken)
      amounts[slot] -= part
      taken += part
    }
    settleTotal(less: taken)
    return taken
  }

  /// Sums again once nothing should be left, so that rounding leaves no dust.
  private mutating func settleTotal(less amount: Double) {
    total -= amount
    if total < 0.01 {
      for slot in amounts.indices { amounts[slot] = 0 }
      total = 0
    }
  }
}
