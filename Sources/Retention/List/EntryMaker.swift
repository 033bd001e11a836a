import Calendar
import Configuration

/// Makes the entries of a loss list, each complete in one go: probability and money, tier, reasons, who looks after the
/// customer, and what the bank's rules say where they are asked.
///
/// A value without state of its own: several threads may make entries at once.
public struct EntryMaker: Sendable {
  private let population: ScoredPopulation
  let facts: PanelFacts
  let reasoner: Reasoner
  private let tiers: TierTable
  private let view: PopulationView?
  private let control: Set<Int>?

  /// - Parameters:
  ///   - facts: with the columns that the reasoner was made for.
  ///   - view: who the customers are by the bank's rules; nil: entries show the tier of assets and loans, and no action.
  ///   - control: rows that are held out as control group; nil where there is none.
  public init(
    population: ScoredPopulation, facts: PanelFacts, reasoner: Reasoner, tiers: TierTable,
    view: PopulationView? = nil, control: Set<Int>? = nil
  ) {
    (self.population, self.facts, self.reasoner) = (population, facts, reasoner)
    (self.tiers, self.view, self.control) = (tiers, view, control)
  }

  /// What the customers at risk have in common.
  var shared: SharedRisk { reasoner.shared }

  /// The entry of a row of the population; offers, which share a budget, are given when all entries are there.
  ///
  /// - Parameters:
  ///   - contributions: of each variable to the score, in margin units.
  ///   - variables: their values; NaN where missing.
  public func entry(ofRow row: Int, contributions: [Double], variables: [Float]) -> LossEntry {
    let customer = Int(population.rows[row].customer)
    let assets = population.assets[row]
    var entry = LossEntry(
      customer: population.customers[row], monthAtRisk: facts.month + 1,
      probability: population.probabilities[row], expectedLoss: population.expectedLosses[row],
      assets: assets, tier: tiers.tier(assets: assets, loans: facts.loans(of: customer))?.name,
      reasons: reasoner.reasons(
        contributions: contributions, variables: variables.map(Double.init),
        facts: facts.facts(of: customer)),
      manager: facts.text(of: customer, "manager"), branch: facts.text(of: customer, "branch"))
    entry.isControl = control?.contains(row)
    if !reasoner.asked.isLoss {
      entry.nextTier = tiers.nextTier(assets: assets, loans: facts.loans(of: customer))
    }
    view?.complete(&entry, row: row, customer: customer)
    return entry
  }
}
