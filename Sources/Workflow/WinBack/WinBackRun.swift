import Calendar
import Configuration
import Messages
import Metrics
import ModelFile
import Panel
import Retention
import SystemIO
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
    let configuration = try input.configuration().asking("win_back")
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
    // The same months as for the loss list: those whose next month is there.
    let labelled = context.step("Customers who have left") {
      panel.snapshots.dropLast().map { panel.departed(in: $0, configuration: configuration) }
        .filter { !$0.customers.isEmpty }
    }
    let trained = try WinBackTrainer(configuration: configuration, context: context).train(
      panel, months: labelled)
    let now = panel.departed(in: snapshot, configuration: configuration)
    guard !now.customers.isEmpty else {
      throw RunError(
        "No customer has left as of \(snapshot), so there is nobody to win back; choose another \(RunInput.month.named(else: "month"))."
      )
    }
    let scores = try WinBackScores(now, trained: trained, panel: panel, team: context.team)
    let ranking = try LossRanking(
      probabilities: scores.probabilities, expectedLosses: scores.expectedReturns, assets: now.peaks,
      customers: scores.customers,
      order: order ?? (configuration.list.order == .keptPerCost ? .expectedLoss : configuration.list.order))
    let allowed = ranking.rows.filter { !suppressed.contains(scores.customers[$0]) }
    let listed = Array(selection.rows(of: allowed, probabilities: scores.probabilities))
    let entries = scores.entries(
      listed, of: now, in: panel, trained, configuration.language, team: context.team)
    let record = WinBackRecord(
      program: ProgramVersion.text, configuration: try input.configurationPath.map(FileStamp.init(of:)),
      inputs: try panel.report.files.map(\.stamp) + FileStamp.all(configuration.list.suppress),
      snapshot: snapshot,
      trainedOn: (trained.customers, trained.returns), evaluatedMonths: trained.split.evaluated,
      evaluation: trained.evaluation, shareReturned: trained.shareReturned, departed: now.customers.count,
      suppressed: ranking.rows.count - allowed.count, listed: listed.count, order: ranking.order,
      selection: selection, warnings: context.warnings)
    try context.step("Writing \(outputPath)") {
      try RankedList(path: outputPath, byteOrderMark: byteOrderMark).write(
        entries, record: record, times: context.times)
    }
    return WinBackOutcome(
      record: record, path: outputPath, caution: trained.split.caution, first: Array(entries.prefix(shown)),
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
