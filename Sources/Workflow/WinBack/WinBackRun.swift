import Calendar
import Configuration
import Messages
import Panel
import Retention
import SystemIO

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
    try RunFiles(reading: input).check(writing: RunFiles.list(outputPath))
    var configuration = try input.configuration().asking("win_back")
    try configuration.asked.checkLists(areAsked: false, order: order ?? .expectedLoss)
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
    let found = try WinBackScores(panel, in: snapshot, configuration, context)
    let scores = found.scores
    let ranking = try LossRanking(
      probabilities: scores.probabilities, expectedLosses: scores.expectedLosses, assets: found.peaks,
      customers: scores.customers,
      order: order ?? (configuration.list.order == .keptPerCost ? .expectedLoss : configuration.list.order))
    let allowed = ranking.rows.filter { !suppressed.contains(scores.customers[$0]) }
    let listed = Array(selection.rows(of: allowed, probabilities: scores.probabilities))
    let entries = try found.entries(listed, configuration, context)
    let record = WinBackRecord(
      program: ProgramVersion.text, configuration: try input.configurationPath.map(FileStamp.init(of:)),
      inputs: try panel.report.files.map(\.stamp) + FileStamp.all(configuration.list.suppress),
      snapshot: snapshot,
      trainedOn: found.trainedOn, evaluatedMonths: found.split.evaluated,
      evaluation: found.trained.evaluation,
      shareReturned: found.money.mean, departed: scores.count,
      suppressed: ranking.rows.count - allowed.count, listed: listed.count, order: ranking.order,
      selection: selection, warnings: context.warnings)
    try context.step("Writing \(outputPath)") {
      try RankedList(path: outputPath, byteOrderMark: byteOrderMark).write(
        entries, record: record, times: context.times)
    }
    return WinBackOutcome(
      record: record, path: outputPath, caution: found.split.caution, first: Array(entries.prefix(shown)),
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
