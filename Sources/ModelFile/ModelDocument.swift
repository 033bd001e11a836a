import Calendar
import Configuration
import Panel
import Scoring
import Tabular
import Variables

/// All that a model file says: a model ready to score, how its variables are made, and how it came to be.
///
/// Version 1 of the file format. A later version may add keys, whose absence must then mean what version 1 did;
/// it must not change the meaning of a key that is here.
public struct ModelDocument: Sendable, Equatable, Codable {
  /// What the model scores.
  public enum Kind: String, Sendable, Hashable, Codable {
    /// Customers of a monthly panel.
    case panel
    /// Rows of a ready-made table.
    case table
  }

  /// The program that wrote the model, with its version.
  public var producedBy: String
  public var name: String
  public var kind: Kind
  public var algorithm: TrainingDefinition.Algorithm
  public var seed: UInt64
  /// How the variables are made, in the order in which the model takes them.
  public var recipes: RecipeBook
  public var scoring: ScoringModel
  /// The configuration as it was trained with.
  public var configuration: BankConfiguration
  /// Columns that the recipes need, see ``neededColumns(of:)``.
  public var columns: [NeededColumn]
  /// What is known about each variable, in their order.
  public var variables: [VariableFacts]
  /// Name of the label's column of a table; nil for a panel.
  public var label: String?
  /// The label's text that counts as a loss; nil: the label holds 0 and 1, and for a panel.
  public var positive: String?
  /// Name of the key's column of a table, where there is one; nil for a panel.
  public var key: String?
  /// Name of the time column of a table that was split by time; nil for a panel.
  public var timeColumn: String?
  /// Snapshot months whose outcomes the model was trained on, rising; empty for a table.
  public var trainedMonths: [Month]
  /// Snapshot months that decided when fitting stopped, rising.
  public var validationMonths: [Month]
  /// Snapshot months that the headline figures are of, rising.
  public var outOfTimeMonths: [Month]
  /// Mean share of the assets that a loss took among the training rows.
  public var expectedShareLost: Double
  /// The same for each tier of the configuration, drawn towards the mean where losses are few; nil for tables and in
  /// models that were written before this was kept.
  public var tierSharesLost: [Double]?
  /// What the event of another question than the loss moves; nil for the loss.
  public var eventMoney: EventMoney?
  /// Share of losses among the training rows.
  public var baseRate: Double
  /// Number of trees that fitting settled on; nil for a logistic regression.
  public var rounds: Int?
  /// What a forest was put together from; nil for a single one, and in models that were written before this was kept.
  public var parts: ForestParts?
  /// The points of a model on weights of evidence, with its bins; nil for other models.
  public var scorecard: Scorecard?
  /// What is done to margins before they become probabilities; nil: nothing, as in models that were written before.
  public var calibration: Calibration?
  /// How the training months looked; nil in models that were written before this was kept.
  public var trainingDistributions: TrainingDistributions?
  /// How the training months were delivered; nil for tables and in models that were written before this was kept.
  public var delivery: DeliveryProfile?
  /// The rows of the table that it was trained on, to know them again; nil for a panel, whose months say it, and in models
  /// that were written before this was kept.
  public var trainedRows: TrainedRows?

  /// A model; its columns follow from the recipes. A table's label, key and time column are set afterwards.
  public init(
    producedBy: String, name: String, kind: Kind, algorithm: TrainingDefinition.Algorithm, seed: UInt64,
    recipes: RecipeBook, scoring: ScoringModel, configuration: BankConfiguration, variables: [VariableFacts],
    trainedMonths: [Month] = [], validationMonths: [Month] = [], outOfTimeMonths: [Month] = [],
    expectedShareLost: Double, baseRate: Double, rounds: Int? = nil
  ) {
    self.producedBy = producedBy
    self.name = name
    self.kind = kind
    self.algorithm = algorithm
    self.seed = seed
    self.recipes = recipes
    self.scoring = scoring
    self.configuration = configuration
    self.variables = variables
    self.trainedMonths = trainedMonths
    self.validationMonths = validationMonths
    self.outOfTimeMonths = outOfTimeMonths
    self.expectedShareLost = expectedShareLost
    self.baseRate = baseRate
    self.rounds = rounds
    columns = ModelDocument.neededColumns(of: recipes)
  }

