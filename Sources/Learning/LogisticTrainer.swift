import Numerics
import Scoring

/// Trains a logistic regression with a ridge by Newton's method (iteratively reweighted least squares).
///
/// How each variable is prepared (cut, bent, imputed, standardised, levels pooled) is learnt from the training
/// rows and becomes part of the model. The same table and options give the same model on any number of threads;
/// a row of weight 2 counts like two rows.
public struct LogisticTrainer: Sendable {
  private let options: LogisticOptions
  private let team: ThreadTeam

  public init(options: ValidLogisticOptions, team: ThreadTeam) {
    self.options = options.options
    self.team = team
  }

  /// Trains on all rows of `set`.
  ///
  /// - Complexity: O(iterations · rows · columns²) with the columns of the design matrix.
  public func train(_ set: TrainingSet) throws(TrainingError) -> LogisticFit {
    try set.checkBothClasses()
    let design = LogisticDesign(set, options: options, team: team)
    let objective = LogisticObjective(design: design, l2: options.l2, team: team)
    let sums = set.weightSums()
    var coefficients = [Double](repeating: 0, count: design.columnCount)
    coefficients[0] = Scorer.margin(ofProbability: sums.lost / (sums.lost + sums.kept))
    var newton = NewtonSearch(objective: objective, start: coefficients)
    while newton.iterations < options.iterations, !newton.isFinished {
      newton.step(tolerance: options.tolerance)
    }
    return fit(design: design, newton: newton)
  }

  private func fit(design: LogisticDesign, newton: NewtonSearch) -> LogisticFit {
    let point = newton.point
    let variances = newton.factor(of: point)?.inverseDiagonal()
    var coefficients = [coefficient(nil, .intercept, 0, newton, variances)]
    var constants: [Int] = []
    for (index, variable) in design.prepared.enumerated() {
      let start = design.starts[index]
      switch variable {
      case .constant: constants.append(index)
      case .number(_, let hasIndicator):
        coefficients.append(coefficient(index, .value, start, newton, variances))
        if hasIndicator { coefficients.append(coefficient(index, .missing, start + 1, newton, variances)) }
      case .category(let levels, _, _):
        for (place, level) in levels.enumerated() {
          let part = level.map { LogisticCoefficient.Part.level($0) } ?? .otherLevels
          coefficients.append(coefficient(index, part, start + place, newton, variances))
        }
      }
    }
    return LogisticFit(
      model: design.model(coefficients: newton.coefficients), coefficients: coefficients,
      constantVariables: constants, iterations: newton.iterations, isConverged: newton.isConverged,
      trainingLoss: point.loss / design.weightSum,
      warnings: warnings(design: design, newton: newton, coefficients: coefficients))
  }

  private func coefficient(
    _ variable: Int?, _ part: LogisticCoefficient.Part, _ column: Int, _ newton: NewtonSearch,
    _ variances: [Double]?
  ) -> LogisticCoefficient {
    LogisticCoefficient(
      variable: variable, part: part, estimate: newton.coefficients[column],
      standardError: variances.map { $0[column].squareRoot() })
  }

  private func warnings(
    design: LogisticDesign, newton: NewtonSearch, coefficients: [LogisticCoefficient]
  ) -> [String] {
    var warnings: [String] = []
    if !newton.isConverged {
      warnings.append(
        "The logistic regression did not converge within \(newton.iterations) steps; its coefficients are not final."
      )
    }
    if newton.addedRidge > 0 {
      warnings.append(
        "Some variables are sums of others; a ridge of \(newton.addedRidge) was added to tell them apart.")
    }
    // Odds that grow by e^15 within one standard deviation do not occur but by separation.
    let largest = coefficients.dropFirst().max { $0.estimate.magnitude < $1.estimate.magnitude }
    if let largest, let variable = largest.variable,
      largest.estimate.magnitude > 15 || newton.point.curvature < 1e-5 * design.weightSum
    {
      warnings.append(
        """
        The variables separate the customers who lost assets from the others almost perfectly, above all \
        \(design.set.variables[variable].name): does it give the label away?
        """)
    }
    return warnings
  }
}
