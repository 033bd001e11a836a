import Calendar
import Configuration
import Messages
import ModelFile
import Panel
import Retention
import SystemIO
import Tabular
import Validation
import Variables

/// `churn predict`.
public struct PredictionRun: Sendable {
  public let modelPath: String
  public let input: InputSelection
  /// The snapshot month; nil: the newest.
  public let month: Month?
  public let selection: Selection
  /// The list's order; nil: as the configuration says.
  public let order: ListDefinition.Order?
  /// Where the list goes: one file, a folder of lists, or both.
  let places: ListPlaces
  /// Whether CSV files begin with the mark by which Excel tells UTF-8.
  public let byteOrderMark: Bool
  /// The month that the newest one of the delivery must not be older than; nil: any.
  public let expected: ExpectedMonth?
  /// Why somebody goes on although the delivery is odd; nil: nobody does.
  public let accepted: String?
  /// How many of the first entries the outcome holds.
  public let shown: Int

  public init(
    modelPath: String, input: InputSelection, month: Month?, selection: Selection,
    order: ListDefinition.Order?, outputPath: String?, lists: ListsRequest? = nil,
    byteOrderMark: Bool = false, expected: ExpectedMonth? = nil, accepted: String? = nil, shown: Int = 0
  ) {
    (self.modelPath, self.input, self.month) = (modelPath, input, month)
    (self.selection, self.order) = (selection, order)
    (places, self.byteOrderMark) = (ListPlaces(file: outputPath, lists: lists), byteOrderMark)
    (self.expected, self.accepted, self.shown) = (expected, accepted, shown)
  }

  /// Writes the list and the record of the run.
  public func run(_ context: RunContext) throws -> PredictionOutcome {
    guard places.file != nil || places.lists != nil else {
      throw RunError(
        "Nothing is to be written: name the list's file\(RunInput.output.given), or a folder for lists\(RunInput.lists.given)."
      )
    }
    try checkOutputs(month.map { places.named(for: $0 + 1) } ?? places)
    let model = try LoadedModel(path: modelPath)
    return try input.table.map { try runOnTable($0, model, context) } ?? runOnPanel(model, context)
  }

  private func checkOutputs(_ places: ListPlaces) throws {
    try RunFiles(reading: input, models: [modelPath]).check(writing: places.files())
    try places.file.map(TableOutput.check)
  }

  /// The places of the list of a month at risk, none of which another file stands in the way of.
  func checkedPlaces(for month: Month) throws -> ListPlaces {
    let named = places.named(for: month)
    if try named.files() != places.files() { try checkOutputs(named) }
    return named
  }

  /// What there is to say of a delivery whose newest month is older than expected.
  func expectation(_ snapshot: Month) throws -> [DeliveryFinding] {
    try expected?.findings(newest: snapshot, last: places.lastMonth) ?? []
  }

  /// Whether the list of the newest month is there already, though nobody has named that month.
  func isAnew(_ snapshot: Month) -> Bool { month == nil && (try? places.lastMonth()) == snapshot }

  func output(_ path: String, _ layout: LossListWriter.Layout) -> ListOutput {
    ListOutput(path: path, layout: layout, byteOrderMark: byteOrderMark)
  }

  func record(
    _ model: LoadedModel, _ files: [InputFile], month: Month?, counts: [RunRecord.Count],
    order: ListDefinition.Order, unseen: [UnseenTexts], _ delivery: CheckedDelivery,
    _ configuration: BankConfiguration, _ context: RunContext
  ) throws -> RunRecord {
    RunRecord(
      program: ProgramVersion.text,
      model: RunRecord.Model(name: model.document.name, crc32: model.checksum),
      configuration: try input.configurationPath.map(FileStamp.init(of:)),
      inputs: try files.map(\.stamp)
        + FileStamp.all(
          places.lists == nil && order != .keptPerCost ? configuration.list.files : configuration.ruleFiles),
      snapshotMonth: month, counts: counts,
      question: configuration.asked.isLoss ? nil : configuration.asked.name, order: order,
      selection: selection,
      language: configuration.language, unseenTexts: unseen, unseenRule: model.document.unseenRule,
      warnings: delivery.findings.map { $0.text.text(in: configuration.language) } + context.warnings,
      accepted: delivery.accepted)
  }
}

/// What `predict` has written.
public struct PredictionOutcome: Sendable {
  /// Customers, or rows of a table.
  public let listed: Int
  public let scored: Int
  /// The month in which assets may be lost; nil for a ready-made table.
  public let monthAtRisk: Month?
  /// Of all who are listed, in currency units; nil for a ready-made table.
  public let expectedLoss: Double?
  /// The list's file, the folder of lists, or both.
  public let paths: [String]
  /// The first of the list, as many as were asked for.
  public let first: [LossEntry]
  /// What was odd about the delivery.
  public let findings: [DeliveryFinding]
  /// Why somebody went on all the same; nil where nobody had to.
  public let accepted: String?
  /// Whether the list of the newest month was there already, though nobody had named that month.
  public var isAnew = false
  /// How the event is called that the list is of.
  public var words = QuestionWords.loss
  /// Of a calendar of contacts, whose money is ``expectedLoss``: what each question has of it; empty for a list.
  public var questions: [CalendarRecord.Question] = []
  public let language: Language
}
