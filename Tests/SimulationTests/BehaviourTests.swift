import Simulation
import Testing

/// What is planted can be seen beforehand, as often and as well as in a bank.
@Suite struct BehaviourTests {
  let panel: SimulatedPanel
  let population: [Snapshot]

  init() throws {
    panel = try Simulated.year.get()
    population = panel.population()
  }

  @Test("Six to ten in a hundred of the population lose assets in a month, and half to one suddenly")
  func rates() {
    #expect((0.06...0.10).contains(population.mean { $0.isLoss ? 1 : 0 }))
    #expect((0.005...0.01).contains(population.mean { $0.isSudden ? 1 : 0 }))
    for month in 0..<11 {
      let rate = population.filter { $0.month == month }.mean { $0.isLoss ? 1 : 0 }
      #expect((0.03...0.12).contains(rate), "month \(month): \(rate)")
    }
  }

  @Test("As many customers as asked for have assets above the floor", arguments: [0.2, 0.5, 0.8])
  func aboveFloor(share: Double) throws {
    var options = SimulationOptions(customers: 4000, months: 6)
    options.aboveFloorShare = share
    options.seed = 7
    let assets = try options.panel().rows.flatMap { $0.compactMap { $0?.assets } }
    #expect(abs(assets.mean { $0 > 200_000 ? 1 : 0 } - share) < 0.04)
  }

  @Test("Most losses have a cause that is planted; at most fifteen in a hundred are noise")
  func noiseIsRare() {
    let losses = population.filter(\.isLoss)
    #expect(losses.allSatisfy { $0.cause != "" })
    #expect((0.01...0.15).contains(losses.mean { $0.cause == "noise" ? 1 : 0 }))
  }

  @Test("Every cause strikes, and what strikes is nearly always a loss", arguments: LossCause.allCases)
  func causes(cause: LossCause) {
    let struck = population.filter { $0.cause == cause.rawValue }
    #expect(struck.count > 100)
    #expect(struck.mean { $0.isLoss ? 1 : 0 } > 0.93)
  }

  @Test("What the simulation calls sudden is sudden by the design's rule")
  func suddenByRule() {
    let struck = population.filter { $0.cause == "sudden" }
    #expect(struck.mean { $0.isSudden ? 1 : 0 } >= 0.9)
  }

  @Test("The simulation's own chance ranks the losses well but not perfectly")
  func discrimination() {
    let foreseeable = population.filter { !$0.isSudden }
    let area = areaUnderCurve(foreseeable.map { ($0.probability, $0.isLoss) })
    #expect((0.85...0.97).contains(area))
  }

  @Test("The simulation's own chance is what comes true")
  func calibration() {
    for range in [0.02..<0.1, 0.1..<0.3, 0.3..<0.6, 0.6..<1.0] {
      let rows = population.filter { range.contains($0.probability) }
      // An accidental drop is not among the planted chances, and at most adds to them.
      let struck = rows.mean { $0.cause != "" && $0.cause != "noise" ? 1 : 0 }
      let chance = rows.mean(\.probability)
      #expect(
        rows.count > 300 && abs(struck - chance) < 0.02 + 0.05 * chance, "\(range): \(struck), \(chance)")
    }
  }

  @Test("Sums to own accounts elsewhere go before the money")
  func ownTransfersForeshadow() {
    expect(.ownTransfer, above: 3) { customer, month in
      let sum = (0..<3).reduce(0) { $0 + (panel.rows[customer][month - $1]?.ownTransferOut ?? 0) }
      return panel.assets(customer, month).map { sum / $0 }
    }
  }

  @Test("What is taken at maturity is shown as falling due")
  func maturityForeshadows() {
    expect(.maturity, above: 3) { customer, month in
      panel.rows[customer][month].map { $0.maturing / $0.assets }
    }
  }

  @Test("Balances fall before they fall further")
  func fallingForeshadows() {
    expect(.balanceFalling, above: 3) { customer, month in
      guard let now = panel.assets(customer, month), let before = panel.assets(customer, month - 1) else {
        return nil
      }
      return max(0, 1 - now / before)
    }
  }

  @Test("Log-ins dwindle before the customer goes")
  func fadingForeshadows() {
    expect(.activityFading, below: 0.6) { customer, month in
      let earlier = (1...3).compactMap { panel.rows[customer][month - $0]?.logins }
      guard let now = panel.rows[customer][month], let usual = earlier.max(), usual > 0 else { return nil }
      return now.logins / usual
    }
  }

  @Test("The season's money lies on demand before it goes")
  func seasonForeshadows() {
    expect(.season, above: 1.5) { customer, month in
      panel.rows[customer][month].map { $0.demand / $0.assets }
    }
  }

  @Test("Welcome money belongs to those who have just come")
  func newCustomersForeshadow() {
    expect(.newCustomer, above: 10) { customer, month in
      panel.rows[customer][max(0, month - 4)] == nil ? 1 : 0
    }
  }

  @Test("Money is gathered on demand before a great expense")
  func lifeEventsForeshadow() {
    expect(.lifeEvent, above: 4) { customer, month in
      guard let now = panel.rows[customer][month], let before = panel.rows[customer][month - 3] else {
        return nil
      }
      return max(0, now.demand / now.assets - before.demand / before.assets)
    }
  }

  @Test("Nothing foreshadows a sudden loss")
  func nothingForeshadowsSudden() {
    let ratio = ratio(of: .sudden) { customer, month in
      panel.rows[customer][month].map { ($0.ownTransferOut + $0.maturing) / $0.assets }
    }
    #expect((0.4...1.3).contains(ratio))
  }

  private func expect(_ cause: LossCause, above bound: Double, _ measure: (Int, Int) -> Double?) {
    let ratio = ratio(of: cause, measure)
    #expect(ratio > bound, "\(cause.rawValue): \(ratio)")
  }

  private func expect(_ cause: LossCause, below bound: Double, _ measure: (Int, Int) -> Double?) {
    let ratio = ratio(of: cause, measure)
    #expect(ratio < bound, "\(cause.rawValue): \(ratio)")
  }

  /// Mean of what can be seen at `t` of those whom a cause strikes at `t + 1`, against the mean of those who lose
  /// nothing; `t` leaves three months before it.
  private func ratio(of cause: LossCause, _ measure: (Int, Int) -> Double?) -> Double {
    let later = population.filter { $0.month >= 3 }
    let struck = later.filter { $0.cause == cause.rawValue }.compactMap { measure($0.customer, $0.month) }
    let others = later.filter { !$0.isLoss }.compactMap { measure($0.customer, $0.month) }
    return struck.mean { $0 } / others.mean { $0 }
  }
}

extension Collection {
  func mean(_ value: (Element) -> Double) -> Double { reduce(0) { $0 + value($1) } / Double(count) }
}

/// Chance that a loss ranks above one that is none, ties by halves.
func areaUnderCurve(_ scored: [(score: Double, isLoss: Bool)]) -> Double {
  let groups = Dictionary(grouping: scored, by: \.score).sorted { $0.key < $1.key }
  var below = 0.0
  var area = 0.0
  var losses = 0.0
  for (_, rows) in groups {
    let lost = Double(rows.count { $0.isLoss })
    let kept = Double(rows.count) - lost
    area += lost * (below + kept / 2)
    below += kept
    losses += lost
  }
  return area / (losses * below)
}