  private enum CodingKeys: String, CodingKey {
    case producedBy = "produced_by"
    case name, kind, algorithm, seed, recipes, scoring, configuration, columns, variables, label, positive,
      key
    case timeColumn = "time_column"
    case trainedMonths = "trained_months"
    case validationMonths = "validation_months"
    case outOfTimeMonths = "out_of_time_months"
    case expectedShareLost = "expected_share_lost"
    case tierSharesLost = "tier_shares_lost"
    case eventMoney = "event_money"
    case baseRate = "base_rate"
    case rounds, parts, scorecard, calibration
    case trainingDistributions = "learnt_spreads"
    case delivery
    case trainedRows = "trained_rows"
  }
}

/// A column that must be there to score, by name and kind.
public struct NeededColumn: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Hashable, Codable { case number, text, date }

  public var name: String
  public var kind: Kind
  /// All texts that stand for a missing value in it, besides an empty cell; nil: the usual ones and those of the
  /// configuration, as in models that were written before columns of texts had their own.
  public var missing: [String]?
  /// How its cells were written in training, where they showed it; nil: nothing is known of it, as in models that were
  /// written before this was kept.
  public var format: CellFormat?
  /// Why training took it for this kind; nil in models that were written before this was kept.
  public var reason: String?

  public init(
    name: String, kind: Kind, missing: [String]? = nil, format: CellFormat? = nil, reason: String? = nil
  ) {
    (self.name, self.kind, self.missing, self.format, self.reason) = (name, kind, missing, format, reason)
  }
}

/// What training found out about one variable.
public struct VariableFacts: Sendable, Hashable, Codable {
  /// The variable's name, as in its recipe.
  public var name: String
  /// How much it does for the model: its share of all, from 0 to 1.
  public var importance: Double
  /// First quartile among the training rows; nil for categories and constants.
  public var usualFrom: Double?
  /// Third quartile among the training rows; nil for categories and constants.
  public var usualTo: Double?

  public init(name: String, importance: Double, usual: ClosedRange<Double>? = nil) {
    self.name = name
    self.importance = importance
    usualFrom = usual?.lowerBound
    usualTo = usual?.upperBound
  }

  /// Where the middle half of the rows lies.
  public var usual: ClosedRange<Double>? {
    guard let usualFrom, let usualTo, usualFrom <= usualTo else { return nil }
    return usualFrom...usualTo
  }

  private enum CodingKeys: String, CodingKey {
    case name, importance
    case usualFrom = "usual_from"
    case usualTo = "usual_to"
  }
}

extension ModelDocument {
  /// The columns that recipes read: the assets first, then in the order of the recipes, each once.
  ///
  /// A column is of the kind that its recipe's function reads.
  public static func neededColumns(of book: RecipeBook) -> [NeededColumn] {
    var found: Set<NeededColumn> = []
    var columns: [NeededColumn] = []
    func need(_ column: NeededColumn) {
      if found.insert(column).inserted { columns.append(column) }
    }
    for name in book.assets { need(NeededColumn(name: name, kind: .number)) }
    for recipe in book.recipes {
      for name in recipe.columns where name != "assets" || book.assets.isEmpty {
        need(NeededColumn(name: name, kind: NeededColumn.Kind(recipe.function.descriptor.source)))
      }
    }
    return columns
  }
}

extension NeededColumn.Kind {
  /// The kind of column that a recipe's function reads.
  init(_ source: RecipeDescriptor.Source) {
    switch source {
    case .number: self = .number
    case .text: self = .text
    case .date: self = .date
    }
  }
}
