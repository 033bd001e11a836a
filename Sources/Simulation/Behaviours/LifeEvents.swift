import Parallel

extension CustomerLife {
  /// Imitates great expenses: a house and a wedding for the young, schooling for those of middle age, illness for
  /// the old. The money is gathered on demand, a first part is paid, and then the expense itself.
  func gatheringStart() -> Double {
    if let event = profile.household.sharedEvent, event == month { return 0.8 }
    let years = (market.first.index + month - profile.birth) / 12
    return years < 40 ? 0.012 : years < 60 ? 0.008 : 0.006
  }

  func gatheringChance() -> Double {
    switch intention.months {
    case 0: 0.02
    case 1: 0.4
    default: 0.5
    }
  }

  /// Breaks open deposits and products until half of the assets lie on demand, and pays a first part (定金).
  mutating func gather() {
    let wanted = assets * random.uniform(0.45..<0.7) - demand
    if wanted > 0 {
      let fromProducts = wealth.breakOpen(wanted, after: month)
      demand += fromProducts + time.breakOpen(wanted - fromProducts, after: month)
    }
    withdraw(openingAssets * random.uniform(0.01..<0.06), toOwnAccounts: 0)
  }

  mutating func payGreatExpense() {
    let share = random.chance(0.85) ? random.uniform(0.26..<0.5) : random.uniform(0.5..<0.9)
    lose(openingAssets * share, toOwnAccounts: 0, comingBack: 0)
    intention = .none
    let years = (market.first.index + month - profile.birth) / 12
    if years < 50 && random.chance(0.5) { loan += openingAssets * random.uniform(0.5..<1.5) }
  }
}
