import Calendar
import Configuration
import Parallel
import Scoring
import Variables

/// A fitted model with what fitting found out.
public struct ModelFit: Sendable {
  public var model: ScoringModel
  /// What is done to margins before they become probabilities; nil: nothing.
  public var calibration: Calibration?
  /// Number of trees of each forest that the model is the mean of, for a refit; empty for a logistic regression.
  var forests: [Int] = []
  /// How much of the margin a logistic regression makes up beside the forests, for a refit; 0 where there is none.
  var regressionShare = 0.0
  /// The penalty that was chosen from a path, for a refit; nil where none was to be chosen.
  public var penalty: Double?
  /// Per variable: gain of its splits, or the size of its standardised coefficients; adds up to 1.
  public var importance: [Double]
  /// The settings that a search has found; nil where none was asked for.
  public var tuning: TreeTuning?
  /// Sentences for whoever trains the model.
  public var warnings: [Remark] = []
  /// The coefficients of a logistic regression, as they were fitted; empty for trees and scorecards.
  public var coefficients: [LogisticCoefficient] = []
  /// The points that a model on weights of evidence stands for.
  public var scorecard: Scorecard?

  /// How levels of categories became variables of the model; nil where they did not.
  public var levels: LevelEncoding?

  /// Number of trees; nil for a logistic regression.
  public var rounds: Int? { forests.isEmpty ? nil : forests.reduce(0, +) }

  /// What the forest was put together from; nil for a single one.
  public var parts: ForestParts? {
    forests.count > 1 ? ForestParts(forests: forests, regressionShare: regressionShare) : nil
  }

  /// What a definition says for as many forests again.
  var ensemble: TrainingDefinition.Ensemble {
    switch forests.count {
    case ...1: .never
    case 2: .always
    default: .extended
    }
  }

  /// The recipes of the model's variables.
  ///
  /// - Parameter trained: those of the table that it was trained on.
  public func book(of trained: RecipeBook) -> RecipeBook { levels?.book ?? trained }

  /// The model's variables of rows that it was not fitted to.
  ///
  /// - Parameter rows: with the variables of the table that it was trained on.
  public func variables(of rows: TrainingSet, team: ThreadTeam) throws -> TrainingSet {
    try levels?.variables(of: rows, team: team) ?? rows
  }

  /// The model ready to score, with its calibration.
  public func scorer() throws(ScoringModelError) -> Scorer { try Scorer(model, calibration: calibration) }
}
