import Calendar
import Configuration
import Learning
import ModelFile
import Panel
import Scoring
import Tabular
import Variables

/// `churn train`.
public struct TrainingRun: Sendable {
  public let input: InputSelection
  public let algorithm: TrainingDefinition.Algorithm?
  public let seed: UInt64?
  /// Stand at the end of this month: nothing later is looked at.
  public let month: Month?
  /// What a search for settings of trees may cost; nil for the settings as they are given.
  public let tuning: TuningBudget?
  /// The column of a ready-made table that says how often each row counts while the model is learnt; nil: once.
  public let weight: String?
  /// A file that keeps the trees while they are grown; nil: none.
  public let checkpoint: String?
  /// Where the model goes.
  public let folder: String
  /// The command as given, for the report.
  public let commandLine: String
  /// Whether a training that keeps its trees is to leave off.
  var isInterrupted: @Sendable () -> Bool = { Interruption.isAsked }

  public init(
    input: InputSelection, algorithm: TrainingDefinition.Algorithm?, seed: UInt64?, month: Month?,
    tuning: TuningBudget? = nil, weight: String? = nil, checkpoint: String? = nil, folder: String,
    commandLine: String
  ) {
    self.input = input
    self.algorithm = algorithm
    self.seed = seed
    self.month = month
    self.tuning = tuning
    self.weight = weight
    self.checkpoint = checkpoint
    self.folder = folder
    self.commandLine = commandLine
  }

  /// Learns the model, writes its folder, and returns what to tell of it.
  public func run(_ context: RunContext) throws -> String {
    var configuration = try input.configuration()
    if let algorithm { configuration.training.algorithm = algorithm }
    if let seed { configuration.training.seed = seed }
    if tuning != nil, configuration.training.algorithm != .trees {
      throw RunError("Settings are searched for trees only; leave --tune out, or learn trees.")
    }
    if weight != nil, input.table == nil {
      throw RunError("Customers of a panel count once each; --weight names a column of a ready-made table.")
    }
    var context = context
    if let checkpoint {
      guard configuration.training.algorithm == .trees else {
        throw RunError("Only trees are kept while they are grown; leave --checkpoint out, or learn trees.")
      }
      context.checkpoints = try TrainingCheckpoints(path: checkpoint, isInterrupted: isInterrupted)
      Interruption.watch()
    }
    // A folder that cannot be written is better known before the work than after it.
    try ModelFolder.checkWritable(folder)
    let trained =
      try input.table == nil
      ? runOnPanel(configuration, context)
      : TableTrainer(configuration: configuration, context: context, tuning: tuning, weight: weight)
        .run(input)
    let output = ModelOutput(trained: trained, folder: folder, commandLine: commandLine)
    try context.step("Writing \(folder)") { try output.write() }
    context.checkpoints?.finish()
    return TrainingSummary(trained: trained, folder: folder).text
  }

  private func runOnPanel(_ configuration: BankConfiguration, _ context: RunContext) throws -> TrainedModel {
    let panel = try context.step("Reading", unit: .bytes) {
      try PanelReader(configuration: configuration, request: PanelRequest(snapshots: .labelled(until: month)))
        .read(team: context.team, progress: context.readingProgress)
    }
    let result = try PanelTrainer(configuration: configuration, context: context, tuning: tuning).train(panel)
    var kinds: [String: ColumnKind] = [:]
    for column in panel.numberColumns + panel.attributeNumbers { kinds[column.name] = column.kind }
    for name in panel.textColumns + panel.attributeTexts { kinds[name] = .text }
    return TrainedModel(
      configuration: configuration.taking(result.tuned), kind: .panel, book: result.book, model: result.model,
      calibration: result.calibration,
      importance: result.importance, rounds: result.rounds, tuned: result.tuned, warnings: result.warnings,
      scorecard: result.scorecard, coefficients: result.coefficients,
      figures: result.figures,
      learntFrom: result.learntFrom, split: result.split, expectedShareLost: result.expectedShareLost,
      tierSharesLost: result.tierSharesLost,
      baseRate: result.baseRate, learntSpreads: result.learntSpreads, usualRanges: result.usualRanges,
      columns: result.book.columns(kinds: kinds),
      keyColumn: nil, labelColumn: nil, positiveLabel: nil, cleaning: panel.report, tableReport: nil)
  }
}

/// A fitted model with everything that its folder tells.
struct TrainedModel {
  var configuration: BankConfiguration
  var kind: ModelDocument.Kind
  var book: RecipeBook
  var model: ScoringModel
  /// What is done to margins before they become probabilities.
  var calibration: Calibration?
  var importance: [Double]
  var rounds: Int?
  /// The settings that a search has found.
  var tuned: TreeTuning?
  var warnings: [String]
  /// The points that a model on weights of evidence stands for.
  var scorecard: Scorecard?
  /// The coefficients of a logistic regression; empty for trees and scorecards.
  var coefficients: [LogisticCoefficient] = []
  var figures: Figures
  /// Snapshot months that the model was learnt from; empty for tables.
  var learntFrom: [Month]
  var split: TimeSplit?
  var expectedShareLost: Double
  /// The same for each tier; nil for tables.
  var tierSharesLost: [Double]?
  var baseRate: Double
  /// How the months learnt from looked; nil for tables.
  var learntSpreads: LearntSpreads?
  var usualRanges: [ClosedRange<Double>?]
  var columns: [PanelColumn]
  var keyColumn: String?
  var labelColumn: String?
  var positiveLabel: String?
  var cleaning: CleaningReport?
  var tableReport: ReadyTableReport?
}
