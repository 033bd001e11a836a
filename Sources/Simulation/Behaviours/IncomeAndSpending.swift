import Parallel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension CustomerLife {
  /// Imitates the month's ordinary money: salary, pension or takings come in, most of it is spent, a little stays.
  ///
  /// The bonus comes before the new year, the presents and journeys with it. A payroll that has moved to another
  /// bank takes the salary with it; the spending follows.
  mutating func earnAndSpend() {
    let season = NewYearSeason(market.month(month))
    let livelihood = profile.occupation.livelihood
    var earned = profile.income * exp(0.06 * random.normal())
    var spent = profile.income * (1 - profile.savingShare) * exp(0.12 * random.normal())
    switch season {
    case .before where livelihood == .salaried: earned *= 1.9
    case .newYear: spent *= 1.7
    default: break
    }
    if profile.startsWithPayroll && !hasPayroll {
      earned *= 0.1
      spent *= 0.15
    }
    spent = min(spent, demand * 0.5 + earned * 0.9)
    demand += earned - spent
    transferIn += earned
    transferOut += spent
    if profile.habitualOwnTransfer > 0 {
      let habit = openingAssets * profile.habitualOwnTransfer * random.uniform(0.6..<1.4)
      transferIn += habit
      transferOut += habit
      ownTransferOut += habit
    }
  }

  /// Imitates a loan that is paid back bit by bit.
  mutating func payBackLoan() {
    loan *= 0.985
    if loan < 1000 { loan = 0 }
  }
}
