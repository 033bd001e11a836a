import Calendar
import Configuration
import Learning
import Messages
import ModelFile
import Panel
import Scoring
import SystemIO
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
  /// The column of a ready-made table that says how often each row counts in training; nil: once.
  public let weight: String?
  /// A ready-made table's cross-validation; nil: none.
  public let folds: FoldRequest?
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
    tuning: TuningBudget? = nil, weight: String? = nil, folds: FoldRequest? = nil, checkpoint: String? = nil,
    folder: String,
    commandLine: String
  ) {
    (self.input, self.algorithm, self.seed, self.month) = (input, algorithm, seed, month)
    (self.tuning, self.weight, self.folds, self.checkpoint) = (tuning, weight, folds, checkpoint)
    (self.folder, self.commandLine) = (folder, commandLine)
  }

  /// Trains the model and writes its folder.
  public func run(_ context: RunContext) throws -> TrainingOutcome {
    try RunFiles(reading: input).check(
      writing: [checkpoint, folds?.scoresPath], folder: (folder, ModelFolder.names))
    var configuration = try input.configuration()
    if let algorithm { configuration.training.algorithm = algorithm }
    if let seed { configuration.training.seed = seed }
    if tuning != nil, configuration.training.algorithm != .trees {
      throw RunError(
        "Settings are searched for trees only; leave \(RunInput.tuning.named(else: "the search")) out, or train trees."
      )
    }
    if weight != nil, input.table == nil {
      throw RunError(
        "Customers of a panel count once each; \(RunInput.weight.named(else: "a weight")) names a column of a ready-made table."
      )
    }
    if folds != nil, input.table == nil {
      throw RunError(
        "A panel is validated month by month; \(RunInput.folds.named(else: "folds")) are for ready-made tables."
      )
    }
    var context = context
    if let checkpoint {
      guard configuration.training.algorithm == .trees else {
        throw RunError(
          "Only trees are kept while they are grown; leave \(RunInput.checkpoint.named(else: "the checkpoint")) out, or train trees."
        )
      }
      context.checkpoints = try TrainingCheckpoints(path: checkpoint)
      context.isInterrupted = isInterrupted
      Interruption.watch()
    }
    // A folder that cannot be written is better known before the work than after it.
    try ModelFolder.checkWritable(folder)
    try folds?.scoresPath.map(TableOutput.check)
    let trained = try train(configuration, context)
    let output = ModelOutput(trained: trained, folder: folder, commandLine: commandLine)
    try context.step("Writing \(folder)") {
      try output.write()
      if let path = folds?.scoresPath { try trained.foldScores?.write(to: path) }
    }
    context.checkpoints?.finish()
    return TrainingOutcome(model: trained, folder: folder)
  }

  /// Trains the model and writes nothing.
  ///
  /// - Parameter makesReport: whether the figures of a report are wanted. Of models of a table they may be left out; the model
  ///   is the same, but that one whose fit nothing decides on rows held out does not know how its scores of new rows usually
  ///   look.
  package func train(
    _ configuration: BankConfiguration, _ context: RunContext, makesReport: Bool = true
  ) throws -> TrainedModel {
    if let table = input.table {
      return try TableTrainer(
        configuration: configuration, context: context, tuning: tuning, weight: weight, folds: folds,
        makesReport: makesReport
      ).run(table)
    }
    let panel = try context.read(PanelRequest(snapshots: .labelled(until: month)), configuration)
    return try PanelTrainer(panel, configuration: configuration, context: context, tuning: tuning).train()
  }
}

/// A trained model, and the folder that it was written to.
public struct TrainingOutcome: Sendable {
  public let model: TrainedModel
  public let folder: String

  /// How the event is called that it is of.
  public var words: QuestionWords { model.configuration.asked.words }

  /// Of what is said of it.
  public var language: Language { model.configuration.language }
}
