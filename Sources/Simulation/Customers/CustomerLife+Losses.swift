import Parallel

extension CustomerLife {
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
  mutating func strike(_ cause: LossCause) {
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
  mutating func foreshadow() {
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
  mutating func makePlans(struck: Bool) {
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
}
