import Configuration
import Parallel
import Scoring

/// Logistic regressions with an elastic-net penalty, from the strongest penalty to the weakest.
///
/// Each minimises, over coefficients β of standardised columns and a free intercept,
///
///     1/n Σ weight · log-loss + penalty · (share · Σ |βⱼ| + (1 − share)/2 · Σ βⱼ²),    n = Σ weight,
///
/// which is glmnet's form. Every step minimises the log-loss's second-order model plus the penalty by coordinate
/// descent on the Gram matrix XᵀWX, so that a step's inner work is independent of the number of rows; a line search
/// makes it go down. A penalty starts where the one before ended, and the Gram matrix is renewed only where the old one
/// serves badly: most passes over the rows make the gradient alone. Friedman, Hastie, Tibshirani, *Regularization
/// Paths for Generalized Linear Models via Coordinate Descent* (2010), with covariance updates.
public struct LogisticPathTrainer: Sendable {
  /// One penalty's model.
  public struct Step: Sendable {
    public let penalty: Double
    /// The intercept, then a coefficient per column of the design matrix.
    public let coefficients: [Double]
    /// The same with what each multiplies; no standard errors, which a choice of columns by the penalty makes
    /// meaningless.
    public let terms: [LogisticCoefficient]
    public let model: LinearModel
    /// Columns with a coefficient, the intercept not counted.
    public let activeColumns: Int
    /// Mean log-loss on the training rows, without the penalty.
    public let trainingObjective: Double
    /// Largest part of the gradient that is left over, per row of weight 1.
    public let remainingGradient: Double
    public let isConverged: Bool
  }

  private let options: LogisticPathOptions
  let team: ThreadTeam

  public init(options: ValidLogisticPathOptions, team: ThreadTeam) {
    self.options = options.options
    self.team = team
  }

  /// Fits the whole path.
  ///
  /// - Complexity: O(passes · rows · columns²), a few passes for each penalty, most of them O(rows · columns).
  public func train(_ set: TrainingSet) throws(TrainingError) -> [Step] {
    try train(set, penalties: options.penalties)
  }

  /// Fits the path with other penalties, falling, than those of the options; nil: with those found from the rows.
  public func train(_ set: TrainingSet, penalties given: [Double]?) throws(TrainingError) -> [Step] {
    try set.checkBothClasses()
    let design = LogisticDesign(set, options: options.preparation, team: team)
    let objective = LogisticObjective(design: design, l2: 0, team: team)
    let sums = set.weightSums()
    var start = [Double](repeating: 0, count: design.columnCount)
    start[0] = Scorer.margin(ofProbability: sums.lost / (sums.lost + sums.kept))
    var search = ElasticNetSearch(
      objective: objective, start: start, absoluteShare: options.absoluteShare, signs: signs(of: design))
    return (given ?? penalties(search.greatestPenalty)).map { penalty in
      search.minimise(penalty: penalty, tolerance: options.tolerance)
      return Step(
        penalty: penalty, coefficients: search.coefficients,
        terms: zip(design.parts, search.coefficients).map {
          LogisticCoefficient(variable: $0.variable, part: $0.part, estimate: $1, standardError: nil)
        },
        model: design.model(coefficients: search.coefficients),
        activeColumns: search.coefficients.dropFirst().count { $0 != 0 },
        trainingObjective: search.point.logLoss / design.weightSum,
        remainingGradient: search.remainingGradient,
        isConverged: search.remainingGradient <= options.tolerance)
    }
  }

  private func penalties(_ greatest: Double) -> [Double] {
    // Just above the greatest nothing but the intercept is left, whatever rounding does.
    let ratio =
      options.preparation.settings.penalties > 1
      ? power(options.leastShare, 1 / Double(options.preparation.settings.penalties - 1)) : 1
    var penalty = greatest
    return (0..<options.preparation.settings.penalties).map { _ in
      defer { penalty *= ratio }
      return penalty
    }
  }

  private func signs(of design: LogisticDesign) -> [LogisticSettings.Sign?] {
    var signs = [LogisticSettings.Sign?](repeating: nil, count: design.columnCount)
    for (index, variable) in design.set.variables.enumerated() where design.prepared[index].width > 0 {
      signs[design.starts[index]] = options.preparation.settings.signs[variable.name]
    }
    return signs
  }
}
