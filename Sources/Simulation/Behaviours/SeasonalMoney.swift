import Parallel

extension CustomerLife {
  /// What all money of a season has in common: it comes in with a reason, lies on demand, and goes when its time
  /// has come, at once or bit by bit.
  mutating func receiveSeasonalMoney() {
    switch profile.occupation.livelihood {
    case .growing, .livestock: receiveHarvest()
    case .trading: receiveNewYearReceipts()
    default: if profile.visitsAtQuarterEnd { visitForQuarterEnd() }
    }
    if seasonalMoney > 0 && !isSeasonalMoneyAwaited {
      let spent = min(demand, seasonalMoney * random.uniform(0.1..<0.25))
      demand -= spent
      transferOut += spent
      seasonalMoney = seasonalMoney < 100 ? 0 : seasonalMoney - spent
    }
  }

  mutating func receiveForSeason(_ amount: Double) {
    demand += amount
    seasonalMoney += amount
    transferIn += amount
  }

  /// Chance of a loss by the season in the month after ``month``; none where the money is too little of the assets.
  func seasonChance(assets: Double) -> Double {
    guard seasonalMoney > 0.25 * assets else { return 0 }
    return switch profile.occupation.livelihood {
    case .growing, .livestock: springChance()
    case .trading: newYearChance()
    default: endOfVisitChance()
    }
  }

  mutating func spendSeasonalMoney() {
    let amount = seasonalMoney * random.uniform(0.95..<1)
    demand -= amount
    seasonalMoney = 0
    transferOut += amount
    if profile.visitsAtQuarterEnd { ownTransferOut += amount }
    lateMoney = amount * random.uniform(0..<0.05)
  }

  /// Whether the season of the money is still to come.
  private var isSeasonalMoneyAwaited: Bool {
    let monthOfYear = market.month(month).monthOfYear
    return switch profile.occupation.livelihood {
    case .growing: monthOfYear >= 9 || monthOfYear <= 4
    case .livestock: monthOfYear >= 11 || monthOfYear <= 5
    case .trading: NewYearSeason(market.month(month)) != .none
    default: monthOfYear % 3 == 0
    }
  }
}
