import Parallel

extension CustomerLife {
  /// Imitates money that visits for the quarter's end (季末冲时点): managers ask for balances, and good friends of
  /// the house bring some from elsewhere and fetch it back the month after.
  mutating func visitForQuarterEnd() {
    guard market.month(month).monthOfYear % 3 == 0, intention.kind == .none, random.chance(0.75) else {
      return
    }
    receiveForSeason(openingAssets * random.uniform(0.35..<0.9))
  }

  /// Chance that the visiting money is fetched back in the month after ``month``.
  func endOfVisitChance() -> Double { market.month(month).monthOfYear % 3 == 0 ? 0.85 : 0 }
}
