import Calendar
import Configuration
import Variables

/// One customer's numbers, as seen when causes are distinguished and put into words.
struct Situation {
  let reasoner: Reasoner
  let variables: [Double]
  let facts: CustomerFacts
  /// The season that the customer's money follows, if any.
  let season: SeasonalMoney?
  /// How demand deposits grew while assets did not, if they did.
  let gathering: Movement?
  /// Money that went to own accounts elsewhere within the known window.
  let ownTransfers: Double
  /// Time deposits and wealth products that fall due next month.
  let maturing: Double
  /// Whether the customer came within the last hundred days.
  let isInFirstHundredDays: Bool
  /// Whether assets lie just above the floor, or with loans just above their tier's start.
  private(set) var isNearEdge = false

  /// A change by less than this share of the start is no fall and no rise to speak of, and an amount below this share of
  /// the assets no reason.
  static let noticeable = 0.05

  /// Up to this share above the floor or a tier's start lies just above it.
  static let near = 0.1

  init(reasoner: Reasoner, variables: [Double], facts: CustomerFacts) {
    self.reasoner = reasoner
    self.variables = variables
    self.facts = facts
    let assets = reasoner.ownColumns[.assets].map(facts.series(at:))
    isInFirstHundredDays =
      reasoner.firstHundredDays.map {
        reasoner.recipes[$0].columns.isEmpty
          ? facts.arrival.map { $0.monthsAgo < Arrival.firstMonths } ?? false : variables[$0] == 1
      } ?? false
    season = SeasonalMoney(
      occupation: reasoner.occupationColumn.flatMap { facts.texts[$0] }, snapshot: facts.snapshot,
      assets: assets, isNew: isInFirstHundredDays)
    gathering =
      season?.isHere == true
      ? nil : Self.gathering(demand: reasoner.ownColumns[.demand].map(facts.series(at:)), assets: assets)
    ownTransfers = reasoner.ownColumns[.ownTransferOut].map(facts.series(at:))?.sum(ofLast: .max)?.amount ?? 0
    maturing = [OwnColumn.timeMaturing, .wealthMaturing].reduce(0) { sum, column in
      sum + max(0, reasoner.ownColumns[column].map(facts.series(at:))?.now ?? 0)
    }
    let nearness = nearness
    isNearEdge = nearness.floor != nil || nearness.tier != nil
  }

  var wording: Wording { reasoner.wording }
  var language: Language { wording.language }

  /// The values of one of our own columns; nil where the facts do not hold it.
  func series(_ column: OwnColumn) -> Series? { reasoner.ownColumns[column].map(facts.series(at:)) }

  func words(_ column: String) -> ColumnWords {
    ColumnWords(
      column: column, isMoney: reasoner.assets.contains(column), language: wording.language,
      given: reasoner.names[column])
  }

  /// The values of a recipe's first column; nil where the facts do not hold it.
  func series(ofRecipe index: Int) -> Series? { reasoner.plans[index].factColumn.map(facts.series(at:)) }

  /// Assets in the snapshot month.
  var assetsNow: Double? { series(.assets)?.now }

  /// Whether an amount is at least a share of the assets, as far as these are known.
  func isNoticeable(_ amount: Double, share: Double = Situation.noticeable) -> Bool {
    guard let assets = assetsNow, assets > 0 else { return amount > 0 }
    return amount >= share * assets
  }

  /// Whether a variable looks at a column of the panel: an opening date is not always there.
  func hasColumn(_ index: Int) -> Bool { !reasoner.recipes[index].columns.isEmpty }

  /// Demand deposits that grew by at least a tenth of the assets over one, three or all known months, while assets
  /// moved by less than half as much.
  private static func gathering(demand: Series?, assets: Series?) -> Movement? {
    guard let demand, let assets, let held = assets.now, held > 0 else { return nil }
    for months in [1, 3, demand.knownMonths - 1] {
      guard let grown = demand.movement(over: months), let all = assets.movement(over: months) else {
        continue
      }
      let growth = grown.to - grown.from
      if growth >= 0.1 * held, (all.to - all.from).magnitude < growth / 2 { return grown }
    }
    return nil
  }

  /// What came in and what went out over a recipe's months (the window, where it has none), as far as both are known.
  func flows(ofRecipe index: Int) -> (inward: Double, outward: Double, months: Int)? {
    let months = reasoner.plans[index].months ?? facts.columns.months
    guard let inward = series(.transferIn), let outward = series(.transferOut) else {
      return nil
    }
    let counted = min(months, inward.knownMonths, outward.knownMonths)
    guard let inflow = inward.sum(ofLast: counted), let outflow = outward.sum(ofLast: counted) else {
      return nil
    }
    return (inflow.amount, outflow.amount, counted)
  }

  /// The movement that a variable looks at: over its own months, else over the known window.
  func movement(ofRecipe index: Int) -> Movement? {
    guard let series = series(ofRecipe: index) else { return nil }
    let plan = reasoner.plans[index]
    if plan.statement == .usual { return series.movementFromUsual }
    return plan.months.flatMap(series.movement) ?? series.longestMovement
  }

  /// How far assets lie above the floor, and assets with loans above their tier's start, as shares; nil where far.
  var nearness: (floor: Double?, tier: (share: Double, tier: TierTable.Tier, amount: Double, loans: Double)?)
  {
    guard let now = assetsNow else { return (nil, nil) }
    let aboveFloor = reasoner.floor > 0 ? now / reasoner.floor - 1 : .infinity
    let loans = series(.loanBalance)?.now ?? 0
    var near: (share: Double, tier: TierTable.Tier, amount: Double, loans: Double)?
    if let own = reasoner.tiers.tier(assets: now, loans: loans), own.index > 0 {
      let tier = reasoner.tiers.tiers[own.index]
      let share = (now + loans) / tier.from - 1
      if tier.from > 0, (0...Self.near).contains(share) { near = (share, tier, now + loans, loans) }
    }
    return ((0...Self.near).contains(aboveFloor) ? aboveFloor : nil, near)
  }
}
