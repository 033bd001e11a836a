import Parallel

extension CustomerLife {
  /// Imitates customers who leave in two steps: a large part is gone, and soon the rest follows and the account is
  /// closed, at once or after a month with a small balance.
  func departureChance() -> Double { intention.months < 3 ? 0.45 : 0.25 }

  mutating func depart(for cause: LossCause) {
    let before = assets
    withdraw(before, toOwnAccounts: cause == .ownTransfer ? 1 : 0.4)
    intention = .none
    leave(for: cause, residual: before)
  }

  /// The account is empty: it is closed this month, or next month after a last small average.
  ///
  /// Nobody leaves before the panel begins: a customer whom the panel never shows is none of its customers.
  mutating func leave(for cause: LossCause, residual: Double) {
    seasonalMoney = 0
    welcomeMoney = 0
    lateMoney = residual * random.uniform(0.02..<0.1)
    if month < 1 {
      demand = lateMoney
      lateMoney = 0
      elsewhere = residual
    } else if random.chance(0.4) {
      isGone = true
      record = MonthRecord()
    } else {
      closesNextMonth = cause
    }
  }
}
