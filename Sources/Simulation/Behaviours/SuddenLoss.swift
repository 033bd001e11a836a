import Parallel

extension CustomerLife {
  /// Imitates losses that nothing foreshadows: a lawsuit, an inheritance that is shared, a transfer ordered by a
  /// son. They strike only where the panel has shown three quiet months, within a tenth of their median, and take
  /// more than half; so they are sudden by the design's rule.
  func suddenChance() -> Double {
    guard intention.kind == .none, planForNextMonth != .take, welcomeMoney == 0, seasonalMoney == 0,
      recent.areQuiet(within: 0.095)
    else { return 0 }
    return 0.0045
  }

  mutating func loseSuddenly() {
    let before = assets
    if random.chance(0.12) {
      withdraw(before, toOwnAccounts: 0)
      leave(for: .sudden, residual: before)
    } else {
      lose(before * random.uniform(0.62..<0.97), toOwnAccounts: 0, comingBack: 0.2)
    }
  }
}
