import Calendar
import Configuration
import Learning
import Messages
import Metrics
import Panel
import Scoring
import Validation
import Variables

/// Finds out from a panel which of the customers who have left come back a month later.
struct WinBackTrainer {
  let configuration: BankConfiguration
  let context: RunContext

  /// A model of fewer returns than this says nothing.
  static let leastReturns = 20

  struct Result {
    var maker: VariableMaker
    var scorer: Scorer
    var usualRanges: [ClosedRange<Double>?]
    /// Mean share of the peak that comes back with a customer.
    var shareReturned: Double
    /// How well returns are distinguished among the departed customers of some months.
    var split: TimeSplit
    var evaluation: Evaluation
    /// Customers and months that had left, and how many of them came back.
    var customers: Int
    var returns: Int
  }

  func train(_ panel: CustomerPanel, months: [DepartedCustomers]) throws -> Result {
    let parts = parts(panel, months)
    let all = parts.all
    guard all.returns >= Self.leastReturns, all.returns < all.count else {
      throw RunError(
        "Of \(NumberText.count(all.count)) customers and months that had left, \(NumberText.count(all.returns)) came back "
          + "above the floor a month later; at least \(Self.leastReturns) that did and some that did not are needed to "
          + "train on. Give more months, or lower `floor:` in the configuration.")
    }
    let book = StandardRecipes.book(
      for: panel, configuration: configuration, snapshotMonths: months.map(\.month))
    let maker = try VariableMaker(book: book, panel: panel)
    func set(_ table: DepartedTable) throws -> TrainingSet {
      try maker.trainingSet(
        of: table.rows, labels: table.hasReturned.map { $0 ? 1 : 0 }, team: context.team)
    }
    let trainer = context.trainer(configuration.training.withoutVariables, configuration, book: book)
    let result = try trainer.train(
      TrainingRows(
        training: { try set(parts.training) }, validation: { try set(parts.validation) },
        refits: [{ try set(all) }]),
      evaluate: { first, _ in
        let evaluator = Evaluator(scorer: try first.scorer(), maker: maker, team: context.team)
        return Evaluation(
          try parts.evaluated.sample(scores: evaluator.probabilities(of: parts.evaluated.rows)))
      })
    return Result(
      maker: maker, scorer: try result.fit.scorer(),
      usualRanges: UsualRanges.of(result.rows, team: context.team), shareReturned: all.meanShareReturned,
      split: parts.split, evaluation: result.evaluation, customers: all.count, returns: all.returns)
  }

  /// As for the loss list; customers are split at random where no return is in the training months.
  private func parts(_ panel: CustomerPanel, _ months: [DepartedCustomers]) -> RowParts<DepartedTable> {
    func parts(_ split: [DepartedCustomers]) -> RowParts<DepartedTable> {
      RowParts(
        months, split: TimeSplit(snapshots: split.map(\.month)), panel: panel,
        seed: configuration.training.seed)
    }
    let byMonth = parts(months)
    return byMonth.training.returns > 0 ? byMonth : parts(Array(months.prefix(1)))
  }
}
