import Calendar
import Panel
import Metrics
import Variables

/// Customers who had left at snapshot months, with what became of them, in the order of months and customers.
struct DepartedTable: MonthlyRows, Sendable {
  var rows: [SnapshotRow] = []
  var hasReturned: [Bool] = []
  var peaks: [Double] = []
  var assetsAfter: [Double] = []

  var count: Int { rows.count }
  var returns: Int { hasReturned.count { $0 } }

  /// Adds those of a month of whom it is known whether they returned.
  mutating func append(_ departed: DepartedCustomers, where isWanted: (_ customer: Int) -> Bool) {
    for (index, customer) in departed.customers.enumerated() where isWanted(customer) {
      guard departed.hasReturned.indices.contains(index), let returned = departed.hasReturned[index] else {
        continue
      }
      rows.append(SnapshotRow(customer: customer, month: departed.month))
      hasReturned.append(returned)
      peaks.append(departed.peaks[index])
      assetsAfter.append(departed.assetsAfter[index])
    }
  }

  static func month(of source: DepartedCustomers) -> Month { source.month }

  /// Mean share of the peak that a returning customer brings back, at most all of it; 0 where nobody returned.
  var meanShareReturned: Double {
    var sum = 0.0
    for index in rows.indices where hasReturned[index] { sum += min(1, assetsAfter[index] / peaks[index]) }
    return returns == 0 ? 0 : sum / Double(returns)
  }

  func sample(scores: [Double]) throws -> ScoredSample {
    try ScoredSample(scores: scores, losses: hasReturned, customers: rows.map { Int32($0.customer) })
  }
}
