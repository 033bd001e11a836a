import Calendar
import Scoring
import Variables

/// A fitted model with what fitting found out.
public struct ModelFit: Sendable {
  public var model: ScoringModel
  /// What is done to margins before they become probabilities; nil: nothing.
  public var calibration: Calibration?
  /// Number of trees, for a refit; nil for a logistic regression.
  public var rounds: Int?
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

  /// The model ready to score, with its calibration.
  public func scorer() throws(ScoringModelError) -> Scorer { try Scorer(model, calibration: calibration) }
}
