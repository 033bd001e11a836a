import Parallel

extension CustomerLife {
  /// Imitates shops and small firms that are paid by their own customers before the lunar new year (年前回款) and
  /// pay their suppliers and workers at the new year.
  mutating func receiveNewYearReceipts() {
    guard NewYearSeason(market.month(month)) == .before, random.chance(0.4) else { return }
    receiveForSeason((openingAssets - seasonalMoney) * random.uniform(0.25..<0.75))
  }

  /// Chance that the suppliers are paid at once in the month after ``month``.
  func newYearChance() -> Double { NewYearSeason(market.month(month + 1)) == .newYear ? 0.6 : 0 }
}
