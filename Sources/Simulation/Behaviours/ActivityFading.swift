import Parallel

extension CustomerLife {
  /// Imitates customers who have found another main bank: they log in less and less, products are closed, the
  /// salary goes elsewhere, and at last the money follows.
  func fadingStart() -> Double { 0.022 * profile.detachment * profile.detachment }

  func fadingChance() -> Double {
    switch intention.months {
    case 0: 0.005
    case 1: 0.1
    case 2: 0.3
    default: 0.5
    }
  }

  mutating func fade() {
    activity *= random.uniform(0.35..<0.65)
    if random.chance(0.45) { lostProducts += 1 }
    if hasPayroll && random.chance(0.35) { hasPayroll = false }
  }

  mutating func leaveAfterFading() {
    lose(openingAssets * lossShare(), toOwnAccounts: random.uniform(0.2..<0.8), comingBack: 0.4)
    intention = random.chance(0.5) ? Intention(kind: .departing(.activityFading)) : .none
  }
}
