import Calendar
import Configuration
import Metrics
import Validation
import Variables

/// How good a model is on months or rows with known outcomes; as JSON, what `churn validate --out` writes.
public struct ValidationOutcome: Codable, Sendable {
  public var model: String
  public var evaluated: Evaluation
  public var months: [MonthFigures]
  /// The evaluated rows by month, tier, branch and other groups of customers.
  public var segments: [Segmentation] = []
  public var sudden: SuddenLossFigures?
  /// Population and outcomes of the evaluated months.
  public var population: [PopulationFigures] = []
  /// Evaluated months that the model was trained on: their figures are too good.
  public let trainedOn: [Month]
  /// Whether the model was trained on what was evaluated.
  public let overlap: TrainingOverlap
  /// Rows of a table that were trained on and others, where there are both; nil where not.
  public let apart: Apart?
  /// Models trained anew at the end of each of the last months; nil where it was not asked for.
  public var backtest: Backtest?
  /// Texts of the evaluated rows that training never saw, by column.
  public var unseenTexts: [UnseenTexts] = []
  /// Of what is said of it; the JSON says nothing in it.
  public var language = Language.chinese
  /// How the event is called that was evaluated; the JSON says nothing of it.
  public var words = QuestionWords.loss

  public init(
    model: String, evaluated: Evaluation, months: [MonthFigures], segments: [Segmentation] = [],
    sudden: SuddenLossFigures?, population: [PopulationFigures] = [], overlap: TrainingOverlap,
    apart: Apart? = nil, unseenTexts: [UnseenTexts] = []
  ) {
    (self.model, self.evaluated, self.months, self.segments) = (model, evaluated, months, segments)
    (self.sudden, self.population, self.trainedOn) = (sudden, population, overlap.months)
    (self.overlap, self.apart) = (overlap, apart)
    self.unseenTexts = unseenTexts
  }

  /// Figures of the evaluated rows by whether the model was trained on them.
  public struct Apart: Codable, Sendable {
    public var trained: Evaluation
    public var others: Evaluation

    public init(trained: Evaluation, others: Evaluation) { (self.trained, self.others) = (trained, others) }
  }

  private enum CodingKeys: String, CodingKey {
    case model
    case evaluated = "judged"
    case months, segments, sudden, population
    case trainedOn = "learntFrom"
    case overlap = "training_overlap"
    case apart
    case backtest
    case unseenTexts = "unseen_texts"
  }
}

extension ValidationOutcome {
  /// Out-of-time where all months are later than those trained on.
  ///
  /// - Parameter trained: the model's snapshot months; empty for a model of a table.
  func role(trained: [Month]) -> EvaluatedSet.Role {
    if overlap.trained ?? 0 > 0 { return .training }
    if !overlap.stoppingMonths.isEmpty { return .validation }
    guard let last = trained.last, let first = months.first?.month else { return .test }
    return first > last ? .outOfTime : .test
  }

  /// The evaluated rows for a report; apart by whether they were trained on, where there are both.
  public func evaluatedSets(trained: [Month]) -> [EvaluatedSet] {
    if let apart {
      return [
        EvaluatedSet(role: .training, months: [], evaluation: apart.trained),
        EvaluatedSet(role: .test, months: [], evaluation: apart.others),
      ]
    }
    return [EvaluatedSet(role: role(trained: trained), months: months.map(\.month), evaluation: evaluated)]
  }

  /// Which rows were evaluated, and what is to be known of them.
  public func split(trained: [Month], in language: Language) -> SplitReport {
    SplitReport(
      parts: evaluatedSets(trained: trained).map(SplitReport.Part.init),
      notes: [overlap.text(in: language)].compactMap { $0 } + unseenTexts.map { $0.remark.text(in: language) }
    )
  }
}
