import Parallel

extension CustomerLife {
  /// Imitates the year of farming customers: growers (种植户) sell from September to November and buy seed and
  /// fertiliser from February to April; stock farmers (养殖户) sell before the new year and restock in spring.
  mutating func receiveHarvest() {
    let part = CustomerLife.harvestPart(
      of: profile.occupation.livelihood, in: market.month(month).monthOfYear)
    guard part > 0 else { return }
    let usual = max(0, openingAssets - seasonalMoney)
    receiveForSeason(usual * yield * part * random.uniform(0.8..<1.2))
  }

  /// Chance that the spring's purchases are paid at once in the month after ``month``.
  func springChance() -> Double {
    switch (profile.occupation.livelihood, market.month(month + 1).monthOfYear) {
    case (.growing, 2): 0.2
    case (.growing, 3), (.livestock, 4): 0.5
    case (.growing, 4), (.livestock, 5): 0.6
    case (.livestock, 3): 0.3
    default: 0
    }
  }

  /// A farming customer whom the simulation meets in winter has the harvest's money in the account.
  mutating func beginWithHarvest() {
    let monthOfYear = market.month(month).monthOfYear
    switch profile.occupation.livelihood {
    case .growing where monthOfYear >= 11 || monthOfYear <= 2,
      .livestock where monthOfYear <= 3:
      seasonalMoney = profile.wealth * yield
      demand += seasonalMoney
    default: break
    }
  }

  private static func harvestPart(of livelihood: Occupation.Livelihood, in monthOfYear: Int) -> Double {
    switch (livelihood, monthOfYear) {
    case (.growing, 9), (.livestock, 11), (.livestock, 12): 0.3
    case (.growing, 10): 0.45
    case (.growing, 11): 0.25
    case (.livestock, 1): 0.4
    default: 0
    }
  }
}
