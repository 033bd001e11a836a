import Calendar
import Configuration
import Metrics
import SystemIO
import Validation
import Variables

/// All that a model report says, as data: the page is made of nothing else, and the JSON beside it is this.
public struct ReportContent: Sendable, Equatable, Codable {
  public var language: Language
  public var occasion: Occasion
  /// The program's name and version.
  public var program: String
  /// Name of the model.
  public var model: String
  public var algorithm: TrainingDefinition.Algorithm
  public var subject: Subject
  /// What was read and what cleaning found; in the report's language.
  public var data: [ReportTable]
  /// Month by month, oldest first; empty for a ready-made table.
  public var population: [PopulationMonth]
  public var split: SplitReport
  public var variables: VariablesReport
  /// What the model is made of: settings, size; in the report's language.
  public var modelTables: [ReportTable]
  /// The sets of customers that the model was evaluated on.
  public var evaluations: [EvaluatedSet]
  /// The headline set's customers by month, tier, branch and other groups.
  public var segmentations: [Segmentation]
  /// Sudden losses of the headline set's months.
  public var sudden: SuddenLossFigures?
  /// Models trained anew at the end of each of the last months; nil where it was not asked for.
  public var backtest: Backtest?
  /// Models of a ready-made table that were trained fold by fold; nil where it was not asked for.
  public var crossValidation: CrossValidation?
  /// How probabilities were made to come true; nil where nothing is known of it.
  public var calibration: CalibrationReport?
  /// What gives the label away, the strongest first; nil where it was not looked for.
  public var leaks: [Leak]?
  public var reproduction: Reproduction

  public init(
    language: Language, occasion: Occasion = .training, program: String, model: String,
    algorithm: TrainingDefinition.Algorithm,
    subject: Subject,
    data: [ReportTable], population: [PopulationMonth], split: SplitReport, variables: VariablesReport,
    modelTables: [ReportTable] = [], evaluations: [EvaluatedSet], segmentations: [Segmentation] = [],
    sudden: SuddenLossFigures?, backtest: Backtest? = nil, crossValidation: CrossValidation? = nil,
    calibration: CalibrationReport? = nil,
    leaks: [Leak]? = nil, reproduction: Reproduction
  ) {
    self.language = language
    self.occasion = occasion
    self.program = program
    self.model = model
    self.algorithm = algorithm
    self.subject = subject
    self.data = data
    self.population = population
    self.split = split
    self.variables = variables
    self.modelTables = modelTables
    self.evaluations = evaluations
    self.segmentations = segmentations
    self.sudden = sudden
    self.backtest = backtest
    self.crossValidation = crossValidation
    self.calibration = calibration
    self.leaks = leaks
    self.reproduction = reproduction
  }

  private enum CodingKeys: String, CodingKey {
    case language, occasion, program, model, algorithm, subject, data, population, split, variables,
      modelTables
    case evaluations = "judgements"
    case crossValidation = "cross_validation"
    case segmentations, sudden, backtest, calibration, leaks, reproduction
  }

  /// The set that the summary speaks of: out-of-time, else held-out rows, else the validation months; in a report of
  /// validation whatever was evaluated.
  public var headline: EvaluatedSet? {
    for role in [EvaluatedSet.Role.outOfTime, .test, .validation] {
      if let set = evaluations.first(where: { $0.role == role }) { return set }
    }
    return occasion == .validation ? evaluations.first : nil
  }

  /// The content as UTF-8 bytes of JSON.
  public func json() throws -> [UInt8] { try DeterministicJSON.encode(self) }
}

/// What the report was written for.
public enum Occasion: String, Sendable, Equatable, Codable {
  /// A model was trained.
  case training
  /// A model that stood already was evaluated.
  case validation
}
