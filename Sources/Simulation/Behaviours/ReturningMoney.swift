import Parallel

extension CustomerLife {
  /// Imitates money that comes back: another bank's offer has ended, a house was not bought, a debt was repaid.
  mutating func bringMoneyBack() {
    guard intention.kind == .none, elsewhere > 0.05 * profile.wealth, random.chance(0.09) else { return }
    let amount = elsewhere * random.uniform(0.4..<1)
    elsewhere -= amount
    demand += amount
    transferIn += amount
  }

  /// Imitates customers who put money away once more lies on demand than they usually keep there.
  mutating func putMoneyAway() {
    guard intention.kind != .gathering else { return }
    let welcomeOnDemand = min(welcomeMoney, demand)
    let free = demand - seasonalMoney - welcomeOnDemand
    let excess = free - assets * profile.demandShare
    guard excess > 0.04 * assets, random.chance(0.5) else { return }
    demand -= excess
    if random.chance(profile.timePreference) {
      time.put(excess, until: month + profile.timeTerm)
    } else {
      wealth.put(excess, until: month + profile.wealthTerm)
    }
  }
}
