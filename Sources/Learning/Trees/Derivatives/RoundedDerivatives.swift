import CKernels
import Parallel

/// Derivatives of the rows of one tree, rounded to whole numbers of 16 bits.
///
/// The units are the finest for which a single row fits 16 bits and all rows together fit a ``PackedSum``. Where the
/// sum of many rows asks for coarser units than a single row does, rounding is dithered: up or down by chance, seeded,
/// so that the expectation is exact (Shi et al., "Quantized Training of Gradient Boosting Decision Trees", 2022).
/// Otherwise to the nearest.
final class RoundedDerivatives: Sendable {
  private static let blockRows = Derivatives.blockRows
  private static let greatestGradient = 32767.0
  private static let greatestHessian = 65535.0
  /// Room that is left in the sums, because rounding moves them by chance.
  private static let margin = 0.999

  /// Gradient in the lower 16 bits, hessian in the upper ones; one entry per row of the tree.
  let pairs: AlignedArray<UInt32>
  private let blockSums: AlignedArray<SIMD4<Double>>
  private let blockTotals: AlignedArray<churn_pair_sums>
  private let gradientLimit: Int64
  private let hessianLimit: Int64

  /// Makes room for `capacity` rows; the limits are smaller than those of ``PackedSum`` in tests only.
  init(
    capacity: Int, gradientLimit: Int64 = PackedSum.gradientLimit,
    hessianLimit: Int64 = PackedSum.hessianLimit
  ) {
    pairs = AlignedArray(count: capacity)
    let blocks = (capacity + Self.blockRows - 1) / Self.blockRows
    blockSums = AlignedArray(count: blocks)
    blockTotals = AlignedArray(count: blocks)
    self.gradientLimit = gradientLimit
    self.hessianLimit = hessianLimit
  }

  /// Rounds the derivatives of `count` rows.
  ///
  /// - Returns: what the whole numbers are worth, and their sum over all rows.
  func round(
    gradients: SharedBuffer<Float>, hessians: SharedBuffer<Float>, count: Int, seed: UInt32, team: ThreadTeam
  ) -> (scale: GradientScale, total: PackedSum) {
    let blocks = (count + Self.blockRows - 1) / Self.blockRows
    let sums = blockSums.view
    let magnitudes = AlignedArray<Float>(count: team.threadCount * Self.blockRows)
    team.forEachRange(count, grain: Self.blockRows) { rows, worker in
      let sizes = magnitudes.view[(worker * Self.blockRows)...][0..<rows.count]
      let (gradients, hessians) = (gradients[rows], hessians[rows])
      for index in 0..<rows.count { sizes[index] = gradients[index].magnitude }
      sums[rows.lowerBound / Self.blockRows] = SIMD4(
        TreeKernels.sum(sizes), TreeKernels.sum(hessians), Double(TreeKernels.greatestMagnitude(sizes)),
        Double(TreeKernels.greatestMagnitude(hessians)))
    }
    var gradientSum = 0.0
    var hessianSum = 0.0
    var greatest = SIMD2<Double>.zero
    for block in sums.elements.prefix(blocks) {
      gradientSum += block.x
      hessianSum += block.y
      greatest = SIMD2(max(greatest.x, block.z), max(greatest.y, block.w))
    }
    let (gradientFactor, gradientIsTight) = Self.factor(
      greatest: greatest.x, most: Self.greatestGradient, sum: gradientSum, count: count, limit: gradientLimit)
    let (hessianFactor, hessianIsTight) = Self.factor(
      greatest: greatest.y, most: Self.greatestHessian, sum: hessianSum, count: count, limit: hessianLimit)
    return fit(
      gradients: gradients, hessians: hessians, count: count, factors: SIMD2(gradientFactor, hessianFactor),
      isDithered: gradientIsTight || hessianIsTight, seed: seed, team: team)
  }

  /// The finest factor for which both the greatest value and the sum fit, and whether the sum is what bounds it.
  ///
  /// To the nearest, each value grows by half a unit at most; dithered, the sum stays the same on average.
  private static func factor(greatest: Double, most: Double, sum: Double, count: Int, limit: Int64) -> (
    Float, Bool
  ) {
    guard greatest > 0 else { return (1, false) }
    let single = most / greatest
    if single * sum + 0.5 * Double(count) < margin * Double(limit) { return (rounded(single), false) }
    return (rounded(min(single, margin * Double(limit) / sum)), true)
  }

  /// The power of two at or below a positive number, so that units do not depend on the last bits of a sum.
  private static func rounded(_ factor: Double) -> Float {
    Float(min(max(factor.binade, 0x1p-120), 0x1p120))
  }

  /// Rounds by the factors, and by their halves as often as a sum still reaches its limit.
  private func fit(
    gradients: SharedBuffer<Float>, hessians: SharedBuffer<Float>, count: Int, factors: SIMD2<Float>,
    isDithered: Bool, seed: UInt32, team: ThreadTeam
  ) -> (scale: GradientScale, total: PackedSum) {
    let blocks = (count + Self.blockRows - 1) / Self.blockRows
    let totals = blockTotals.view
    let pairs = pairs.view
    var factors = factors
    while true {
      let used = factors
      team.forEachRange(count, grain: Self.blockRows) { rows, _ in
        let pairs = pairs[rows]
        TreeKernels.roundPairs(
          gradients: gradients[rows], hessians: hessians[rows], first: rows.lowerBound, factors: used,
          isDithered: isDithered, seed: seed, into: pairs)
        totals[rows.lowerBound / Self.blockRows] = TreeKernels.sums(ofPairs: pairs)
      }
      var total = churn_pair_sums(gradient: 0, gradient_size: 0, hessian: 0)
      for block in totals.elements.prefix(blocks) {
        total.gradient += block.gradient
        total.gradient_size += block.gradient_size
        total.hessian += block.hessian
      }
      if total.gradient_size < gradientLimit, total.hessian < hessianLimit {
        return (
          GradientScale(gradientUnit: 1 / Double(used.x), hessianUnit: 1 / Double(used.y)),
          PackedSum(gradient: total.gradient, hessian: total.hessian)
        )
      }
      if total.gradient_size >= gradientLimit { factors.x /= 2 }
      if total.hessian >= hessianLimit { factors.y /= 2 }
    }
  }
}
