/// The limited-memory method of Broyden, Fletcher, Goldfarb and Shanno on the objective of a logistic regression.
///
/// For where Newton's method cannot go: with so many columns that the Hessian fits neither memory nor patience, and
/// where the Hessian cannot be factored. It needs a gradient at each step and remembers the last ones, from which the
/// two-loop recursion makes a direction (Nocedal, *Updating Quasi-Newton Matrices with Limited Storage*, 1980).
struct LimitedMemorySearch {
  /// Steps that are remembered.
  private static let memory = 12

  private struct Pair {
    var step: [Double]
    var change: [Double]
    /// 1 / (step · change), above 0 as the objective is convex.
    var perProduct: Double
  }

  private let objective: LogisticObjective
  private(set) var coefficients: [Double]
  /// The objective at ``coefficients``, without its Hessian.
  private(set) var point: LogisticObjective.Point
  private(set) var iterations = 0
  /// Whether the gradient is as small as asked for.
  private(set) var isConverged = false
  private var pairs: [Pair] = []

  init(objective: LogisticObjective, start: [Double]) {
    self.objective = objective
    coefficients = start
    point = objective.point(at: start, withHessian: false)
  }

  /// Goes on until the largest part of the gradient, per row of weight 1, is at most `tolerance`.
  mutating func minimise(tolerance: Double, iterations most: Int) {
    let goal = tolerance * objective.design.weightSum
    while true {
      isConverged = size(point) <= goal
      if isConverged || iterations >= most || !step() { return }
      iterations += 1
    }
  }

  /// Takes one step; false where nothing lowers the objective any more.
  private mutating func step() -> Bool {
    var direction = direction()
    var slope = dot(point.gradient, direction)
    if !(slope < 0) {
      // What is remembered leads uphill by rounding: begin anew.
      pairs = []
      direction = self.direction()
      slope = dot(point.gradient, direction)
    }
    var length = 1.0
    for _ in 0..<50 {
      let candidate = zip(coefficients, direction).map { $0 + length * $1 }
      let next = objective.point(at: candidate, withHessian: false)
      // Armijo's condition; near the minimum, where rounding hides what a step gains, a smaller gradient is as good.
      let isLower = next.value <= point.value + 1e-4 * length * slope && next.value < point.value
      if isLower || next.value - point.value <= 1e-13 * point.value.magnitude && size(next) < size(point) {
        remember(from: next, step: direction.map { length * $0 })
        (coefficients, point) = (candidate, next)
        return true
      }
      length /= 2
    }
    return false
  }

  private mutating func remember(from next: LogisticObjective.Point, step: [Double]) {
    let change = zip(next.gradient, point.gradient).map { $0 - $1 }
    let product = dot(step, change)
    // Too little curvature along the step to divide by.
    guard product > 1e-12 * (dot(step, step) * dot(change, change)).squareRoot() else { return }
    if pairs.count == Self.memory { pairs.removeFirst() }
    pairs.append(Pair(step: step, change: change, perProduct: 1 / product))
  }

  /// Minus the remembered approximation of the inverse Hessian times the gradient.
  private func direction() -> [Double] {
    var direction = point.gradient.map { -$0 }
    var shares: [Double] = []
    for pair in pairs.reversed() {
      let share = pair.perProduct * dot(pair.step, direction)
      shares.append(share)
      for index in direction.indices { direction[index] -= share * pair.change[index] }
    }
    // Without a memory, a step of the size 1 in a space of standardised columns.
    let scale =
      pairs.last.map { 1 / ($0.perProduct * dot($0.change, $0.change)) }
      ?? 1 / max(1e-300, dot(point.gradient, point.gradient).squareRoot())
    for index in direction.indices { direction[index] *= scale }
    for (pair, share) in zip(pairs, shares.reversed()) {
      let back = pair.perProduct * dot(pair.change, direction)
      for index in direction.indices { direction[index] += (share - back) * pair.step[index] }
    }
    return direction
  }

  /// The largest part of the gradient.
  private func size(_ point: LogisticObjective.Point) -> Double {
    point.gradient.reduce(0) { max($0, $1.magnitude) }
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for index in a.indices { sum += a[index] * b[index] }
    return sum
  }
}
