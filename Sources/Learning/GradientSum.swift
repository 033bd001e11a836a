/// Sum of first and second derivatives over some rows, with their number, in whole numbers.
///
/// Whole numbers add up to the same sum in any order, so the model does not depend on how rows were shared
/// among threads. The second lane holds the sum of second derivatives above ``rowBits`` bits for the number of
/// rows, so that one addition of 128 bits takes a row in; neither part can borrow from the other because
/// every difference that is formed is that of a whole and its part.
struct GradientSum: BitwiseCopyable, Sendable {
  static let rowBits: Int64 = 28
  /// Most rows that can be told.
  static let rowLimit = 1 << 28 - 1

  var lanes: SIMD2<Int64>

  static let zero = GradientSum(lanes: .zero)

  @inline(__always)
  init(lanes: SIMD2<Int64>) { self.lanes = lanes }

  /// One row.
  @inline(__always)
  init(gradient: Int32, hessian: Int32) {
    lanes = SIMD2(Int64(gradient), Int64(hessian) << Self.rowBits | 1)
  }

  /// Sum of first derivatives, in units of ``GradientScale/gradientUnit``.
  @inline(__always) var gradient: Int64 { lanes.x }
  /// Sum of second derivatives, in units of ``GradientScale/hessianUnit``.
  @inline(__always) var hessian: Int64 { lanes.y >> Self.rowBits }
  /// Number of rows.
  @inline(__always) var rows: Int { Int(lanes.y & (1 << Self.rowBits - 1)) }

  @inline(__always)
  static func + (a: GradientSum, b: GradientSum) -> GradientSum { GradientSum(lanes: a.lanes &+ b.lanes) }

  @inline(__always)
  static func - (whole: GradientSum, part: GradientSum) -> GradientSum {
    GradientSum(lanes: whole.lanes &- part.lanes)
  }

  @inline(__always)
  static func += (a: inout GradientSum, b: GradientSum) { a.lanes &+= b.lanes }
}

/// What the whole numbers of a ``GradientSum`` are worth; both units are powers of two.
struct GradientScale: BitwiseCopyable, Sendable {
  var gradientUnit: Double
  var hessianUnit: Double

  @inline(__always)
  func gradient(_ sum: GradientSum) -> Double { Double(sum.gradient) * gradientUnit }

  @inline(__always)
  func hessian(_ sum: GradientSum) -> Double { Double(sum.hessian) * hessianUnit }

  /// G² / (H + l2): what a leaf with its best value lowers twice the loss by.
  @inline(__always)
  func score(_ sum: GradientSum, l2: Double) -> Double {
    let gradient = gradient(sum)
    return gradient * gradient / (hessian(sum) + l2)
  }
}
