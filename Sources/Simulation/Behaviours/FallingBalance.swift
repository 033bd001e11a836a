import Parallel

extension CustomerLife {
  /// Imitates balances that fall month after month, because a business goes badly or a child studies abroad, until
  /// a larger part goes at once.
  func runningDownStart() -> Double { profile.occupation.livelihood == .trading ? 0.016 : 0.009 }

  func runningDownChance() -> Double {
    switch intention.months {
    case 0: 0.01
    case 1: 0.2
    default: 0.4
    }
  }

  /// A month's fall of a twentieth to a seventh, to other people's accounts.
  mutating func runDown() {
    withdraw(openingAssets * random.uniform(0.05..<0.15), toOwnAccounts: 0)
  }

  mutating func fallFurther() {
    lose(openingAssets * random.uniform(0.255..<0.45), toOwnAccounts: 0, comingBack: 0.2)
    if random.chance(0.15) {
      intention = Intention(kind: .departing(.balanceFalling))
    } else if random.chance(0.6) {
      intention = .none
    }
  }
}
