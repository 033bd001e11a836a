/// Sum of first and second derivatives over some rows, as whole numbers side by side in 64 bits.
///
/// The upper 32 bits hold the sum of gradients G, the lower ones that of hessians H: `bits = G · 2³² + H`. Whole
/// numbers add up to the same sum in any order, so a model does not depend on how rows were shared among threads, and
/// one addition takes a row in.
///
/// **Nothing can overflow.** ``RoundedDerivatives`` chooses the units so that over all rows of a tree together
/// Σ|gradient| < 2³¹ and Σ hessian < 2³², and counts after rounding that they are. Every sum that is ever formed is one
/// over a subset of those rows, or the difference between a set and its subset, so |G| < 2³¹ and 0 ≤ H < 2³² for any
/// number of rows; H neither borrows from G nor carries into it.
struct PackedSum: BitwiseCopyable, Sendable, Hashable {
  /// One more than the greatest sum of absolute gradients.
  static let gradientLimit: Int64 = 1 << 31
  /// One more than the greatest sum of hessians.
  static let hessianLimit: Int64 = 1 << 32

  var bits: Int64

  static let zero = PackedSum(bits: 0)

  @inline(__always)
  init(bits: Int64) { self.bits = bits }

  @inline(__always)
  init(gradient: Int64, hessian: Int64) { bits = gradient << 32 + hessian }

  /// Sum of first derivatives, in units of ``GradientScale/gradientUnit``.
  @inline(__always) var gradient: Int64 { bits >> 32 }
  /// Sum of second derivatives, in units of ``GradientScale/hessianUnit``.
  @inline(__always) var hessian: Int64 { bits & 0xFFFF_FFFF }

  @inline(__always)
  static func + (a: PackedSum, b: PackedSum) -> PackedSum { PackedSum(bits: a.bits &+ b.bits) }

  @inline(__always)
  static func - (whole: PackedSum, part: PackedSum) -> PackedSum { PackedSum(bits: whole.bits &- part.bits) }

  @inline(__always)
  static func += (a: inout PackedSum, b: PackedSum) { a.bits &+= b.bits }
}

/// What the whole numbers of a ``PackedSum`` are worth.
struct GradientScale: BitwiseCopyable, Sendable {
  var gradientUnit: Double
  var hessianUnit: Double

  @inline(__always)
  func gradient(_ sum: PackedSum) -> Double { Double(sum.gradient) * gradientUnit }

  @inline(__always)
  func hessian(_ sum: PackedSum) -> Double { Double(sum.hessian) * hessianUnit }
}
