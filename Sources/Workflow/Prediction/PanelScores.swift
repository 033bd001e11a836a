import Configuration
import Numerics
import Panel
import Scoring
import Variables

/// The population of one month with its scores.
struct PanelScores {
  let rows: [SnapshotRow]
  let customers: [String]
  let probabilities: [Double]
  let assets: [Double]
  /// Probability × assets × the share of the assets that a loss takes on average.
  let expectedLosses: [Double]

  /// Makes variables and scores block by block; no more than a block's variables are in memory for each thread.
  init(
    panel: Panel, month: Month, floor: Double, maker: VariableMaker, scorer: Scorer, shareLost: Double,
    context: RunContext
  ) {
    let members = Population.members(of: panel, in: month, floor: floor)
    rows = members.map { SnapshotRow(customer: $0, month: month) }
    let judge = Judge(scorer: scorer, maker: maker, team: context.team)
    let rows = rows
    probabilities = context.step("Scoring \(rows.count) customers") { judge.probabilities(of: rows) }
    assets = members.map { panel.assets($0, month) ?? 0 }
    customers = members.map { panel.customers[$0] }
    expectedLosses = zip(probabilities, assets).map { $0 * $1 * shareLost }
  }
}
