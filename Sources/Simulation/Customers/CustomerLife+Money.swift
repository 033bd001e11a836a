import Parallel

extension CustomerLife {
  /// Takes money out: what has just fallen due first, then demand, then what has to be broken open.
  mutating func withdraw(_ amount: Double, toOwnAccounts share: Double) {
    var rest = min(amount, assets)
    transferOut += rest
    ownTransferOut += rest * share
    func part(of pot: inout Double, down to: Double) {
      let taken = max(0, min(rest, pot - to))
      pot -= taken
      rest -= taken
    }
    part(of: &maturedWealth, down: 0)
    part(of: &maturedTime, down: 0)
    part(of: &demand, down: demand * 0.15)
    if rest > 0 { rest -= wealth.breakOpen(rest, after: month) }
    if rest > 0 { rest -= time.breakOpen(rest, after: month) }
    part(of: &demand, down: 0)
    seasonalMoney = min(seasonalMoney, demand)
  }

  /// Takes out a loss on one of the month's first days, so that a little of it still counts in the average.
  mutating func lose(_ amount: Double, toOwnAccounts share: Double, comingBack: Double) {
    withdraw(amount, toOwnAccounts: share)
    lateMoney = amount * random.uniform(0..<0.07)
    elsewhere += amount * comingBack
  }

  /// The share of the assets that a loss takes where nothing else sets it: mostly a quarter to a half.
  mutating func lossShare() -> Double {
    random.chance(0.9) ? random.uniform(0.255..<0.48) : random.uniform(0.5..<0.95)
  }
}
