import Panel
import Validation

extension MonitorContent.ListOutcome {
  /// Sets a list against what became of its month's population.
  ///
  /// - Parameters:
  ///   - customers: on the list.
  ///   - probabilities: of each of them; NaN where the list does not say.
  ///   - table: the population with its outcomes, sudden losses among them.
  public init(
    of customers: [String], probabilities: [Float], in table: OutcomeTable, _ panel: CustomerPanel
  ) {
    self.init(
      customers: 0, withoutOutcome: 0, losses: 0, allLosses: 0, lostAssets: 0, allLostAssets: 0,
      expectedLosses: 0)
    func lost(_ row: Int) -> Double { max(0, table.assets[row] - table.assetsAfter[row]) }
    func isLoss(_ row: Int) -> Bool { table.outcomes[row] == .loss || table.outcomes[row] == .suddenLoss }
    for row in table.rows.indices where isLoss(row) {
      allLosses += 1
      allLostAssets += lost(row)
    }
    var rows: [String: Int] = [:]
    for (row, snapshot) in table.rows.enumerated() { rows[panel.customers[Int(snapshot.customer)]] = row }
    for (index, customer) in customers.enumerated() {
      guard let row = rows[customer], table.outcomes[row] != .unknown else {
        withoutOutcome += 1
        continue
      }
      self.customers += 1
      if !probabilities[index].isNaN { expectedLosses += Double(probabilities[index]) }
      if isLoss(row) {
        losses += 1
        lostAssets += lost(row)
      }
    }
  }
}
