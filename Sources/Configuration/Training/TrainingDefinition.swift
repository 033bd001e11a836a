/// How models are fitted.
public struct TrainingDefinition: SettingsSection {
  public enum Algorithm: String, Sendable, CaseIterable, Codable { case logistic, trees }
  /// How probabilities are made to come true on the validation months.
  public enum Calibration: String, Sendable, CaseIterable, Codable {
    /// By the method that does best on customers that it was not fitted to, which may be none.
    case auto
    case none, platt, beta, isotonic
  }
  /// Whether the mean of several forests, and of a regression where it helps, takes the place of one.
  public enum Ensemble: String, Sendable, CaseIterable, Codable {
    /// On small tables, where nothing else is said of how trees are grown.
    case auto
    case always, never
    /// The forest by ``trees`` beside the standard two.
    case extended
  }
  public var algorithm = Algorithm.trees
  public var seed: UInt64 = 1
  public var refit = true
  public var calibration = Calibration.auto
  public var ensemble = Ensemble.auto
  public var levels = LevelSettings()
  public var trees = TreeSettings()
  public var logistic = LogisticSettings()

  public init() {}
}

extension TrainingDefinition {
  static let settings: [Setting<TrainingDefinition>] = [
    .init("algorithm", \.algorithm, .choice, "What kind of model is trained."),
    .init(
      "seed", \.seed, .whole(0 ... .max),
      "Seed of all that is drawn at random; the same seed gives the same model."),
    .init(
      "refit", \.refit, .flag,
      "Whether the model is trained once more after validation, on all months with known outcomes."),
    .init(
      "calibration", \.calibration, .choice,
      "How probabilities are made to come true on the validation months; `auto` takes what does best on customers that it "
        + "was not fitted to, which may be nothing."),
    .init(
      "ensemble", \.ensemble, .choice,
      "Whether a model of trees is the mean of two forests, one of symmetric trees and one of small ones, both on parts of "
        + "the rows and variables, and of as much of a logistic regression, told in steps of single variables, as the validation "
        + "rows speak for, instead of one forest by `trees`; `extended`: beside one by `trees`; `auto`: up to 5 million cells "
        + "(rows × variables), where no setting of `trees` that they would change was given, and beside one by `trees` where its "
        + "settings are searched."),
    .section("levels", \.levels, "Categories of any number of levels."),
    .section("trees", \.trees, "Gradient-boosted trees."),
    .section("logistic", \.logistic, "Logistic regression and scorecards."),
  ]
}

extension TrainingDefinition {
  /// The same without what it says of single variables, for models that ask another question than who will lose assets.
  public var withoutVariables: TrainingDefinition {
    var definition = self
    (definition.trees.monotone, definition.trees.edges, definition.trees.interactions) = ([:], [:], [])
    definition.trees.start = nil
    definition.logistic.signs = [:]
    definition.levels.lossRates = false
    definition.ensemble = .never
    return definition
  }
}
