import Parallel

extension CustomerLife {
  /// A customer at the end of the month before the first one that is lived.
  ///
  /// Those who are with the bank already begin with their money in its usual places; those who enter begin with
  /// nothing and bring it in the month they open their account.
  init(profile: CustomerProfile, market: Market, random: RandomStream) {
    self.profile = profile
    self.market = market
    self.random = random
    loan = profile.startingLoan
    hasPayroll = profile.startsWithPayroll
    yield = self.random.uniform(0.36..<0.75)
    if profile.opened <= -Market.monthsBefore {
      month = -Market.monthsBefore
      // As in any later month, some have a part of their money elsewhere.
      if self.random.chance(0.55) { elsewhere = profile.wealth * self.random.uniform(0.1..<0.8) }
      settle(profile.wealth - elsewhere)
      beginWithHarvest()
      writeRecord()
    } else {
      month = profile.opened - 1
    }
  }

  /// Whether the account is opened in the month after ``month``.
  var entersNext: Bool { month + 1 == profile.opened }

  /// Lives the month in which the account is opened.
  mutating func enter() {
    month += 1
    transferIn = profile.wealth
    if random.chance(0.5) {
      bringWelcomeMoney()
    } else {
      settle(profile.wealth)
    }
    loan = 0
    transferOut = 0
    ownTransferOut = 0
    changeHabits()
    writeRecord()
  }

  /// Puts money in its usual places: some on demand, the rest in a few lumps of the customer's terms.
  mutating func settle(_ amount: Double) {
    demand += amount * profile.demandShare
    let away = amount * (1 - profile.demandShare)
    distribution(
      away * profile.timePreference, over: 1 + random.below(4), term: profile.timeTerm, into: \.time)
    distribution(
      away * (1 - profile.timePreference), over: 1 + random.below(3), term: profile.wealthTerm, into: \.wealth
    )
  }

  private mutating func distribution(
    _ amount: Double, over lumps: Int, term: Int, into ladder: WritableKeyPath<CustomerLife, DepositLadder>
  ) {
    var rest = amount
    for lump in 0..<lumps {
      let left = Double(lumps - lump)
      let part = lump == lumps - 1 ? rest : rest * random.uniform(0.5..<1.5) / left
      self[keyPath: ladder].put(part, until: month + 1 + random.below(term))
      rest -= part
    }
  }
}
