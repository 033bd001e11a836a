import Algebra
import Parallel
import Scoring

/// Chooses variables of a logistic regression one at a time.
///
/// Forward by the score test: the variable that would lower the log-loss most, evaluated by the first two derivatives at
/// the model so far, is taken in where its statistic exceeds the threshold. Backward by the Wald test: what falls below
/// the threshold beside the new ones leaves again. Both statistics are χ² with one degree of freedom under chance and
/// tend to twice the gain of log-likelihood, so that a threshold of 3.84 is a likelihood-ratio test at five in a
/// hundred and one of ln(rows) is Schwarz's criterion (Rao 1948; Schwarz 1978). A variable whose coefficient has the
/// wrong sign is not taken in, and leaves where others turn it round.
public struct LogisticStepwise: Sendable {
  /// Least statistic of a variable in the model.
  public let threshold: Double
  /// Whether all coefficients must be above 0.
  public let mustBePositive: Bool
  private let options: LogisticOptions
  private let team: ThreadTeam

  public init(threshold: Double, mustBePositive: Bool, options: ValidLogisticOptions, team: ThreadTeam) {
    self.threshold = threshold
    self.mustBePositive = mustBePositive
    self.options = options.options
    self.team = team
  }

  /// Indices of the chosen variables, rising.
  ///
  /// All variables are numbers. Each is taken in at most twice, so that the search ends.
  /// - Complexity: O(steps · rows · variables²).
  public func choose(_ set: TrainingSet) throws(TrainingError) -> [Int] {
    try set.checkBothClasses()
    let design = LogisticDesign(set, options: options, team: team)
    let objective = LogisticObjective(design: design, l2: options.settings.l2, team: team)
    let sums = set.weightSums()
    var beta = [Double](repeating: 0, count: design.columnCount)
    beta[0] = Scorer.margin(ofProbability: sums.lost / (sums.lost + sums.kept))
    let candidates = design.prepared.indices.filter { design.prepared[$0].width == 1 }.map {
      design.starts[$0]
    }
    var active = [0]
    var entries = [Int](repeating: 0, count: design.columnCount)
    var point = objective.point(at: beta)
    while let best = strongest(candidates.filter { !active.contains($0) && entries[$0] < 2 }, active, point) {
      active = (active + [best]).sorted()
      entries[best] += 1
      (beta, point) = fitted(active, objective, from: beta, point)
      while let weakest = weakest(active, beta, point) {
        active.removeAll { $0 == weakest }
        beta[weakest] = 0
        (beta, point) = fitted(active, objective, from: beta, objective.point(at: beta))
      }
    }
    return design.prepared.indices.filter { active.dropFirst().contains(design.starts[$0]) }
  }

  /// The candidate of the greatest score statistic above the threshold.
  private func strongest(
    _ candidates: [Int], _ active: [Int], _ point: LogisticObjective.Point
  ) -> Int? {
    let count = point.gradient.count
    guard let factor = CholeskyFactor(part(point.hessian, active, count), order: active.count) else {
      return nil
    }
    var best: (column: Int, statistic: Double)?
    for column in candidates {
      // A step down the gradient would give a coefficient of the opposite sign.
      if mustBePositive, point.gradient[column] >= 0 { continue }
      let cross = active.map { element(point.hessian, $0, column, count) }
      let explained = zip(cross, factor.solve(cross)).reduce(0) { $0 + $1.0 * $1.1 }
      let own = element(point.hessian, column, column, count)
      // What the model's variables explain of it leaves nothing to train on.
      guard own - explained > 1e-8 * own else { continue }
      let statistic = point.gradient[column] * point.gradient[column] / (own - explained)
      if statistic > max(threshold, best?.statistic ?? 0) { best = (column, statistic) }
    }
    return best?.column
  }

  /// The variable that should leave: one of the wrong sign, else the least significant below the threshold.
  private func weakest(_ active: [Int], _ beta: [Double], _ point: LogisticObjective.Point) -> Int? {
    let count = point.gradient.count
    if mustBePositive, let wrong = active.dropFirst().min(by: { beta[$0] < beta[$1] }), beta[wrong] <= 0 {
      return wrong
    }
    guard let factor = CholeskyFactor(part(point.hessian, active, count), order: active.count) else {
      return nil
    }
    let variances = factor.inverseDiagonal()
    var weakest: (column: Int, statistic: Double)?
    for (index, column) in active.enumerated().dropFirst() {
      let statistic = beta[column] * beta[column] / variances[index]
      if statistic < min(threshold, weakest?.statistic ?? .infinity) { weakest = (column, statistic) }
    }
    return weakest?.column
  }

  /// Newton's method over the active columns alone.
  private func fitted(
    _ active: [Int], _ objective: LogisticObjective, from start: [Double], _ first: LogisticObjective.Point
  ) -> ([Double], LogisticObjective.Point) {
    var (beta, point) = (start, first)
    let count = beta.count
    for _ in 0..<30 {
      guard let factor = CholeskyFactor(part(point.hessian, active, count), order: active.count) else {
        break
      }
      let gradient = active.map { point.gradient[$0] }
      let step = factor.solve(gradient)
      let gain = zip(gradient, step).reduce(0) { $0 + $1.0 * $1.1 }
      if gain <= 1e-8 * point.value.magnitude { break }
      var length = 1.0
      var isTaken = false
      for _ in 0..<30 {
        var candidate = beta
        for (index, column) in active.enumerated() { candidate[column] -= length * step[index] }
        let next = objective.point(at: candidate)
        if next.value <= point.value - 1e-4 * length * gain {
          (beta, point) = (candidate, next)
          isTaken = true
          break
        }
        length /= 2
      }
      if !isTaken { break }
    }
    return (beta, point)
  }

  /// An element of a symmetric matrix of which the lower triangle is known.
  private func element(_ matrix: [Double], _ row: Int, _ column: Int, _ count: Int) -> Double {
    matrix[min(row, column) * count + max(row, column)]
  }

  private func part(_ matrix: [Double], _ columns: [Int], _ count: Int) -> [Double] {
    columns.flatMap { column in columns.map { element(matrix, $0, column, count) } }
  }
}
