import Configuration
import Panel
import Reporting
import Validation

/// A loss list that was issued, to be set against the outcome.
struct IssuedList {
  let path: String
  let configuration: BankConfiguration

  /// The outcome of the list's customers.
  ///
  /// - Parameter table: the month's population with its outcomes, sudden losses among them.
  func outcome(_ panel: CustomerPanel, _ table: OutcomeTable, _ context: RunContext) throws
    -> MonitorContent.ListOutcome
  {
    let list = try ReadyTableReader(
      patterns: [path], key: "customer_id", label: nil, positive: nil, timeColumn: nil,
      wanted: [PanelColumn(name: "probability", kind: .number)],
      unreadable: configuration.unreadable, missing: configuration.missing
    ).read(team: context.team, progress: context.readingProgress)
    var indices: [String: Int] = [:]
    for (index, row) in table.rows.enumerated() { indices[panel.customers[Int(row.customer)]] = index }
    var outcome = MonitorContent.ListOutcome(
      customers: 0, withoutOutcome: 0, losses: 0, allLosses: 0, lostAssets: 0, allLostAssets: 0,
      expectedLosses: 0)
    func lost(_ index: Int) -> Double { max(0, table.assets[index] - table.assetsAfter[index]) }
    func isLoss(_ index: Int) -> Bool {
      table.outcomes[index] == .loss || table.outcomes[index] == .suddenLoss
    }
    for index in table.rows.indices where isLoss(index) {
      outcome.allLosses += 1
      outcome.allLostAssets += lost(index)
    }
    let probabilities = list.numbers.column(0)
    for (row, key) in list.keys.enumerated() {
      guard let index = indices[key], table.outcomes[index] != .unknown else {
        outcome.withoutOutcome += 1
        continue
      }
      outcome.customers += 1
      if !probabilities[row].isNaN { outcome.expectedLosses += Double(probabilities[row]) }
      if isLoss(index) {
        outcome.losses += 1
        outcome.lostAssets += lost(index)
      }
    }
    return outcome
  }
}
