import Calendar
import Panel
import Variables

/// The first stage of a list: one month's population, each customer with a probability and an expected loss.
public struct ScoredPopulation: Sendable {
  /// The customers at the end of the snapshot month, in the order of the panel.
  public let rows: [SnapshotRow]
  public let customers: [String]
  public let probabilities: [Double]
  /// In currency units.
  public let assets: [Double]
  /// Probability × assets × the share of the assets that a loss takes on average in the customer's tier; where another
  /// question is asked, probability × the money that its event moves on average.
  public let expectedLosses: [Double]

  /// - Parameters:
  ///   - rows: rows of one month, as `SnapshotRow.population` gives them.
  ///   - probabilities: one for each row.
  ///   - question: with the money of its events, where it is another one than the loss.
  public init(
    rows: [SnapshotRow], probabilities: [Double], facts: PanelFacts, sharesLost: SharesLost,
    question: (rule: QuestionRule, money: EventMoney)? = nil
  ) {
    let assets = rows.map { facts.panel.assets(Int($0.customer), facts.month) ?? 0 }
    self.rows = rows
    self.probabilities = probabilities
    self.assets = assets
    customers = rows.map { facts.panel.customers[Int($0.customer)] }
    expectedLosses = rows.indices.map { row in
      if let question {
        let (customer, loans) = (Int(rows[row].customer), facts.loans(of: Int(rows[row].customer)))
        return probabilities[row] * question.rule.stake(customer, at: facts.month)
          * question.money.share(assets: assets[row], loans: loans)
      }
      let share = sharesLost.share(assets: assets[row], loans: facts.loans(of: Int(rows[row].customer)))
      return probabilities[row] * assets[row] * share
    }
  }

  public var count: Int { rows.count }
}
