import Calendar
import Configuration
import Parallel

/// The population of one snapshot month with what became of it in the month after, or in the months of its question.
public struct Snapshot: Sendable {
  /// What became of a customer's assets; where another question is asked, whether its event came.
  public enum Outcome: UInt8, Sendable {
    /// Nothing was lost, the event did not come.
    case kept
    /// A loss, or the question's event.
    case loss
    /// A loss that nothing foreshadowed: neither trained on nor in the headline figures.
    case suddenLoss
    /// The assets of the performance month are unknown because a cell of them is missing.
    case unknown
  }

  public let month: Month
  /// Numbers of the panel's customers, in the panel's order.
  public let customers: [Int]
  /// Assets at the snapshot month of each.
  public let assets: [Double]
  /// Assets in the performance month of each; NaN where unknown.
  public let assetsAfter: [Double]
  public let outcomes: [Outcome]
  /// The money of each event, in currency units: what of the assets was lost, or what another question counts.
  public let money: [Double]
  /// What that money is a share of: the assets, or what another question counts by.
  public let stakes: [Double]

  /// Customers whose outcome is known and not sudden.
  public var isEvaluated: [Bool] { outcomes.map { $0 == .kept || $0 == .loss } }

  public func count(_ outcome: Outcome) -> Int { outcomes.count { $0 == outcome } }
}

extension CustomerPanel {
  /// The population of a month that has a next month in the panel, with its outcomes.
  ///
  /// - Complexity: O(customers), in parallel.
  public func snapshot(of month: Month, configuration: BankConfiguration, team: ThreadTeam) -> Snapshot {
    let question = QuestionRule(configuration, panel: self)
    if !question.asked.isLoss { return snapshot(of: month, asking: question, team: team) }
    let customers = Population.members(of: self, in: month, floor: configuration.floor)
    let rule = LossRule(configuration)
    let sudden = SuddenLossRule(configuration.loss.sudden)
    let loanColumn = numberColumns.firstIndex { $0.name == "loan_balance" }
    let quietMonths = configuration.loss.sudden.quietMonths
    let (before, after, codes) = (
      AlignedArray<Double>(count: customers.count), AlignedArray<Double>(count: customers.count),
      AlignedArray<UInt8>(count: customers.count)
    )
    let (beforeView, afterView, codeView) = (before.view, after.view, codes.view)
    team.forEachRange(customers.count, grain: 4096) { range, _ in
      for row in range {
        let customer = customers[row]
        let assets = self.assets(customer, month) ?? .nan
        // Absent in a month that the panel holds: nothing is left.
        let next = isPresent(customer, month + 1) ? self.assets(customer, month + 1) : 0
        beforeView[row] = assets
        afterView[row] = next ?? .nan
        guard let next else {
          codeView[row] = Snapshot.Outcome.unknown.rawValue
          continue
        }
        let isLoss = rule.isLoss(
          before: assets, after: next, loansBefore: loan(customer, month, loanColumn),
          loansAfter: loan(customer, month + 1, loanColumn))
        var outcome = isLoss ? Snapshot.Outcome.loss : .kept
        if isLoss {
          let history = (1 - quietMonths...0).map { self.assets(customer, month + $0) }
          if sudden.isSudden(history: history, after: next) { outcome = .suddenLoss }
        }
        codeView[row] = outcome.rawValue
      }
    }
    let (held, left) = (Array(before.view.elements), Array(after.view.elements))
    return Snapshot(
      month: month, customers: customers, assets: held, assetsAfter: left,
      outcomes: codes.view.elements.map { Snapshot.Outcome(rawValue: $0) ?? .unknown },
      money: zip(held, left).map { max(0, $0 - $1) }, stakes: held)
  }

  private func loan(_ customer: Int, _ month: Month, _ column: Int?) -> Double {
    guard let column else { return 0 }
    let value = number(customer, month, column: column)
    return value.isNaN ? 0 : Double(value)
  }
}
