import Numerics

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

  /// Chances of a loss in the month after ``month``.
  func lossChances() -> LossChances {
    var chances = LossChances()
    let assets = assets
    guard closesNextMonth == nil, assets > 0 else { return chances }
    addIntentionChance(to: &chances)
    chances[.maturity] = maturityChance(assets: assets)
    chances[.season] = seasonChance(assets: assets)
    chances[.newCustomer] = welcomeChance(assets: assets)
    chances[.sudden] = suddenChance()
    chances[.noise] += noiseChance()
    return chances
  }

  private func addIntentionChance(to chances: inout LossChances) {
    switch intention.kind {
    case .none: break
    case .movingAway: chances[.ownTransfer] = movingAwayChance()
    case .fading: chances[.activityFading] = fadingChance()
    case .runningDown: chances[.balanceFalling] = runningDownChance()
    case .gathering: chances[.lifeEvent] = gatheringChance()
    case .departing(let cause): chances[cause] = departureChance()
    }
  }

  /// Takes out what a loss of the given cause takes out.
  private mutating func strike(_ cause: LossCause) {
    if case .departing(let first) = intention.kind, first == cause {
      depart(for: cause)
      return
    }
    switch cause {
    case .ownTransfer: moveAway()
    case .maturity: takeMaturedMoney()
    case .balanceFalling: fallFurther()
    case .activityFading: leaveAfterFading()
    case .season: spendSeasonalMoney()
    case .newCustomer: takeWelcomeMoney()
    case .sudden: loseSuddenly()
    case .lifeEvent: payGreatExpense()
    case .noise: spendByChance()
    }
  }

  /// What can be seen in a month before a loss.
  private mutating func foreshadow() {
    switch intention.kind {
    case .none, .departing: break
    case .movingAway: moveSmallSums()
    case .fading: fade()
    case .runningDown: runDown()
    case .gathering: gather()
    }
    testOwnAccount()
  }

  /// Decides what begins, goes on or is given up in the months to come.
  private mutating func makePlans(struck: Bool) {
    planMaturity()
    endWelcome()
    if intention.kind != .none {
      intention.months += 1
      if !struck && intention.months > 1 && random.chance(0.13) { intention = .none }
      return
    }
    if struck || welcomeMoney > 0 { return }
    var point = random.uniform()
    for (kind, chance) in [
      (Intention.Kind.movingAway, movingAwayStart()), (.fading, fadingStart()),
      (.runningDown, runningDownStart()), (.gathering, gatheringStart()),
    ] {
      point -= chance
      if point < 0 {
        intention = Intention(kind: kind)
        return
      }
    }
  }

  /// Takes money out: what has just fallen due first, then demand, then what has to be broken open.
  mutating func withdraw(_ amount: Double, toOwnAccounts share: Double) {
    var rest = min(amount, assets)
    transferOut += rest
    ownTransferOut += rest * share
    func part(of pot: inout Double, down to: Double) {
      let taken = max(0, min(rest, pot - to))
      pot -= taken
      rest -= taken
    }
    part(of: &maturedWealth, down: 0)
    part(of: &maturedTime, down: 0)
    part(of: &demand, down: demand * 0.15)
    if rest > 0 { rest -= wealth.breakOpen(rest, after: month) }
    if rest > 0 { rest -= time.breakOpen(rest, after: month) }
    part(of: &demand, down: 0)
    seasonalMoney = min(seasonalMoney, demand)
  }

  /// Takes out a loss on one of the month's first days, so that a little of it still counts in the average.
  mutating func lose(_ amount: Double, toOwnAccounts share: Double, comingBack: Double) {
    withdraw(amount, toOwnAccounts: share)
    lateMoney = amount * random.uniform(0..<0.07)
    elsewhere += amount * comingBack
  }

  /// The share of the assets that a loss takes where nothing else sets it: mostly a quarter to a half.
  mutating func lossShare() -> Double {
    random.chance(0.9) ? random.uniform(0.255..<0.48) : random.uniform(0.5..<0.95)
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

/// The assets of the last three months that the panel shows.
struct RecentAssets {
  private var values = SIMD4<Double>(repeating: 0)
  private(set) var count = 0

  mutating func append(_ assets: Double) {
    values = SIMD4(values[1], values[2], assets, 0)
    count += 1
  }

  /// Whether three months lie within `band` of their median, as the design's rule of sudden losses asks.
  func areQuiet(within band: Double) -> Bool {
    guard count >= 3 else { return false }
    let low = min(values[0], values[1], values[2])
    let high = max(values[0], values[1], values[2])
    let median = values[0] + values[1] + values[2] - low - high
    return median > 0 && high <= median * (1 + band) && low >= median * (1 - band)
  }
}
