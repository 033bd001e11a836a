import Calendar
import Configuration
import Panel
import Metrics

/// How good a model is, as `figures.json` and the report give it.
public struct Figures: Codable, Sendable {
  /// Which months did what; nil for a ready-made table.
  public var split: TimeSplit?
  /// How a ready-made table was split, in words; nil for a panel.
  public var tableSplit: String?
  /// The rows that the figures are of: months or rows that were not learnt from.
  public var judged: Judgement
  /// The rows that were learnt from, for comparison: much better figures here tell of overfitting.
  public var training: Judgement
  /// Each judged month by itself.
  public var months: [MonthFigures] = []
  /// The judged rows by month, tier, branch and other groups of customers.
  public var segments: [Segmentation] = []
  public var sudden: SuddenLossFigures?
  /// How probabilities were made to come true; nil for a ready-made table.
  public var calibration: CalibrationReport?
  /// Population and outcomes of every snapshot month.
  public var population: [PopulationFigures] = []
  /// How the most important variables go with losses among the judged rows.
  public var profiles: [VariableProfile] = []
  /// Population stability index of each variable between the rows learnt from and the judged ones.
  public var stability: [String: Double] = [:]
  /// How far the AUC of the judged rows falls when a variable's values are shuffled among them; of the most
  /// important variables, half as many again as a report names.
  public var aucFalls: [String: Double] = [:]

  public init(split: TimeSplit?, tableSplit: String? = nil, judged: Judgement, training: Judgement) {
    (self.split, self.tableSplit, self.judged, self.training) = (split, tableSplit, judged, training)
  }
}

/// The figures of one month.
public struct MonthFigures: Codable, Sendable {
  public var month: Month
  public var judgement: Judgement

  public init(month: Month, judgement: Judgement) { (self.month, self.judgement) = (month, judgement) }
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
