import Algebra
import Configuration
import Parallel

/// A second-order model of an objective with an elastic net's penalty on all coefficients but the first, and its minimum:
///
///     ½ (β − β₀)ᵀ G (β − β₀) + sᵀ (β − β₀) + a Σ |βⱼ| + ½ r Σ βⱼ²
///
/// Coordinate descent (Friedman, Hastie and Tibshirani, "Regularization Paths for Generalized Linear Models via Coordinate
/// Descent", 2010) finds soon which coefficients are not 0, but where columns are nearly alike it creeps. So every
/// few passes all of those coefficients are solved for at once, their signs held, up to where the first would change its
/// sign (feature-sign search: Lee, Battle, Raina and Ng, "Efficient sparse coding algorithms", 2007).
struct PenalisedQuadratic {
  /// Passes over the active columns between two solutions for all of them.
  private static let passesBetween = 20
  /// What is added to the diagonal, as a share of it: columns may be sums of others, and the matrix then has no factor. Along
  /// such directions only the penalty has a slope, and the step is as long as it takes for a coefficient to reach 0.
  private static let damping = 1e-9
  /// Coefficients that one solution may send to 0 before coordinate descent goes on.
  private static let mostLeaving = 8

  /// G, both triangles, column-major.
  let gram: [Double]
  /// The slope of the model without the penalty at ``coefficients``.
  private(set) var slope: [Double]
  private(set) var coefficients: [Double]
  /// The penalty on sizes, a.
  let absolute: Double
  /// The penalty on squares, r.
  let ridge: Double
  let signs: [LogisticSettings.Sign?]

  private var order: Int { coefficients.count }

  init(
    gram: [Double], slope: [Double], coefficients: [Double], absolute: Double, ridge: Double,
    signs: [LogisticSettings.Sign?]
  ) {
    self.gram = gram
    self.slope = slope
    self.coefficients = coefficients
    self.absolute = absolute
    self.ridge = ridge
    self.signs = signs
  }

  /// Goes to the minimum: the active columns until they stand still, then all once, until none becomes active.
  ///
  /// - Parameter tolerance: the slope along a coordinate that counts as none.
  mutating func minimise(tolerance: Double) {
    let all = Array(0..<order)
    for _ in 0..<200 {
      if visit(all) <= tolerance { return }
      var columns = active
      for pass in 1...2000 {
        if visit(columns) <= tolerance { break }
        guard pass % Self.passesBetween == 0 else { continue }
        solve()
        columns = active
      }
    }
  }

  /// The intercept and the columns whose coefficients are not 0.
  private var active: [Int] { (0..<order).filter { $0 == 0 || coefficients[$0] != 0 } }

  /// Minimises along one coordinate after the other, and returns how far the largest of their slopes was from 0.
  ///
  /// - Complexity: O(columns that move · order).
  private mutating func visit(_ columns: [Int]) -> Double {
    var largest = 0.0
    let (order, absolute, ridge, signs) = (order, absolute, ridge, signs)
    gram.withUnsafeBufferPointer { gram in
      slope.withUnsafeMutableBufferPointer { slope in
        coefficients.withUnsafeMutableBufferPointer { coefficients in
          for column in columns {
            let curvature = gram[column * order + column] + (column == 0 ? 0 : ridge)
            guard curvature > 0 else { continue }
            let old = coefficients[column]
            var new: Double
            if column == 0 {
              new = old - slope[0] / curvature
            } else {
              let pull = gram[column * order + column] * old - slope[column]
              let shrunk = max(0, pull.magnitude - absolute) / curvature
              new = pull > 0 ? shrunk : -shrunk
              if signs[column] == .positive { new = max(0, new) }
              if signs[column] == .negative { new = min(0, new) }
            }
            let change = new - old
            if change == 0 { continue }
            coefficients[column] = new
            let cross = UnsafeBufferPointer(rebasing: gram[column * order..<(column + 1) * order])
            for row in 0..<order { slope[row] += change * cross[row] }
            largest = max(largest, change.magnitude * curvature)
          }
        }
      }
    }
    return largest
  }

  /// Solves for all active coefficients at once, as far as their signs allow; those that reach 0 leave, and the others are
  /// solved for again.
  ///
  /// Each step goes down: the model is convex, and along a step no sign changes.
  private mutating func solve() {
    var columns = active
    for _ in 0..<Self.mostLeaving {
      let count = columns.count
      var matrix = [Double](repeating: 0, count: count * count)
      for (index, column) in columns.enumerated() {
        for (row, other) in columns.enumerated() {
          matrix[index * count + row] = gram[column * order + other]
        }
        let diagonal = index * count + index
        matrix[diagonal] += (column == 0 ? 0 : ridge) + Self.damping * matrix[diagonal]
      }
      guard let factor = CholeskyFactor(matrix, order: count) else { return }
      let step = factor.solve(
        columns.map { column in
          let beta = coefficients[column]
          return column == 0 ? -slope[0] : -(slope[column] + ridge * beta + (beta > 0 ? absolute : -absolute))
        })
      var (length, leaving) = (1.0, Int?.none)
      for (index, column) in columns.enumerated() where column != 0 {
        let (old, new) = (coefficients[column], coefficients[column] + step[index])
        if old > 0 ? new <= 0 : new >= 0, -old / step[index] <= length {
          (length, leaving) = (-old / step[index], index)
        }
      }
      for (index, column) in columns.enumerated() {
        let change = index == leaving ? -coefficients[column] : length * step[index]
        coefficients[column] += change
        for row in 0..<order { slope[row] += change * gram[column * order + row] }
      }
      guard let leaving else { return }
      columns.remove(at: leaving)
    }
  }
}
