import Configuration

/// What the stages of a relationship are decided by.
public struct StageRules: Sendable {
  /// Customers with assets up to this have left, if they had more.
  public var floor: Double
  /// The share of the greatest earlier assets that must be gone.
  public var lossShare: Double
  /// Months that are looked at, the snapshot month included.
  public var window: Int
  /// Months up to the snapshot month of which the panel has rows, without a gap.
  public var monthsHeld: Int

  public init(floor: Double, lossShare: Double, window: Int, monthsHeld: Int) {
    (self.floor, self.lossShare) = (floor, lossShare)
    (self.window, self.monthsHeld) = (window, monthsHeld)
  }

  /// Days from the first account that count as the beginning, the last of them included.
  public static let firstDays = 100.0
  /// The same in months of records, where no opening day is known.
  public static let firstMonths = 3
  /// A change of the assets over three months by this share, or more, is growth or decline.
  public static let movement = 0.1
  /// Months without any movement that make a customer dormant.
  public static let dormantMonths = 6
}

extension RelationshipStage {
  /// The stage of a customer at the end of the snapshot month; the first rule that holds decides.
  ///
  /// 1. *left*: assets are at most the floor, some month of the window before was above it, and at least the loss's share
  ///    of the greatest is gone.
  /// 2. *first hundred days*: the first account was opened at most 100 days before the month's end; without that day,
  ///    the customer's records begin at most three months ago although the panel's begin earlier.
  /// 3. *reactivated*: above the floor, and left (as in 1) in some earlier month of the window.
  /// 4. *declining*: assets are at most 90% of those of three months ago.
  /// 5. *growing*: at least 110% of them.
  /// 6. *mature*: else.
  ///
  /// Nil where assets are unknown, or those of three months ago are and nothing before decides.
  init?(_ facts: CustomerFacts, _ rules: StageRules) {
    guard let series = facts.series("assets"), let now = series.now else { return nil }
    let window = Array(series.values.suffix(rules.window))
    if Self.hasLeft(window[...], rules) {
      self = .left
      return
    }
    if Self.isNew(facts, series, rules) {
      self = .firstHundredDays
      return
    }
    let leftBefore = window.indices.dropLast().contains { Self.hasLeft(window[...$0], rules) }
    if now > rules.floor, leftBefore {
      self = .reactivated
      return
    }
    guard let before = series.value(monthsAgo: 3) else { return nil }
    if now <= (1 - StageRules.movement) * before {
      self = .declining
    } else if now >= (1 + StageRules.movement) * before {
      self = .growing
    } else {
      self = .mature
    }
  }

  /// Whether the last of the months is one in which the customer has left; unknown months are passed over.
  private static func hasLeft(_ months: ArraySlice<Double>, _ rules: StageRules) -> Bool {
    guard let last = months.last, last.isFinite, last <= rules.floor,
      let peak = months.dropLast().filter(\.isFinite).max()
    else { return false }
    return peak > rules.floor && last <= (1 - rules.lossShare) * peak
  }

  private static func isNew(_ facts: CustomerFacts, _ assets: Series, _ rules: StageRules) -> Bool {
    if let days = facts.figure(.init(Condition.Derived.tenureDays.rawValue)) {
      return days >= 0 && days <= StageRules.firstDays
    }
    let known = assets.knownMonths
    return known <= StageRules.firstMonths && known < min(rules.monthsHeld, assets.values.count)
      && assets.values.dropLast(known).allSatisfy(\.isNaN)
  }
}

extension CustomerFacts {
  /// Whether nothing has moved in six months: no log-in, nothing in, nothing out. Nil where none of these is known for
  /// all six and none of them shows a movement.
  var isDormant: Bool? {
    var isKnown = false
    for name in ["mobile_logins", "transfer_in", "transfer_out"] {
      guard let months = series(name)?.values.suffix(StageRules.dormantMonths) else { continue }
      if months.contains(where: { $0 > 0 }) { return false }
      if months.count == StageRules.dormantMonths, months.allSatisfy(\.isFinite) { isKnown = true }
    }
    return isKnown ? true : nil
  }
}
