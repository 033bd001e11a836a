import Parallel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One customer's hidden state, lived month by month.
///
/// The behaviours are extensions of this type, a file each. Money is in yuan; months are counted from the panel's
/// first, so those before the panel are below zero.
struct CustomerLife {
  let profile: CustomerProfile
  let market: Market
  var random: RandomStream
  /// The month lived last.
  var month: Int

  var demand = 0.0
  var time = DepositLadder()
  var wealth = DepositLadder()
  /// Fallen due this month and not yet decided upon.
  var maturedTime = 0.0
  var maturedWealth = 0.0
  var loan: Double
  /// Money of the customer's outside the bank that may come back.
  var elsewhere = 0.0
  /// The part of `demand` that will go with its season.
  var seasonalMoney = 0.0
  /// What a new customer brought for the welcome offer.
  var welcomeMoney = 0.0
  /// Harvest of a year against the assets.
  var yield = 0.0

  var intention = Intention.none
  var planForNextMonth = MaturityPlan.undecided
  var planForMonthAfter = MaturityPlan.undecided
  var hasPayroll: Bool
  var lostProducts = 0
  /// Logins against the usual.
  var activity = 1.0
  var quietSpell = 0
  /// Whether the customer left this month or before.
  var isGone = false
  /// Set where a departing customer's account is closed next month.
  var closesNextMonth: LossCause?

  // This month's flows.
  var transferIn = 0.0
  var transferOut = 0.0
  var ownTransferOut = 0.0
  /// Part of the money taken out that still counts in the month's average, because it left some days into it.
  var lateMoney = 0.0
  /// Assets at the month's beginning.
  var openingAssets = 0.0

  /// The month as the panel shows it.
  var record = MonthRecord()
  var recent = RecentAssets()

  /// All that the customer has with the bank.
  var assets: Double { demand + time.total + wealth.total + maturedTime + maturedWealth }

  /// Lives the next month.
  mutating func liveMonth() -> MonthFate {
    let chances = lossChances()
    month += 1
    transferIn = 0
    transferOut = 0
    ownTransferOut = 0
    lateMoney = 0
    openingAssets = assets
    var fate = MonthFate(probability: chances.combined, cause: chances.draw(from: &random))
    if let cause = closesNextMonth {
      isGone = true
      record = MonthRecord()
      return MonthFate(probability: 1, cause: cause)
    }
    maturedTime = time.takeDue(in: month)
    maturedWealth = wealth.takeDue(in: month)
    earnAndSpend()
    receiveSeasonalMoney()
    if let cause = fate.cause {
      strike(cause)
      if isGone { return fate }
    } else {
      foreshadow()
    }
    renewMaturedMoney()
    if fate.cause == nil {
      bringMoneyBack()
      putMoneyAway()
    }
    payBackLoan()
    changeHabits()
    let before = record.assets
    writeRecord()
    if fate.cause == nil && Double(record.assets) <= 0.8 * Double(before) { fate.cause = .noise }
    makePlans(struck: fate.cause != nil)
    return fate
  }

  /// Fills in the amounts of the month.
  mutating func writeRecord() {
    let noise = profile.demandNoise * random.normal()
    record.isPresent = true
    record.demand = cents(demand * exp(noise) + lateMoney)
    record.time = cents(time.total)
    record.wealth = cents(wealth.total)
    record.loan = cents(loan)
    record.transferIn = cents(transferIn)
    record.transferOut = cents(transferOut)
    record.ownTransferOut = cents(ownTransferOut)
    record.timeMaturing = cents(time.due(in: month + 1))
    record.wealthMaturing = cents(wealth.due(in: month + 1))
    if month >= 0 { recent.append(Double(record.assets)) }
  }

  private func cents(_ yuan: Double) -> Int { max(0, Int((yuan * 100).rounded())) }
}
