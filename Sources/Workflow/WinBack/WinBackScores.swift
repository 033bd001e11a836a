import Calendar
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
  /// The entries of some of them, in their order.
  func entries(
    _ listed: [Int], of departed: DepartedCustomers, in panel: CustomerPanel,
    _ trained: WinBackTrainer.Result, _ language: Language, team: ThreadTeam
  ) -> [WinBack] {
    let remarks = TellingVariables(
      maker: trained.maker, scorer: trained.scorer, usual: trained.usualRanges, language: language
    ).remarks(on: listed.map { rows[$0] }, team: team)
    return WinBack.entries(listed, remarks: remarks, of: departed, in: panel) {
      (probabilities[$0], expectedReturns[$0])
    }
  }
}
