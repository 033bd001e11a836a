import Calendar
import Configuration
import Metrics
import Panel
import SystemIO
import Validation

/// All that `churn monitor` says of a month, as data: the page and the JSON are made of nothing else.
public struct MonitorContent: Sendable, Equatable, Codable {
  public typealias Finding = MonitorFinding
  public typealias Drift = VariableDrift

  /// One month of the panel.
  public struct Flow: Sendable, Equatable, Codable {
    public var month: Month
    public var customers: Int
    public var entering: Int
    public var leaving: Int
    public var population: Int

    public init(month: Month, customers: Int, entering: Int, leaving: Int, population: Int) {
      self.month = month
      self.customers = customers
      self.entering = entering
      self.leaving = leaving
      self.population = population
    }

    /// The last months of a panel, a year and the month before it at most.
    public static func lastMonths(of report: CleaningReport, until snapshot: Month) -> [Flow] {
      report.months.filter { $0.month <= snapshot }.suffix(13).map {
        Flow(
          month: $0.month, customers: $0.customers, entering: $0.entering, leaving: $0.leaving,
          population: $0.aboveFloor)
      }
    }
  }

  /// The outcome of the month before, or of the rows of a table.
  public struct Outcome: Sendable, Equatable, Codable {
    /// The snapshot month; nil for the rows of a table.
    public var snapshot: Month?
    public var evaluation: Evaluation
    /// The AUC of the model's own report.
    public var trainingAUC: Double?
    /// Whether the model was trained on what the figures are of.
    public var overlap: TrainingOverlap
    /// Rows of a table that it was not trained on, where it was trained on others of them; nil where not.
    public var others: Evaluation?
    public var sudden: SuddenLossFigures?
    public var list: ListOutcome?

    public init(
      snapshot: Month?, evaluation: Evaluation, trainingAUC: Double?, overlap: TrainingOverlap,
      others: Evaluation? = nil, sudden: SuddenLossFigures?, list: ListOutcome?
    ) {
      (self.overlap, self.others) = (overlap, others)
      self.snapshot = snapshot
      self.evaluation = evaluation
      self.trainingAUC = trainingAUC
      self.sudden = sudden
      self.list = list
    }

    enum CodingKeys: String, CodingKey {
      case snapshot
      case evaluation = "judgement"
      case others, sudden, list
      case trainingAUC = "learnt_auc"
      case overlap = "training_overlap"
    }
  }

  /// The outcome of the customers on a loss list that was issued.
  public struct ListOutcome: Sendable, Equatable, Codable {
    /// Customers on the list whose outcome is known.
    public var customers: Int
    /// Customers on the list who are not in the panel's population of that month, or whose outcome is unknown.
    public var withoutOutcome: Int
    /// Losses among them, and all losses of the month; sudden ones included.
    public var losses: Int
    public var allLosses: Int
    public var lostAssets: Double
    public var allLostAssets: Double
    /// Sum of the list's probabilities: as many losses were predicted.
    public var expectedLosses: Double

    public init(
      customers: Int, withoutOutcome: Int, losses: Int, allLosses: Int, lostAssets: Double,
      allLostAssets: Double, expectedLosses: Double
    ) {
      self.customers = customers
      self.withoutOutcome = withoutOutcome
      self.losses = losses
      self.allLosses = allLosses
      self.lostAssets = lostAssets
      self.allLostAssets = allLostAssets
      self.expectedLosses = expectedLosses
    }

    enum CodingKeys: String, CodingKey {
      case customers, losses
      case withoutOutcome = "without_outcome"
      case allLosses = "all_losses"
      case lostAssets = "lost_assets"
      case allLostAssets = "all_lost_assets"
      case expectedLosses = "expected_losses"
    }
  }

  public var language: Language
  public var program: String
  public var model: String
  /// The month that is watched; nil for the rows of a table.
  public var month: Month?
  public var customers: Int
  /// Whether the model was trained on the rows that are watched.
  public var overlap: TrainingOverlap
  public var findings: [Finding]
  public var score: Drift
  /// How the probabilities are distributed, over the same bins: trained on, and now.
  public var scoreBefore: Distribution
  public var scoreNow: Distribution
  /// The variables, those that ask for most attention first.
  public var variables: [Drift]
  public var flow: [Flow]
  public var outcome: Outcome?
  public var limits: MonitorDefinition
  /// Whether none of the training months was this month of the year.
  public var unseenSeason: Bool
  public var reproduction: Reproduction
  /// What the model was asked; nil: the loss.
  public var question: QuestionSubject?

  public init(
    language: Language, program: String, model: String, month: Month?, customers: Int,
    overlap: TrainingOverlap, findings: [Finding], score: Drift, scoreBefore: Distribution,
    scoreNow: Distribution, variables: [Drift], flow: [Flow],
    outcome: Outcome?,
    limits: MonitorDefinition, unseenSeason: Bool = false, reproduction: Reproduction
  ) {
    self.language = language
    self.program = program
    self.model = model
    self.month = month
    self.customers = customers
    (self.overlap, self.findings) = (overlap, findings)
    self.score = score
    self.scoreBefore = scoreBefore
    self.scoreNow = scoreNow
    self.variables = variables
    self.flow = flow
    self.outcome = outcome
    self.limits = limits
    self.unseenSeason = unseenSeason
    self.reproduction = reproduction
    verdict = findings.map(\.light).max() ?? .green
  }

  /// The worst light of all findings.
  public private(set) var verdict: Light

  enum CodingKeys: String, CodingKey {
    case language, program, model, month, customers, verdict, findings, score, variables, flow, outcome,
      limits,
      reproduction
    case scoreBefore = "score_before"
    case scoreNow = "score_now"
    case unseenSeason = "unseen_season"
    case overlap = "training_overlap"
  }

  /// What the verdict and the figures are worth where the model was trained on what they are of, in the report's language.
  public var cautions: [String] {
    [overlap.driftText(in: language), outcome?.overlap.text(in: language)].compactMap { $0 }
  }

  /// The content as UTF-8 bytes of JSON.
  public func json() throws -> [UInt8] { try DeterministicJSON.encode(self) }
}
