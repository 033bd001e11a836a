import Calendar
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
  public var trainedOn: [Month]
  /// Models trained anew at the end of each of the last months; nil where it was not asked for.
  public var backtest: Backtest?
  /// Texts of the evaluated rows that training never saw, by column.
  public var unseenTexts: [UnseenTexts] = []

  public init(
    model: String, evaluated: Evaluation, months: [MonthFigures], segments: [Segmentation] = [],
    sudden: SuddenLossFigures?, population: [PopulationFigures] = [], trainedOn: [Month],
    unseenTexts: [UnseenTexts] = []
  ) {
    (self.model, self.evaluated, self.months, self.segments) = (model, evaluated, months, segments)
    (self.sudden, self.population, self.trainedOn) = (sudden, population, trainedOn)
    self.unseenTexts = unseenTexts
  }

  private enum CodingKeys: String, CodingKey {
    case model
    case evaluated = "judged"
    case months, segments, sudden, population
    case trainedOn = "learntFrom"
    case backtest
    case unseenTexts = "unseen_texts"
  }
}

extension ValidationOutcome {
  /// Out-of-time where all months are later than those trained on.
  ///
  /// - Parameter trained: the model's snapshot months; empty for a model of a table.
  func role(trained: [Month]) -> EvaluatedSet.Role {
    if !trainedOn.isEmpty { return .training }
    guard let last = trained.last, let first = months.first?.month else { return .test }
    return first > last ? .outOfTime : .test
  }

  /// The evaluated rows for a report.
  public func evaluatedSet(trained: [Month]) -> EvaluatedSet {
    EvaluatedSet(role: role(trained: trained), months: months.map(\.month), evaluation: evaluated)
  }

  /// Which rows were evaluated, and what is to be known of them.
  public func split(trained: [Month], in language: Language) -> SplitReport {
    let set = evaluatedSet(trained: trained)
    let months = trainedOn.map(\.description).joined(separator: language.text("、", ", "))
    let caution =
      months.isEmpty
      ? []
      : [
        language.text(
          "模型学习时用过 \(months) 的结果：这些月份上的指标偏乐观，不能说明模型在新月份的表现。",
          "The model was trained on \(months): figures of these months are too good and say nothing of new ones."
        )
      ]
    return SplitReport(
      parts: [SplitReport.Part(set)], notes: caution + unseenTexts.map { $0.remark.text(in: language) })
  }
}
