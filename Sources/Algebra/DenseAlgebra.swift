import COpenBLAS
import Parallel

/// The few operations on dense matrices of Float64 that this package needs, by OpenBLAS.
///
/// All matrices are column-major. OpenBLAS is kept to the calling thread, so that results do not depend on the
/// number of processors; parallel loops call these from several threads instead.
public enum DenseAlgebra {
  /// Done once, before the first call into the library.
  fileprivate static let isReady: Void = openblas_set_num_threads(1)

  /// The processor whose kernels OpenBLAS has chosen here, such as `Haswell`. Other kernels add up in another order: the last
  /// digits of sums may differ between them. The environment variable `OPENBLAS_CORETYPE` chooses them by hand.
  public static var kernels: String { openblas_get_corename().map { String(cString: $0) } ?? "unknown" }

  /// Keeps the library to the calling thread, for other files of this room that call it.
  static func prepare() { _ = isReady }

  /// Adds XᵀX to the lower triangle of `gram`.
  ///
  /// - Parameters:
  ///   - x: rows × columns, a column every `stride` elements.
  ///   - gram: columns × columns; the upper triangle is left alone.
  /// - Complexity: O(rows · columns²).
  public static func addGram(
    of x: SharedBuffer<Double>, rows: Int, columns: Int, stride: Int, to gram: SharedBuffer<Double>
  ) {
    precondition(stride >= rows && x.count >= stride * columns && gram.count >= columns * columns)
    if rows == 0 || columns == 0 { return }
    _ = isReady
    cblas_dsyrk(
      CblasColMajor, CblasLower, CblasTrans, blasInt(columns), blasInt(rows), 1, x.base, blasInt(stride), 1,
      gram.base, blasInt(columns))
  }

  /// y = Xv.
  ///
  /// - Parameters:
  ///   - x: rows × columns, a column every `stride` elements.
  ///   - vector: one element per column.
  ///   - result: one element per row, overwritten.
  public static func multiply(
    _ x: SharedBuffer<Double>, rows: Int, columns: Int, stride: Int, by vector: SharedBuffer<Double>,
    into result: SharedBuffer<Double>
  ) {
    precondition(stride >= rows && x.count >= stride * columns)
    precondition(vector.count >= columns && result.count >= rows)
    if rows == 0 { return }
    _ = isReady
    cblas_dgemv(
      CblasColMajor, CblasNoTrans, blasInt(rows), blasInt(columns), 1, x.base, blasInt(max(1, stride)),
      vector.base, 1, 0, result.base, 1)
  }

  /// Adds Xᵀv to `result`.
  ///
  /// - Parameters:
  ///   - x: rows × columns, a column every `stride` elements.
  ///   - vector: one element per row.
  ///   - result: one element per column, added to.
  public static func addTransposed(
    _ x: SharedBuffer<Double>, rows: Int, columns: Int, stride: Int, times vector: SharedBuffer<Double>,
    to result: SharedBuffer<Double>
  ) {
    precondition(stride >= rows && x.count >= stride * columns)
    precondition(vector.count >= rows && result.count >= columns)
    if rows == 0 || columns == 0 { return }
    _ = isReady
    cblas_dgemv(
      CblasColMajor, CblasTrans, blasInt(rows), blasInt(columns), 1, x.base, blasInt(stride), vector.base, 1,
      1,
      result.base, 1)
  }

  /// The library's own type of size.
  fileprivate static func blasInt(_ number: Int) -> Int32 { Int32(number) }
}

/// The Cholesky factor L of a symmetric positive definite matrix A = LLᵀ, by LAPACK.
public struct CholeskyFactor: Sendable {
  /// Number of rows and columns.
  public let order: Int
  /// Smallest share of a diagonal element that is left when the columns before it are taken out.
  ///
  /// 1 for a diagonal matrix; near the rounding of Float64 where a column is a sum of others, so that
  /// solutions mean nothing.
  public let leastPivotShare: Double
  private let factor: [Double]

  /// Factors a matrix of which only the lower triangle (column-major) is read; nil where it is not positive
  /// definite or holds NaN.
  ///
  /// - Complexity: O(order³).
  public init?(_ matrix: [Double], order: Int) {
    precondition(matrix.count == order * order, "A square matrix has order × order elements.")
    // The library does not promise to notice NaN.
    guard matrix.allSatisfy({ $0.isFinite }) else { return nil }
    var factor = matrix
    var size = DenseAlgebra.blasInt(order)
    var leading = max(1, size)
    var info: Int32 = 0
    _ = DenseAlgebra.isReady
    dpotrf_("L", &size, &factor, &leading, &info)
    guard info == 0 else { return nil }
    leastPivotShare = (0..<order).reduce(1) {
      let pivot = factor[$1 * order + $1]
      return min($0, pivot * pivot / matrix[$1 * order + $1])
    }
    self.order = order
    self.factor = factor
  }

  /// The x for which Ax = b.
  ///
  /// - Complexity: O(order²).
  public func solve(_ right: [Double]) -> [Double] {
    precondition(right.count == order, "The right side has an element per row.")
    var solution = right
    var size = DenseAlgebra.blasInt(order)
    var leading = max(1, size)
    var columns: Int32 = 1
    var info: Int32 = 0
    dpotrs_("L", &size, &columns, factor, &leading, &solution, &leading, &info)
    return solution
  }

  /// The diagonal of A⁻¹.
  ///
  /// - Complexity: O(order³).
  public func inverseDiagonal() -> [Double] {
    var inverse = factor
    var size = DenseAlgebra.blasInt(order)
    var leading = max(1, size)
    var info: Int32 = 0
    dpotri_("L", &size, &inverse, &leading, &info)
    return (0..<order).map { inverse[$0 * order + $0] }
  }
}
