import Parallel

extension CustomerLife {
  /// Imitates an ordinary month's chance: a car, a loan to a friend. A little likelier where the money lies on
  /// demand; otherwise nothing tells.
  func noiseChance() -> Double { 0.001 + 0.005 * profile.demandShare }

  mutating func spendByChance() {
    lose(
      openingAssets * random.uniform(0.27..<0.45), toOwnAccounts: random.chance(0.2) ? 1 : 0, comingBack: 0.5
    )
  }
}
