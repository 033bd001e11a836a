import Calendar
import Configuration
import Metrics
import Panel
import Variables

/// How good a model is, as `figures.json` and the report give it.
public struct Figures: Codable, Sendable {
  /// Which months did what; nil for a ready-made table.
  public var split: TimeSplit?
  /// How a ready-made table was split, in words; nil for a panel.
  public var tableSplit: Remark?
  /// The rows that the figures are of: months or rows that were not trained on.
  public var evaluated: Evaluation
  /// The training rows, for comparison: much better figures here tell of overfitting.
  public var training: Evaluation
  /// Each evaluated month by itself.
  public var months: [MonthFigures] = []
  /// The evaluated rows by month, tier, branch and other groups of customers.
  public var segments: [Segmentation] = []
  public var sudden: SuddenLossFigures?
  /// How probabilities were made to come true; nil for a ready-made table.
  public var calibration: CalibrationReport?
  /// Population and outcomes of every snapshot month.
  public var population: [PopulationFigures] = []
  /// How the most important variables go with losses among the evaluated rows.
  public var profiles: [VariableProfile] = []
  /// What they did to the scores of some of these rows; nil where it was not looked at.
  public var contributions: [VariableContributions]?
  /// Population stability index of each variable between the training rows and the evaluated ones.
  public var stability: [String: Double] = [:]
  /// How far the AUC of the evaluated rows falls when a variable's values are shuffled among them; of the most
  /// important variables, half as many again as a report names.
  public var aucFalls: [String: Double] = [:]
  /// What gives the label away among the training rows.
  public var leaks: [Leak] = []

  /// How models do that were trained fold by fold; nil where it was not asked for.
  public var crossValidation: CrossValidation?

  public init(split: TimeSplit?, tableSplit: Remark? = nil, evaluated: Evaluation, training: Evaluation) {
    (self.split, self.tableSplit, self.evaluated, self.training) = (split, tableSplit, evaluated, training)
  }

  private enum CodingKeys: String, CodingKey {
    case split, tableSplit
    case evaluated = "judged"
    case training, months, segments, sudden, calibration, population, profiles, contributions
    case stability, aucFalls
    case crossValidation = "cross_validation"
  }
}

/// The figures of one month.
public struct MonthFigures: Codable, Sendable {
  public var month: Month
  public var evaluation: Evaluation

  public init(month: Month, evaluation: Evaluation) { (self.month, self.evaluation) = (month, evaluation) }

  private enum CodingKeys: String, CodingKey {
    case month
    case evaluation = "judgement"
  }
}

/// Population and outcomes of one snapshot month.
public struct PopulationFigures: Codable, Sendable {
  public var month: Month
  public var customers: Int
  public var losses: Int
  public var suddenLosses: Int
  /// Customers whose assets in the performance month are unknown.
  public var unknown: Int
  public var assets: Double

  public init(_ snapshot: Snapshot) {
    month = snapshot.month
    customers = snapshot.customers.count
    losses = snapshot.count(.loss)
    suddenLosses = snapshot.count(.suddenLoss)
    unknown = snapshot.count(.unknown)
    assets = snapshot.assets.reduce(0, +)
  }
}
