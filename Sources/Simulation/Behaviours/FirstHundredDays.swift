import Parallel

extension CustomerLife {
  /// Imitates the first hundred days: half of the new customers come for the welcome offer, a product of three
  /// months or a bonus on the balance, and much of that money leaves when the offer ends.
  mutating func bringWelcomeMoney() {
    welcomeMoney = profile.wealth * random.uniform(0.4..<0.65)
    settle(profile.wealth - welcomeMoney)
    if random.chance(0.6) {
      wealth.put(welcomeMoney, until: month + 3)
    } else {
      demand += welcomeMoney
    }
  }

  /// Chance that the welcome money leaves in the month after ``month``.
  func welcomeChance(assets: Double) -> Double {
    guard welcomeMoney > 0.25 * assets else { return 0 }
    return switch month + 1 - profile.opened {
    case 1: 0.04
    case 2: 0.12
    case 3: 0.5
    default: 0.3
    }
  }

  mutating func takeWelcomeMoney() {
    lose(welcomeMoney * random.uniform(0.85..<1), toOwnAccounts: 0.8, comingBack: 0.3)
    welcomeMoney = 0
    if random.chance(0.2) { intention = Intention(kind: .departing(.newCustomer)) }
  }

  /// After the hundred days what is still there has become ordinary money.
  mutating func endWelcome() {
    if month - profile.opened >= 4 { welcomeMoney = 0 }
  }
}
