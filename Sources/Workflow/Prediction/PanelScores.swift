import Calendar
import Configuration
import ModelFile
import Panel
import Parallel
import Scoring
import Variables

/// The population of one month with its scores.
struct PanelScores {
  let rows: [SnapshotRow]
  let customers: [String]
  let probabilities: [Double]
  let assets: [Double]
  /// Probability × assets × the share of the assets that a loss takes on average in the customer's tier.
  let expectedLosses: [Double]

  /// Makes variables and scores block by block; no more than a block's variables are in memory for each thread.
  init(
    panel: CustomerPanel, month: Month, floor: Double, maker: VariableMaker, scorer: Scorer,
    sharesLost: SharesLost, context: RunContext
  ) throws {
    let members = Population.members(of: panel, in: month, floor: floor)
    rows = members.map { SnapshotRow(customer: $0, month: month) }
    let judge = Judge(scorer: scorer, maker: maker, team: context.team)
    let rows = rows
    let probabilities = try context.step("Scoring \(rows.count) customers") {
      try judge.probabilities(of: rows)
    }
    let assets = members.map { panel.assets($0, month) ?? 0 }
    customers = members.map { panel.customers[$0] }
    let loans = panel.numberColumns.firstIndex { $0.name == "loan_balance" }
    expectedLosses = members.indices.map { row in
      let loan = loans.map { Double(panel.number(members[row], month, column: $0)) } ?? 0
      return probabilities[row] * assets[row] * sharesLost.share(assets: assets[row], loans: loan)
    }
    (self.probabilities, self.assets) = (probabilities, assets)
  }
}

/// The share of the assets that a loss takes on average.
struct SharesLost: Sendable {
  let mean: Double
  /// Of each tier; nil: the mean for all.
  let byTier: [Double]?
  let tiers: TierTable

  /// - Parameter tiers: the tiers of this run; where they are not those learnt with, the mean holds for all.
  init(_ document: ModelDocument, tiers: TierTable) {
    mean = document.expectedShareLost
    let learnt = document.configuration.tiers
    byTier = learnt.tiers.map(\.from) == tiers.tiers.map(\.from) ? document.tierSharesLost : nil
    self.tiers = tiers
  }

  func share(assets: Double, loans: Double) -> Double {
    byTier.map { $0[tiers.index(of: assets + (loans.isNaN ? 0 : loans))] } ?? mean
  }
}
