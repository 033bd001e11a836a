import Parallel

extension CustomerLife {
  /// Imitates rate-sensitive customers who try another bank for two to four months before they go: growing sums to
  /// their own accounts elsewhere, then the bulk of the money.
  func movingAwayStart() -> Double {
    0.07 * profile.rateSensitivity * profile.rateSensitivity * market.pull(month) + 0.001
  }

  func movingAwayChance() -> Double {
    switch intention.months {
    case 0: 0.01
    case 1: 0.14
    case 2: 0.4
    default: 0.55
    }
  }

  /// The small sums, about a twentieth of the assets and growing.
  mutating func moveSmallSums() {
    let amount = openingAssets * (0.035 + 0.02 * Double(intention.months)) * random.uniform(0.5..<1.5)
    withdraw(amount, toOwnAccounts: 1)
    elsewhere += amount
  }

  mutating func moveAway() {
    lose(openingAssets * lossShare(), toOwnAccounts: random.uniform(0.8..<1), comingBack: 0.7)
    intention = random.chance(0.45) ? Intention(kind: .departing(.ownTransfer)) : .none
  }
}
