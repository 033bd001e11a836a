import Scoring

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension CalibrationRows {
  /// Slope and intercept of the likeliest `slope · margin + intercept`.
  var platt: [Double]? {
    likeliest(margins.map { SIMD4($0, 1, 0, 0) }, start: SIMD4(1, 0, 0, 0), count: 2)
  }

  /// The likeliest `a · ln p − b · ln(1 − p) + c` with neither a nor b below zero; what would be is left out.
  var beta: [Double]? {
    let rows = margins.map { SIMD4(-Calibration.softplus(-$0), Calibration.softplus($0), 1, 0) }
    guard let both = likeliest(rows, start: SIMD4(1, 1, 0, 0), count: 3) else { return nil }
    if both[0] >= 0, both[1] >= 0 { return both }
    let keepsSecond = both[0] < 0
    let single = likeliest(
      rows.map { SIMD4(keepsSecond ? $0.y : $0.x, 1, 0, 0) }, start: SIMD4(1, 0, 0, 0), count: 2)
    return single.map { keepsSecond ? [0, $0[0], $0[1]] : [$0[0], 0, $0[1]] }
  }

  private static let mostSteps = 50

  /// Coefficients of a logistic regression on the first `count` elements of each row by Newton's method; nil where they
  /// tell the two kinds of rows apart so well that there is no likeliest one.
  private func likeliest(_ rows: [SIMD4<Double>], start: SIMD4<Double>, count: Int) -> [Double]? {
    var coefficients = start
    var value = objective(rows, coefficients)
    for _ in 0..<Self.mostSteps {
      var gradient = SIMD4<Double>.zero
      var hessian = [SIMD4<Double>](repeating: .zero, count: count)
      for (values, isLoss) in zip(rows, losses) {
        let probability = 1 / (1 + exp(-(values * coefficients).sum()))
        gradient += (probability - (isLoss ? 1 : 0)) * values
        let curve = probability * (1 - probability) * values
        for index in 0..<count { hessian[index] += curve[index] * values }
      }
      let matrix = hessian.map { row in (0..<count).map { row[$0] } }
      guard let solved = Self.solve(matrix, (0..<count).map { gradient[$0] }) else { return nil }
      var step = SIMD4<Double>.zero
      for index in 0..<count { step[index] = solved[index] }
      let promised = (step * gradient).sum()
      if promised <= 1e-12 * max(1, value) { return (0..<count).map { coefficients[$0] } }
      var length = 1.0
      while true {
        let next = coefficients - length * step
        let reached = objective(rows, next)
        if reached <= value - 1e-4 * length * promised {
          (coefficients, value) = (next, reached)
          break
        }
        length /= 2
        // No step lowers the objective: rounding is all that is left.
        if length < 1e-8 { return (0..<count).map { coefficients[$0] } }
      }
    }
    return nil
  }

  private func objective(_ rows: [SIMD4<Double>], _ coefficients: SIMD4<Double>) -> Double {
    var sum = 0.0
    for (values, isLoss) in zip(rows, losses) {
      sum += logLoss(margin: (values * coefficients).sum(), label: isLoss ? 1 : 0)
    }
    return sum
  }

  /// Solves a small positive definite system, of which the lower half is given, by Cholesky's factor.
  private static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
    let count = right.count
    var factor = matrix
    for row in 0..<count {
      for column in 0...row {
        var sum = matrix[row][column]
        for earlier in 0..<column { sum -= factor[row][earlier] * factor[column][earlier] }
        if row == column {
          guard sum > 1e-12 * matrix[row][row], sum.isFinite else { return nil }
          factor[row][row] = sum.squareRoot()
        } else {
          factor[row][column] = sum / factor[column][column]
        }
      }
    }
    var solution = right
    for row in 0..<count {
      for earlier in 0..<row { solution[row] -= factor[row][earlier] * solution[earlier] }
      solution[row] /= factor[row][row]
    }
    for row in (0..<count).reversed() {
      for later in (row + 1)..<max(row + 1, count) { solution[row] -= factor[later][row] * solution[later] }
      solution[row] /= factor[row][row]
    }
    return solution
  }
}
