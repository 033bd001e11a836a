import Algebra
import Calendar
import Parallel
import Scoring

/// Trains a logistic regression with a ridge by Newton's method (iteratively reweighted least squares), or by the
/// limited-memory method of Broyden, Fletcher, Goldfarb and Shanno where the Hessian is too large or fails.
///
/// How each variable is prepared (cut, bent, imputed, standardised, levels pooled) is trained on the training
/// rows and becomes part of the model. The same table and options give the same model on any number of threads;
/// a row of weight 2 counts like two rows.
public struct LogisticTrainer: Sendable {
  private let options: LogisticOptions
  private let team: ThreadTeam

  /// The processor whose kernels OpenBLAS has chosen here: the same table and options give the same model wherever it chooses
  /// these; elsewhere the last digits may differ.
  public static var kernels: String { DenseAlgebra.kernels }

  public init(options: ValidLogisticOptions, team: ThreadTeam) {
    self.options = options.options
    self.team = team
  }

  /// Trains on all rows of `set`.
  ///
  /// - Complexity: O(iterations · rows · columns²) with the columns of the design matrix.
  /// - Parameters:
  ///   - set: the rows.
  ///   - offsets: known parts of the rows' log odds, which the model does not hold: who scores adds them.
  public func train(_ set: TrainingSet, offsets: [Double]? = nil) throws(TrainingError) -> LogisticFit {
    try set.checkBothClasses()
    if let offsets {
      guard offsets.count == set.rowCount else {
        throw .unequalSizes(what: "offsets", found: offsets.count, expected: set.rowCount)
      }
      if let row = offsets.firstIndex(where: { !$0.isFinite }) {
        throw .invalidWeight(row: row, value: Float(offsets[row]))
      }
    }
    let design = LogisticDesign(set, options: options, team: team)
    let objective = LogisticObjective(design: design, l2: options.settings.l2, offsets: offsets, team: team)
    let sums = set.weightSums()
    var coefficients = [Double](repeating: 0, count: design.columnCount)
    coefficients[0] = Scorer.margin(ofProbability: sums.lost / (sums.lost + sums.kept))
    if offsets == nil { coefficients = try start(of: design, else: coefficients) }
    return fit(design: design, LogisticOptimum(of: objective, start: coefficients, options: options))
  }

  /// Rows that the first steps are taken on, and from how many rows on that pays.
  private static let sampleRows = 50_000
  private static let manyRows = 200_000

  /// Where to start: with many rows, the optimum of an evenly spaced sample of them, from which two or three steps
  /// over all rows are left.
  private func start(of design: LogisticDesign, else start: [Double]) throws(TrainingError) -> [Double] {
    let rows = design.set.rowCount
    // A sample of few rows for each column may be separated where the whole is not.
    guard rows >= Self.manyRows, design.columnCount * 100 <= Self.sampleRows else { return start }
    let part = try design.set.taking(Array(stride(from: 0, to: rows, by: rows / Self.sampleRows)))
    guard part.labels.contains(0), part.labels.contains(1) else { return start }
    let sample = LogisticDesign(design, taking: part, team: team)
    guard sample.weightSum > 0 else { return start }
    let objective = LogisticObjective(
      design: sample, l2: options.settings.l2 * sample.weightSum / design.weightSum, team: team)
    var newton = NewtonSearch(objective: objective, start: start)
    while newton.iterations < options.iterations, !newton.isFinished { newton.step(tolerance: 1e-8) }
    return newton.isConverged && newton.addedRidge == 0 ? newton.coefficients : start
  }

  private func fit(design: LogisticDesign, _ optimum: LogisticOptimum) -> LogisticFit {
    let coefficients = design.parts.enumerated().map { column, what in
      LogisticCoefficient(
        variable: what.variable, part: what.part, estimate: optimum.coefficients[column],
        standardError: optimum.variances.map { $0[column].squareRoot() })
    }
    return LogisticFit(
      model: design.model(coefficients: optimum.coefficients), coefficients: coefficients,
      constantVariables: design.constants, iterations: optimum.iterations, isConverged: optimum.isConverged,
      trainingObjective: optimum.point.logLoss / design.weightSum, logLikelihood: -optimum.point.logLoss,
      warnings: warnings(design: design, optimum, coefficients: coefficients))
  }

  private func warnings(
    design: LogisticDesign, _ optimum: LogisticOptimum, coefficients: [LogisticCoefficient]
  ) -> [Remark] {
    var warnings: [Remark] = []
    if !optimum.isConverged {
      warnings.append(
        Remark(
          chinese: "逻辑回归在 \(optimum.iterations) 步内没有收敛，系数还不是最终结果。",
          english:
            "The logistic regression did not converge within \(optimum.iterations) steps; its coefficients are not final."
        ))
    }
    if optimum.addedRidge > 0 {
      warnings.append(
        Remark(
          chinese: "有些变量是其他变量之和；为区分它们，加了 \(optimum.addedRidge) 的岭惩罚。",
          english:
            "Some variables are sums of others; a ridge of \(optimum.addedRidge) was added to tell them apart."
        ))
    }
    // Odds that grow by e^15 within one standard deviation do not occur but by separation.
    let largest = coefficients.dropFirst().max { $0.estimate.magnitude < $1.estimate.magnitude }
    if let largest, let variable = largest.variable,
      largest.estimate.magnitude > 15 || optimum.point.curvature < 1e-5 * design.weightSum
    {
      let name = design.set.variables[variable].name
      warnings.append(
        Remark(
          chinese: "变量几乎把流失客户与其他客户完全分开，尤其是 \(name)：它是否泄露了标签？",
          english:
            "The variables separate the customers who lost assets from the others almost perfectly, above all "
            + "\(name): does it give the label away?"))
    }
    return warnings
  }
}
