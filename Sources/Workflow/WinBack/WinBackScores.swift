import Calendar
import Configuration
import Learning
import Messages
import Metrics
import Panel
import Parallel
import Retention
import Validation
import Variables

/// A model of who comes back, and the scores of those who have left.
struct WinBackScores {
  let trained: TrainingResult<Evaluation>
  let split: TimeSplit
  /// Customers and months that had left, and how many of them came back.
  let trainedOn: (customers: Int, returns: Int)
  let money: EventMoney
  let scores: ScoredPopulation
  /// The greatest assets of the months before of each.
  let peaks: [Double]
  private let panel: CustomerPanel
  private let maker: VariableMaker
  private let facts: PanelFacts

  /// A model of fewer returns than this says nothing.
  static let leastReturns = 20

  init(
    _ panel: CustomerPanel, in snapshot: Month, _ configuration: BankConfiguration, _ context: RunContext
  ) throws {
    let rule = QuestionRule(configuration, panel: panel)
    let trainer = try PanelTrainer(
      panel, configuration: configuration, context: context,
      months: panel.snapshots.dropLast().filter { !rule.members(in: $0).isEmpty })
    let all = trainer.parts.all.evaluated
    let returns = all.outcomes.count { $0 == .loss }
    guard returns >= Self.leastReturns else {
      throw RunError(
        "Of \(NumberText.count(all.count)) customers and months that had left, \(NumberText.count(returns)) came back "
          + "above the floor a month later; at least \(Self.leastReturns) that did are needed to train on. Give more months, or "
          + "lower `floor:` in the configuration.")
    }
    let rows = rule.members(in: snapshot).map { SnapshotRow(customer: $0, month: snapshot) }
    guard !rows.isEmpty else {
      throw RunError(
        "No customer has left as of \(snapshot), so there is nobody to win back; choose another \(RunInput.month.named(else: "month"))."
      )
    }
    trained = try trainer.brief()
    (split, trainedOn, self.panel) = (trainer.split, (all.count, returns), panel)
    maker = try trainer.maker(of: trained.fit)
    money = all.eventMoney(in: panel, configuration) ?? EventMoney(mean: 0)
    facts = PanelFacts(panel: panel, month: snapshot, window: maker.book.window)
    peaks = rows.map { rule.peak(Int($0.customer), at: snapshot) ?? 0 }
    let evaluator = Evaluator(scorer: try trained.fit.scorer(), maker: maker, team: context.team)
    scores = ScoredPopulation(
      rows: rows,
      probabilities: try evaluator.probabilities(of: rows), facts: facts,
      sharesLost: SharesLost(mean: 0, byTier: nil, trained: configuration.tiers, tiers: configuration.tiers),
      question: (rule, money))
  }

  /// The entries of some of them, in their order.
  func entries(_ listed: [Int], _ configuration: BankConfiguration, _ context: RunContext) throws -> [WinBack]
  {
    let reasoner = Reasoner(
      book: maker.book, columns: facts.columns, tiers: configuration.tiers, floor: configuration.floor,
      language: configuration.language, usual: UsualRanges.of(trained.rows, team: context.team),
      names: configuration.names, asked: configuration.asked)
    let list = ExplainedList(
      rows: listed, of: scores, maker: maker,
      entryMaker: EntryMaker(
        population: scores, facts: facts, reasoner: reasoner, tiers: configuration.tiers),
      explainer: Explainer(scorer: try trained.fit.scorer(), team: context.team))
    return zip(listed, list.entries(list.rows[...])).map { row, entry in
      WinBack(
        entry, peak: peaks[row], in: panel, customer: Int(scores.rows[row].customer), month: facts.month)
    }
  }
}
