import COpenBLAS
import Parallel

/// Eigenvalues and eigenvectors of a symmetric matrix, by LAPACK.
public struct SymmetricEigensystem: Sendable {
  /// Rising.
  public let values: [Double]
  /// The vector of each value, of length 1, one after the other.
  public let vectors: [Double]

  /// Nil where the matrix holds something that is not finite, or the iteration does not converge.
  ///
  /// - Parameter matrix: column-major; only the lower triangle is read.
  /// - Complexity: O(order³).
  public init?(_ matrix: [Double], order: Int) {
    precondition(matrix.count == order * order, "A square matrix has order × order elements.")
    guard matrix.allSatisfy({ $0.isFinite }) else { return nil }
    guard order > 0 else {
      (values, vectors) = ([], [])
      return
    }
    DenseAlgebra.prepare()
    var vectors = matrix
    var values = [Double](repeating: 0, count: order)
    var size = Int32(order)
    var leading = size
    var wanted: Int32 = -1
    var best = 0.0
    var info: Int32 = 0
    // Asks for the size of the scratch memory first.
    dsyev_("V", "L", &size, &vectors, &leading, &values, &best, &wanted, &info)
    guard info == 0 else { return nil }
    var scratch = [Double](repeating: 0, count: max(1, Int(best)))
    wanted = Int32(scratch.count)
    dsyev_("V", "L", &size, &vectors, &leading, &values, &scratch, &wanted, &info)
    guard info == 0 else { return nil }
    (self.values, self.vectors) = (values, vectors)
  }
}
