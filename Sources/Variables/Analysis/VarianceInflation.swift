import Algebra
import Parallel

/// Variance inflation factors: the diagonal of the inverse of the correlation matrix.
///
/// By the eigenvalues λ and vectors v of the matrix, `VIF(j) = Σ v(j)² / λ`. A λ of almost 0 belongs to a sum of
/// variables that is constant; all variables that take part in it have no finite factor.
struct VarianceInflation: Sendable {
  /// Nil for variables that are sums of others, or have no variance.
  let factors: [Double?]
  /// Whether each variable is a sum of others.
  let isSumOfOthers: [Bool]

  /// Below this share of the greatest eigenvalue there is only rounding.
  private static let leastShare = 1e-10

  /// - Complexity: O(columns³).
  init(_ correlations: Correlations) {
    let used = (0..<correlations.count).filter { correlations[$0, $0] > 0 }
    let order = used.count
    var part = [Double](repeating: 0, count: order * order)
    for (column, j) in used.enumerated() {
      for (row, i) in used.enumerated() { part[column * order + row] = correlations[i, j] }
    }
    var factors = [Double?](repeating: nil, count: correlations.count)
    var sums = [Bool](repeating: false, count: correlations.count)
    if let system = SymmetricEigensystem(part, order: order) {
      let floor = Self.leastShare * max(1, system.values.last ?? 1)
      for (position, variable) in used.enumerated() {
        var factor = 0.0
        for (index, value) in system.values.enumerated() {
          let share = system.vectors[index * order + position]
          if value > floor {
            factor += share * share / value
          } else if share * share > 1e-6 {
            sums[variable] = true
          }
        }
        factors[variable] = sums[variable] ? nil : factor
      }
    }
    (self.factors, isSumOfOthers) = (factors, sums)
  }
}
