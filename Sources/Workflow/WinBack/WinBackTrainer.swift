import Calendar
import Configuration
import Learning
import Panel
import Parallel
import Scoring
import Validation
import Variables

/// Learns from a panel which of the customers who have left come back a month later.
struct WinBackTrainer {
  let configuration: BankConfiguration
  let context: RunContext

  /// A model of fewer returns than this says nothing.
  static let leastReturns = 20

  struct Result {
    var book: RecipeBook
    var maker: VariableMaker
    var scorer: Scorer
    var usualRanges: [ClosedRange<Double>?]
    /// Mean share of the peak that comes back with a customer.
    var shareReturned: Double
    /// The months whose departed customers were judged, and how well returns were told.
    var judgedMonths: [Month]
    var judgement: Judgement
    var learntFrom: (customers: Int, returns: Int)
    var caution: TimeSplit.Caution?
  }

  func train(_ panel: CustomerPanel, months: [DepartedCustomers]) throws -> Result {
    let team = context.team
    var all = DepartedTable()
    for month in months { all.append(month) }
    guard all.returns >= Self.leastReturns, all.returns < all.count else {
      throw RunError(
        "Of \(NumberText.count(all.count)) customers and months that had left, \(NumberText.count(all.returns)) came back "
          + "above the floor a month later; at least \(Self.leastReturns) that did and some that did not are needed to "
          + "learn from. Give more months, or lower `floor:` in the configuration.")
    }
    let (split, training, validation, judged) = parts(panel, months)
    let book = StandardRecipes.book(
      for: panel, configuration: configuration, snapshotMonths: months.map(\.month))
    let maker = try VariableMaker(book: book, panel: panel)
    let fitter = ModelFitter(
      definition: configuration.training.withoutVariables, binning: configuration.binning, book: book,
      context: context)
    let first = try fitter.fit(
      training.trainingSet(maker, team: team), validation: validation.trainingSet(maker, team: team))
    let judge = Judge(scorer: try Scorer(first.model), maker: maker, team: team)
    let judgement = Judgement(try judged.sample(scores: judge.probabilities(of: judged.rows)))
    let everything = try all.trainingSet(maker, team: team)
    let last = try fitter.fit(everything, validation: nil, as: first)
    return Result(
      book: book, maker: maker, scorer: try Scorer(last.model),
      usualRanges: UsualRanges.of(everything, team: team), shareReturned: all.meanShareReturned,
      judgedMonths: split.judged, judgement: judgement, learntFrom: (all.count, all.returns),
      caution: split.caution)
  }

  /// The rows by what they are for, as for the loss list: earlier months are learnt from, later ones judge.
  private func parts(_ panel: CustomerPanel, _ months: [DepartedCustomers]) -> (
    split: TimeSplit, training: DepartedTable, validation: DepartedTable, judged: DepartedTable
  ) {
    let split = TimeSplit(snapshots: months.map(\.month))
    var (training, validation, judged) = (DepartedTable(), DepartedTable(), DepartedTable())
    for month in months {
      if split.training.contains(month.month) { training.append(month) }
      if split.validation.contains(month.month) { validation.append(month) }
      if split.judged.contains(month.month) { judged.append(month) }
    }
    let seed = configuration.training.seed
    let isSplitByMonths = split.caution != .customersSplitAtRandom && training.returns > 0
    guard !isSplitByMonths else { return (split, training, validation, judged) }
    (training, validation) = (DepartedTable(), DepartedTable())
    for month in months {
      training.append(month) { !SeededSplit.isHeldOut(key: panel.customers[$0], seed: seed) }
      validation.append(month) { SeededSplit.isHeldOut(key: panel.customers[$0], seed: seed) }
    }
    return (TimeSplit(snapshots: Array(months.map(\.month).prefix(1))), training, validation, validation)
  }
}
