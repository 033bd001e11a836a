import Algebra
import Parallel

/// Newton's method with a line search on the objective of a logistic regression.
struct NewtonSearch {
  /// Below this share of its diagonal element a pivot is mostly rounding.
  private static let leastPivotShare = 1e-11

  private let objective: LogisticObjective
  private(set) var coefficients: [Double]
  /// The objective at ``coefficients``.
  private(set) var point: LogisticObjective.Point
  private(set) var iterations = 0
  /// Whether a further step would change next to nothing.
  private(set) var isConverged = false
  /// Whether there is no further step to take, converged or not.
  private(set) var isFinished = false
  /// What had to be added to the Hessian's diagonal to make it positive definite.
  private(set) var addedRidge = 0.0

  init(objective: LogisticObjective, start: [Double]) {
    self.objective = objective
    coefficients = start
    point = objective.point(at: start)
  }

  /// Takes one step: solves H·d = −gradient and goes as far along d as lowers the objective enough.
  ///
  /// Converged when gradient·d, twice what the step is expected to lower the objective by, is below `tolerance`
  /// times the objective.
  mutating func step(tolerance: Double) {
    iterations += 1
    guard let factor = factorRaisingRidge() else {
      isFinished = true
      return
    }
    let direction = factor.solve(point.gradient.map { -$0 })
    let slope = zip(point.gradient, direction).reduce(0) { $0 + $1.0 * $1.1 }
    let isSmall = -slope <= tolerance * point.value.magnitude
    var length = 1.0
    for _ in 0..<40 {
      let candidate = zip(coefficients, direction).map { $0 + length * $1 }
      let next = objective.point(at: candidate)
      // Armijo's condition; a step as small as rounding is taken as it is.
      if next.value <= point.value + 1e-4 * length * slope || isSmall && next.value.isFinite {
        (coefficients, point) = (candidate, next)
        isConverged = isSmall
        isFinished = isSmall
        return
      }
      length /= 2
    }
    // No step lowers the objective: rounding is all that is left.
    isConverged = -slope <= 1e-6 * max(1, point.value.magnitude)
    isFinished = true
  }

  /// The Cholesky factor of a point's Hessian, with the ridge that was found necessary.
  func factor(of point: LogisticObjective.Point) -> CholeskyFactor? {
    let order = coefficients.count
    var hessian = point.hessian
    for index in 0..<order { hessian[index * order + index] += addedRidge }
    return CholeskyFactor(hessian, order: order)
  }

  private mutating func factorRaisingRidge() -> CholeskyFactor? {
    let order = coefficients.count
    let trace = (0..<order).reduce(0) { $0 + point.hessian[$1 * order + $1] }
    for _ in 0..<12 {
      if let factor = factor(of: point), factor.leastPivotShare > Self.leastPivotShare { return factor }
      addedRidge = max(addedRidge * 100, 1e-10 * max(trace / Double(order), 1e-12))
    }
    return nil
  }
}
