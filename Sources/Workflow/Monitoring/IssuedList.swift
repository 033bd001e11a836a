import Configuration
import Panel
import Reporting
import Validation

/// A loss list that was issued, to be set against what came.
struct IssuedList {
  let path: String
  let configuration: BankConfiguration

  /// What came of the list's customers.
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
    var places: [String: Int] = [:]
    for (place, row) in table.rows.enumerated() { places[panel.customers[Int(row.customer)]] = place }
    var outcome = MonitorContent.ListOutcome(
      customers: 0, withoutOutcome: 0, losses: 0, allLosses: 0, lostAssets: 0, allLostAssets: 0,
      expectedLosses: 0)
    func lost(_ place: Int) -> Double { max(0, table.assets[place] - table.assetsAfter[place]) }
    func isLoss(_ place: Int) -> Bool {
      table.outcomes[place] == .loss || table.outcomes[place] == .suddenLoss
    }
    for place in table.rows.indices where isLoss(place) {
      outcome.allLosses += 1
      outcome.allLostAssets += lost(place)
    }
    let probabilities = list.numbers.column(0)
    for (row, key) in list.keys.enumerated() {
      guard let place = places[key], table.outcomes[place] != .unknown else {
        outcome.withoutOutcome += 1
        continue
      }
      outcome.customers += 1
      if !probabilities[row].isNaN { outcome.expectedLosses += Double(probabilities[row]) }
      if isLoss(place) {
        outcome.losses += 1
        outcome.lostAssets += lost(place)
      }
    }
    return outcome
  }
}
