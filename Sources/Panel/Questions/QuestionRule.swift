import Calendar
import Configuration
import Parallel
import Tabular

/// A question over a panel: who is asked about in a month, and what came of them.
public struct QuestionRule: Sendable {
  public let asked: AskedQuestion
  private let panel: CustomerPanel
  private let columns: RuleColumns
  private let departure: DepartureRule
  private let floor: Double

  public init(_ configuration: BankConfiguration, panel: CustomerPanel) {
    asked = configuration.asked
    self.panel = panel
    columns = RuleColumns(panel, tiers: configuration.tiers)
    departure = DepartureRule(configuration)
    floor = configuration.floor
  }

  /// Numbers of the panel's customers who are asked about at the end of a month, in the panel's order.
  ///
  /// - Complexity: O(customers · columns of the rule).
  public func members(in month: Month) -> [Int] {
    switch asked.kind {
    case .loss: return Population.members(of: panel, in: month, floor: floor)
    case .winBack:
      return (0..<panel.customerCount).filter { departure.peak(of: $0, in: panel, at: month) != nil }
    case .rules(let customers, _):
      guard panel.index(of: month) != nil else { return [] }
      return (0..<panel.customerCount).filter { customer in
        panel.isPresent(customer, month)
          && customers.holds(for: MonthFacts(columns: columns, customer: customer, snapshot: month)) == true
      }
    }
  }

  /// What the money of an event is a share of: what is gone of who has left, 1 where it is an amount.
  public func stake(_ customer: Int, at month: Month) -> Double {
    switch asked.kind {
    case .loss: panel.assets(customer, month) ?? 0
    case .winBack: departure.gone(of: customer, in: panel, at: month)
    case .rules: 1
    }
  }

  /// The greatest assets lately of a customer who has left; nil where the customer has not.
  public func peak(_ customer: Int, at month: Month) -> Double? {
    departure.peak(of: customer, in: panel, at: month)
  }

  /// Whether the event came to a customer in the months after, with the assets of the last month looked at and the money
  /// of the event.
  func outcome(_ customer: Int, after month: Month) -> (
    outcome: Snapshot.Outcome, assets: Double, money: Double
  ) {
    func assets(_ month: Month) -> Double { panel.assetsOrAbsent(customer, month) }
    switch asked.kind {
    case .loss, .winBack:
      let next = assets(month + 1)
      if next.isNaN { return (.unknown, .nan, 0) }
      let (now, gone) = (assets(month), stake(customer, at: month))
      return departure.hasReturned(before: now, gone: gone, after: next)
        ? (.loss, next, min(next - now, gone) * asked.margin) : (.kept, next, 0)
    case .rules(_, let event):
      var isKnown = true
      for later in max(1, event.months)...max(1, asked.within, event.months) {
        let facts = MonthFacts(columns: columns, customer: customer, snapshot: month + later, since: month)
        switch event.holds(for: facts) {
        case true?: return (.loss, assets(month + later), money(customer, month, month + later))
        case false?: break
        case nil: isKnown = isKnown && !panel.isPresent(customer, month + later)
        }
      }
      let last = assets(month + asked.within)
      return isKnown ? (.kept, last, 0) : (.unknown, .nan, 0)
    }
  }

  /// By how much the value moved in the direction of the event; nothing where it is not known.
  private func money(_ customer: Int, _ before: Month, _ after: Month) -> Double {
    let then = columns.number(customer, before, asked.value, absent: .nan) ?? .nan
    let now = columns.number(customer, after, asked.value, absent: 0) ?? .nan
    let moved = asked.money == .gained ? now - (then.isNaN ? 0 : then) : then - now
    return moved.isNaN ? 0 : max(0, moved) * asked.margin
  }
}

extension CustomerPanel {
  /// Assets in a month; 0 where the customer is absent, NaN where a cell of them is missing.
  func assetsOrAbsent(_ customer: Int, _ month: Month) -> Double {
    isPresent(customer, month) ? assets(customer, month) ?? .nan : 0
  }

  /// The customers who are asked about in a month of a panel, with what came of them.
  ///
  /// - Complexity: O(customers), in parallel.
  func snapshot(of month: Month, asking rule: QuestionRule, team: ThreadTeam) -> Snapshot {
    let customers = rule.members(in: month)
    let found = team.mapRanges(customers.count, grain: 1024) { range, _ in
      range.map { rule.outcome(customers[$0], after: month) }
    }.flatMap { $0 }
    return Snapshot(
      month: month, customers: customers,
      assets: customers.map {
        let held = assetsOrAbsent($0, month)
        return held.isNaN ? 0 : held
      },
      assetsAfter: found.map(\.assets), outcomes: found.map(\.outcome), money: found.map(\.money),
      stakes: customers.map { rule.stake($0, at: month) })
  }

  /// The populations of months with known outcomes, for the question that a configuration asks.
  ///
  /// - Throws: ``TableError`` where nobody is asked about, or the event came to nobody or to all of them.
  public func labelledSnapshots(
    _ months: [Month], asking configuration: BankConfiguration, team: ThreadTeam
  ) throws(TableError) -> [Snapshot] {
    let snapshots = months.map { snapshot(of: $0, configuration: configuration, team: team) }
    let asked = configuration.asked
    guard !asked.isLoss else { return snapshots }
    let (all, events) = snapshots.reduce(into: (0, 0)) {
      $0.0 += $1.count(.kept) + $1.count(.loss)
      $0.1 += $1.count(.loss)
    }
    let when = months.map(\.description).joined(separator: ", ")
    func fail(_ text: String) -> TableError { TableError(message: "\(asked.subject) \(text)") }
    if all == 0 {
      throw fail("is of nobody in \(when); look at its rule of customers, and at what the panel holds.")
    }
    if events == 0 {
      throw fail(
        "has no event in any month: it came to none of \(all) customers and months of \(when). "
          + (asked.kind == .winBack
            ? "Lower `floor:`, or give more months." : "Look at its event, or give more months."))
    }
    if events == all {
      throw fail(
        "has an event that came to all of \(all) customers and months of \(when); look at both rules.")
    }
    return snapshots
  }
}
