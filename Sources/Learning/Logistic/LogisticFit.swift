import Calendar
import Scoring

/// A coefficient of a logistic regression with how sure it is.
public struct LogisticCoefficient: Sendable, Hashable {
  /// What the coefficient multiplies.
  public enum Part: Sendable, Hashable {
    case intercept
    /// The standardised number.
    case value
    /// 1 where the number is missing.
    case missing
    /// 1 where the category has this code.
    case level(Int)
    /// 1 where the category is missing or rare.
    case otherLevels
  }

  /// Index of the variable; nil for the intercept.
  public let variable: Int?
  public let part: Part
  public let estimate: Double
  /// From the inverse of the penalised Hessian; nil where it could not be inverted.
  public let standardError: Double?
}

/// What a logistic regression gives.
public struct LogisticFit: Sendable {
  public let model: LinearModel
  /// The intercept, of centred columns, and a coefficient per column of the design matrix.
  public let coefficients: [LogisticCoefficient]
  /// Indices of the variables that have one value in all training rows and were left out.
  public let constantVariables: [Int]
  /// Newton steps taken.
  public let iterations: Int
  /// Whether the last step was as small as asked for.
  public let isConverged: Bool
  /// Mean log-loss on the training rows, without the penalty.
  public let trainingObjective: Double
  /// Log-likelihood of the training rows.
  public let logLikelihood: Double
  /// Sentences for the report: separation, collinear variables, no convergence.
  public let warnings: [Remark]
}
