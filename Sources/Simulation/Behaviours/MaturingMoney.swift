import Parallel

/// What a customer means to do with a large sum that falls due the month after next.
enum MaturityPlan {
  case undecided
  case renew
  case take
}

extension CustomerLife {
  /// Imitates time deposits and wealth products that fall due on a ladder and are renewed or not.
  ///
  /// A month before, the customer makes up their mind; the readier to follow rates, and the more other banks pay,
  /// the likelier the money is taken. Who means to take it looks at the app more often and may try the way to the
  /// other bank with a small sum.
  mutating func planMaturity() {
    planForNextMonth = planForMonthAfter
    let due = time.due(in: month + 2) + wealth.due(in: month + 2)
    guard due > CustomerLife.largeDue * assets else {
      planForMonthAfter = .undecided
      return
    }
    planForMonthAfter = random.chance(chanceToTake(due / assets)) ? .take : .renew
  }

  /// Chance that what falls due in the month after ``month`` is taken out and is large enough for a loss.
  func maturityChance(assets: Double) -> Double {
    let due = time.due(in: month + 1) + wealth.due(in: month + 1)
    guard due > CustomerLife.largeDue * assets, welcomeMoney == 0 else { return 0 }
    return switch planForNextMonth {
    case .undecided: 0.8 * chanceToTake(due / assets) + 0.01
    case .renew: 0.02
    case .take: 0.82
    }
  }

  mutating func takeMaturedMoney() {
    let amount = (maturedTime + maturedWealth) * random.uniform(0.9..<1)
    lose(amount, toOwnAccounts: random.uniform(0.6..<1), comingBack: 0.8)
  }

  /// Imitates the small sum that is sent ahead, and small sums that mean nothing.
  mutating func testOwnAccount() {
    let chance = planForMonthAfter == .take ? 0.65 : 0.02 + 0.05 * profile.rateSensitivity
    guard random.chance(chance) else { return }
    let amount = openingAssets * random.uniform(0.005..<0.04)
    withdraw(amount, toOwnAccounts: 1)
    elsewhere += amount
  }

  /// Puts what fell due away again for the same term, with interest, or leaves part of it on demand.
  mutating func renewMaturedMoney() {
    if maturedTime > 0 {
      let kept = maturedTime * keptShare()
      demand += maturedTime - kept
      time.put(kept * (1 + 0.018 * Double(profile.timeTerm) / 12), until: month + profile.timeTerm)
      maturedTime = 0
    }
    if maturedWealth > 0 {
      let kept = maturedWealth * keptShare()
      demand += maturedWealth - kept
      wealth.put(kept * (1 + 0.028 * Double(profile.wealthTerm) / 12), until: month + profile.wealthTerm)
      maturedWealth = 0
    }
  }

  private mutating func keptShare() -> Double { random.chance(0.15) ? random.uniform(0.5..<1) : 1 }

  /// Half as likely where most of the assets fall due at once: those customers have chosen to bank in one place.
  private func chanceToTake(_ share: Double) -> Double {
    let readiness = (0.02 + 0.6 * profile.rateSensitivity * profile.rateSensitivity) * market.pull(month)
    return share > 0.5 ? readiness / 2 : readiness
  }

  /// Share of the assets above which a sum that falls due is large.
  static let largeDue = 0.27
}
