import Configuration
import Parallel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Base to the exponent.
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

/// Newton's method with an elastic net's penalty on the second-order model; see ``LogisticPathTrainer``.
struct ElasticNetSearch {
  private let objective: LogisticObjective
  private let absoluteShare: Double
  private let signs: [LogisticSettings.Sign?]
  private let weightSum: Double
  private(set) var coefficients: [Double]
  /// Loss and gradient at ``coefficients``; its Hessian may be that of an earlier point.
  private(set) var point: LogisticObjective.Point
  /// Largest part of the gradient that is left over, per row of weight 1.
  private(set) var remainingGradient = Double.infinity
  /// Both triangles of XᵀWX / n, column-major.
  private var gram: [Double]
  private var isGramFresh = true

  init(
    objective: LogisticObjective, start: [Double], absoluteShare: Double, signs: [LogisticSettings.Sign?]
  ) {
    self.objective = objective
    self.absoluteShare = absoluteShare
    self.signs = signs
    weightSum = objective.design.weightSum
    coefficients = start
    point = objective.point(at: start)
    gram = Self.gram(point, weightSum)
  }

  private static func gram(_ point: LogisticObjective.Point, _ weightSum: Double) -> [Double] {
    let order = point.gradient.count
    var gram = [Double](repeating: 0, count: order * order)
    for column in 0..<order {
      for row in column..<order {
        let value = point.hessian[column * order + row] / weightSum
        gram[column * order + row] = value
        gram[row * order + column] = value
      }
    }
    return gram
  }

  /// The least penalty that leaves nothing but the intercept.
  var greatestPenalty: Double {
    let pulls = coefficients.indices.dropFirst().map { column in
      let pull = -point.gradient[column] / weightSum
      switch signs[column] {
      case .positive: return max(0, pull)
      case .negative: return max(0, -pull)
      case nil: return pull.magnitude
      }
    }
    return (pulls.max() ?? 0) / max(absoluteShare, 1e-3)
  }

  private func penalised(_ objective: Double, _ beta: [Double], _ penalty: Double) -> Double {
    var (absolute, squares) = (0.0, 0.0)
    for value in beta.dropFirst() {
      absolute += value.magnitude
      squares += value * value
    }
    return objective / weightSum + penalty * (absoluteShare * absolute + (1 - absoluteShare) / 2 * squares)
  }

  /// Goes on from where the search stands to the minimum for another penalty.
  mutating func minimise(penalty: Double, tolerance: Double) {
    remainingGradient = leftOver(penalty)
    var before = Double.infinity
    for _ in 0..<100 where remainingGradient > tolerance {
      // The old Gram matrix has served badly: the last step left more than a tenth.
      if !isGramFresh, remainingGradient > 0.1 * before {
        point = objective.point(at: coefficients)
        gram = Self.gram(point, weightSum)
        isGramFresh = true
      }
      before = remainingGradient
      let target = descended(penalty, tolerance: 0.01 * min(tolerance, remainingGradient))
      guard step(to: target, penalty) else { return }
      remainingGradient = leftOver(penalty)
    }
  }

  /// Goes towards `target` as far as lowers the penalised objective; false where nothing does.
  private mutating func step(to target: [Double], _ penalty: Double) -> Bool {
    let value = penalised(point.logLoss, coefficients, penalty)
    // What the step is expected to gain: the slope of the objective and the change of the penalty.
    var expected = penalised(0, target, penalty) - penalised(0, coefficients, penalty)
    for column in coefficients.indices {
      expected += point.gradient[column] / weightSum * (target[column] - coefficients[column])
    }
    var length = 1.0
    for _ in 0..<40 {
      let candidate = zip(coefficients, target).map { $0 + length * ($1 - $0) }
      let next = objective.point(at: candidate, withHessian: false)
      let found = penalised(next.logLoss, candidate, penalty)
      if found <= value + 1e-4 * length * min(0, expected)
        || length == 1 && expected.magnitude < 1e-14 * value
      {
        coefficients = candidate
        point = next
        isGramFresh = false
        return true
      }
      length /= 2
    }
    // With a fresh Gram matrix rounding is all that is left; with an old one a fresh one may still help.
    guard !isGramFresh else { return false }
    point = objective.point(at: coefficients)
    gram = Self.gram(point, weightSum)
    isGramFresh = true
    return true
  }

  /// Largest violation of the conditions of a minimum.
  private func leftOver(_ penalty: Double) -> Double {
    let absolute = penalty * absoluteShare
    var largest = (point.gradient[0] / weightSum).magnitude
    for column in 1..<max(1, coefficients.count) {
      let beta = coefficients[column]
      let slope = point.gradient[column] / weightSum + penalty * (1 - absoluteShare) * beta
      let violation: Double
      if beta != 0 {
        violation = (slope + (beta > 0 ? absolute : -absolute)).magnitude
      } else {
        let up = signs[column] == .negative ? 0 : max(0, -slope - absolute)
        let down = signs[column] == .positive ? 0 : max(0, slope - absolute)
        violation = max(up, down)
      }
      largest = max(largest, violation)
    }
    return largest
  }

  /// The minimum of the second-order model at ``coefficients``.
  private func descended(_ penalty: Double, tolerance: Double) -> [Double] {
    var model = PenalisedQuadratic(
      gram: gram, slope: point.gradient.map { $0 / weightSum }, coefficients: coefficients,
      absolute: penalty * absoluteShare, ridge: penalty * (1 - absoluteShare), signs: signs)
    model.minimise(tolerance: tolerance)
    return model.coefficients
  }
}
