import Calendar
import Configuration
import Parallel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension CustomerLife {
  /// Imitates how the bank is used: log-ins to the app around the customer's usual number, fewer in a harmless busy
  /// spell, more while a decision about maturing money is made; products and payroll; grades by rule and by hand.
  mutating func changeHabits() {
    if intention.kind != .fading {
      activity = min(1, activity * 1.4)
      if lostProducts > 0 && random.chance(0.1) { lostProducts -= 1 }
      if profile.startsWithPayroll && !hasPayroll && random.chance(0.05) { hasPayroll = true }
    }
    if quietSpell > 0 {
      quietSpell -= 1
    } else if random.chance(0.025) {
      quietSpell = 1 + random.below(3)
    }
    var logins = profile.loginRate * activity * exp(0.3 * random.normal())
    if quietSpell > 0 { logins *= 0.35 }
    if planForMonthAfter == .take { logins *= 1.5 }
    record.mobileLogins = Int(logins + random.uniform())

    let held = 1 + (time.total > 0 ? 1 : 0) + (wealth.total > 0 ? 1 : 0) + (loan > 0 ? 1 : 0)
    record.productCount = max(1, held + profile.furtherProducts + (hasPayroll ? 1 : 0) - lostProducts)
    record.hasPayroll = hasPayroll
    if market.month(month).monthOfYear % 3 == 1 || record.serviceGrade == 0 { refreshGrade() }
  }

  /// The composite grade, refreshed every three months by assets and loans; the service grade follows it, one step
  /// above for those whom a manager has raised by hand.
  private mutating func refreshGrade() {
    let tiers = TierTable.standard.tiers
    let composite = tiers.lastIndex { $0.from <= assets + loan } ?? 0
    record.serviceGrade = 1 + min(tiers.count - 1, composite + (profile.isRaisedByHand ? 1 : 0))
  }
}
