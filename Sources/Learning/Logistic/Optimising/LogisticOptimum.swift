/// Where the search for the coefficients of a logistic regression ended.
struct LogisticOptimum {
  /// Largest part of the gradient, per row of weight 1, that the limited-memory method may leave.
  private static let gradientTolerance = 1e-9
  /// It takes smaller steps than Newton's method, each in a fraction of the time.
  private static let limitedMemoryPatience = 40

  var coefficients: [Double]
  /// The objective there.
  var point: LogisticObjective.Point
  /// Variances of the coefficients; nil where there is no Hessian that could be inverted.
  var variances: [Double]?
  var iterations: Int
  var isConverged: Bool
  /// What had to be added to the Hessian's diagonal to make it positive definite.
  var addedRidge: Double

  /// Searches by Newton's method; by the limited-memory method where the Hessian is too large or fails.
  init(of objective: LogisticObjective, start: [Double], options: LogisticOptions) {
    var limitedStart = start
    var newtonSteps = 0
    if start.count <= options.mostNewtonColumns {
      var newton = NewtonSearch(objective: objective, start: start)
      while newton.iterations < options.iterations, !newton.isFinished {
        newton.step(tolerance: options.tolerance)
      }
      self.init(
        coefficients: newton.coefficients, point: newton.point,
        variances: newton.factor(of: newton.point)?.inverseDiagonal(), iterations: newton.iterations,
        isConverged: newton.isConverged, addedRidge: newton.addedRidge)
      // Where steps ran out they ran out; another method would only take more of them.
      guard !newton.isConverged, newton.isFinished else { return }
      if newton.point.value.isFinite { limitedStart = newton.coefficients }
      newtonSteps = newton.iterations
    }
    var search = LimitedMemorySearch(objective: objective, start: limitedStart)
    search.minimise(
      tolerance: Self.gradientTolerance, iterations: options.iterations * Self.limitedMemoryPatience)
    self.init(
      coefficients: search.coefficients, point: search.point, variances: nil,
      iterations: newtonSteps + search.iterations, isConverged: search.isConverged, addedRidge: 0)
  }

  private init(
    coefficients: [Double], point: LogisticObjective.Point, variances: [Double]?, iterations: Int,
    isConverged: Bool, addedRidge: Double
  ) {
    (self.coefficients, self.point, self.variances) = (coefficients, point, variances)
    (self.iterations, self.isConverged, self.addedRidge) = (iterations, isConverged, addedRidge)
  }
}
