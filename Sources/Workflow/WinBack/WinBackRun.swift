import Calendar
import Configuration
import Learning
import Messages
import Metrics
import ModelFile
import Panel
import Retention
import SystemIO
import Validation
import Variables

/// `churn winback`: finds out who of the customers that have left comes back, and lists them for the newest month.
///
/// Training takes seconds, so it is done each time, from all months of the panel with a known next month.
public struct WinBackRun: Sendable {
  public let input: InputSelection
  /// The month to stand at; nil: the newest. Nothing later is looked at.
  public let month: Month?
  public let selection: Selection
  public let order: ListDefinition.Order?
  public let outputPath: String
  public let byteOrderMark: Bool
  public let shown: Int

  /// A model of fewer returns than this says nothing.
  static let leastReturns = 20

  public init(
    input: InputSelection, month: Month?, selection: Selection, order: ListDefinition.Order?,
    outputPath: String, byteOrderMark: Bool = false, shown: Int = 0
  ) {
    self.input = input
    self.month = month
    self.selection = selection
    self.order = order
    self.outputPath = outputPath
    self.byteOrderMark = byteOrderMark
    self.shown = shown
  }

  /// Writes the list and the record of the run.
  public func run(_ context: RunContext) throws -> WinBackOutcome {
    if order == .keptPerCost {
      throw RunError(
        "Customers who have left have no action whose cost could be counted; choose \(RunInput.order.named(else: "the order")) expected_loss or "
          + "probability.")
    }
    try RunFiles(reading: input).check(writing: RunFiles.list(outputPath))
    var configuration = try input.configuration().asking("win_back")
    configuration.training = configuration.training.withoutVariables
    var request = PanelRequest(snapshots: .labelledAndLast(until: month))
    let files = try ListFiles(configuration.list, readsEarlierLists: false)
    request.namedCustomers = files.customers
    let panel = try context.read(request, configuration)
    guard let snapshot = panel.snapshots.last else { throw RunError("The panel has no month to stand at.") }
    if let month, month != snapshot {
      throw RunError(
        "The panel has no row of \(month); its last month up to then is \(snapshot). Choose that\(RunInput.month.given)."
      )
    }
    try context.check(files, panel, month: snapshot, configuration.language)
    let suppressed = files.suppressed
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
    let trained = try trainer.brief()
    let book = trained.fit.book(of: trainer.maker.book)
    let departed = rule.members(in: snapshot)
    guard !departed.isEmpty else {
      throw RunError(
        "No customer has left as of \(snapshot), so there is nobody to win back; choose another \(RunInput.month.named(else: "month"))."
      )
    }
    let (scorer, maker) = (try trained.fit.scorer(), try trainer.maker(of: trained.fit))
    let rows = departed.map { SnapshotRow(customer: $0, month: snapshot) }
    let facts = PanelFacts(panel: panel, month: snapshot, window: book.window)
    let money = trainer.eventMoney(all) ?? EventMoney(mean: 0)
    let scores = ScoredPopulation(
      rows: rows, probabilities: try Evaluator(scorer: scorer, maker: maker, team: context.team).probabilities(of: rows),
      facts: facts, sharesLost: SharesLost(mean: 0, byTier: nil, trained: configuration.tiers, tiers: configuration.tiers),
      question: (rule, money))
    let peaks = departed.map { rule.stake($0, at: snapshot) }
    let ranking = try LossRanking(
      probabilities: scores.probabilities, expectedLosses: scores.expectedLosses, assets: peaks,
      customers: scores.customers,
      order: order ?? (configuration.list.order == .keptPerCost ? .expectedLoss : configuration.list.order))
    let allowed = ranking.rows.filter { !suppressed.contains(scores.customers[$0]) }
    let listed = Array(selection.rows(of: allowed, probabilities: scores.probabilities))
    let reasoner = Reasoner(
      book: book, columns: facts.columns, tiers: configuration.tiers, floor: configuration.floor,
      language: configuration.language, usual: UsualRanges.of(trained.rows, team: context.team),
      names: configuration.names, asked: configuration.asked)
    let list = ExplainedList(
      rows: listed, of: scores, maker: maker,
      entryMaker: EntryMaker(population: scores, facts: facts, reasoner: reasoner, tiers: configuration.tiers),
      explainer: Explainer(scorer: scorer, team: context.team))
    let entries = zip(listed, list.entries(list.rows[...])).map { row, entry in
      WinBack(entry, peak: peaks[row], in: panel, customer: departed[row], month: snapshot)
    }
    let record = WinBackRecord(
      program: ProgramVersion.text, configuration: try input.configurationPath.map(FileStamp.init(of:)),
      inputs: try panel.report.files.map(\.stamp) + FileStamp.all(configuration.list.suppress),
      snapshot: snapshot,
      trainedOn: (all.count, returns), evaluatedMonths: trainer.split.evaluated,
      evaluation: trained.evaluation, shareReturned: money.mean, departed: departed.count,
      suppressed: ranking.rows.count - allowed.count, listed: listed.count, order: ranking.order,
      selection: selection, warnings: context.warnings)
    try context.step("Writing \(outputPath)") {
      try RankedList(path: outputPath, byteOrderMark: byteOrderMark).write(
        entries, record: record, times: context.times)
    }
    return WinBackOutcome(
      record: record, path: outputPath, caution: trainer.split.caution, first: Array(entries.prefix(shown)),
      language: configuration.language)
  }
}

/// The list of those to win back as it was written, and what was run for it.
public struct WinBackOutcome: Sendable {
  public let record: WinBackRecord
  public let path: String
  /// What the figures of the record are worth.
  public let caution: TimeSplit.Caution?
  /// The first customers, as many as were asked for.
  public let first: [WinBack]
  public let language: Language
}
