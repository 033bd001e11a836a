import Calendar
import Configuration
import Panel
import Parallel
import Retention
import Validation
import Variables

/// The scores of those who have left.
struct WinBackScores {
  let rows: [SnapshotRow]
  let customers: [String]
  let probabilities: [Double]
  /// Probability × peak × the share of the peak that comes back with a customer on average.
  let expectedReturns: [Double]

  init(_ departed: DepartedCustomers, trained: WinBackTrainer.Result, panel: CustomerPanel, team: ThreadTeam)
    throws
  {
    rows = departed.customers.map { SnapshotRow(customer: $0, month: departed.month) }
    customers = departed.customers.map { panel.customers[$0] }
    probabilities = try Evaluator(scorer: trained.scorer, maker: trained.maker, team: team).probabilities(
      of: rows)
    expectedReturns = zip(probabilities, departed.peaks).map { $0 * $1 * trained.shareReturned }
  }
}

/// Makes the entries of the list.
struct WinBackEntries {
  let panel: CustomerPanel
  let departed: DepartedCustomers
  let scores: WinBackScores
  let trained: WinBackTrainer.Result
  let language: Language

  func entries(_ listed: [Int], team: ThreadTeam) -> [WinBack] {
    let remarks = TellingVariables(
      maker: trained.maker, scorer: trained.scorer, usual: trained.usualRanges, language: language
    ).remarks(on: listed.map { scores.rows[$0] }, team: team)
    return zip(listed, remarks).map { index, remarks in
      let customer = departed.customers[index]
      return WinBack(
        customer: scores.customers[index], month: departed.month + 1,
        probability: scores.probabilities[index],
        expectedReturn: scores.expectedReturns[index], assets: departed.assets[index],
        peak: departed.peaks[index], remarks: remarks,
        manager: panel.latestText("manager", of: customer, until: departed.month),
        branch: panel.latestText("branch", of: customer, until: departed.month))
    }
  }
}
