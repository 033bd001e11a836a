import Numerics
import Scoring

/// First and second derivatives of the log-loss per row, as whole numbers.
///
/// With p = probability(margin): gradient = weight · (p − label), hessian = weight · p · (1 − p), each rounded to
/// a multiple of a power of two: the gradients to 30 bits below the largest weight, the hessians as finely as
/// their sum over all rows leaves room for in a ``GradientSum``.
final class Gradients: Sendable {
  /// The rounded derivatives of one row.
  struct Pair: BitwiseCopyable {
    var gradient: Int32
    var hessian: Int32
  }

  private static let gradientBits = 30
  /// Bits that the sum of hessians may fill.
  private static let hessianSumBits = 63 - Int(GradientSum.rowBits)
  private static let blockRows = 8192

  private let labels: [Float]
  private let weights: [Float]?
  /// A power of two not below the largest weight.
  private let weightUnit: Double
  private let pairs: AlignedArray<Pair>
  private let exactHessians: AlignedArray<Float>
  private let blockLosses: AlignedArray<Double>
  private let blockHessians: AlignedArray<Int64>
  private let weightSum: Double

  init(_ set: TrainingSet) {
    labels = set.labels
    weights = set.weights
    let largest = Double(set.weights?.max() ?? 1)
    weightUnit = largest == largest.binade ? largest : largest.binade * 2
    pairs = AlignedArray(count: set.rowCount)
    exactHessians = AlignedArray(count: set.rowCount)
    let blocks = (set.rowCount + Self.blockRows - 1) / Self.blockRows
    blockLosses = AlignedArray(count: blocks)
    blockHessians = AlignedArray(count: blocks)
    let sums = set.weightSums()
    weightSum = sums.kept + sums.lost
  }

  /// The derivatives of each row since the last ``update(margins:team:)``.
  var rows: SharedBuffer<Pair> { pairs.view }

  /// Computes the derivatives at `margins`.
  ///
  /// - Returns: what the whole numbers are worth, and the mean log-loss.
  func update(margins: SharedBuffer<Double>, team: ThreadTeam) -> (scale: GradientScale, loss: Double) {
    let pairs = pairs.view
    let exactHessians = exactHessians.view
    let gradientFactor = Double(1 << Self.gradientBits)
    team.forEachRange(labels.count, grain: Self.blockRows) { rows, _ in
      var loss = 0.0
      var hessianSum: Int64 = 0
      for row in rows {
        let weight = self.weights.map { Double($0[row]) / self.weightUnit } ?? 1
        let label = Double(self.labels[row])
        let probability = Scorer.probability(ofMargin: margins[row])
        let hessian = Float(weight * probability * (1 - probability))
        loss += weight * logLoss(margin: margins[row], label: label)
        pairs[row].gradient = Int32((weight * (probability - label) * gradientFactor).rounded())
        exactHessians[row] = hessian
        hessianSum += Int64(hessian * 0x1p32)
      }
      self.blockLosses.view[rows.lowerBound / Self.blockRows] = loss
      self.blockHessians.view[rows.lowerBound / Self.blockRows] = hessianSum
    }
    let total = blockHessians.view.elements.reduce(Int64(0), +)
    // A hessian is rounded up by half a unit at most, and cut to whole 2⁻³² before.
    let bound = Double(total) * 0x1p-32 + Double(labels.count) * 0x1p-31
    var bits = 30
    while bits > 0, bound * Double(1 << bits) + Double(labels.count) >= Double(1 << Self.hessianSumBits) {
      bits -= 1
    }
    let hessianFactor = Float(1 << bits)
    team.forEachRange(labels.count, grain: Self.blockRows) { rows, _ in
      for row in rows { pairs[row].hessian = Int32((exactHessians[row] * hessianFactor).rounded()) }
    }
    let scale = GradientScale(
      gradientUnit: weightUnit / gradientFactor, hessianUnit: weightUnit / Double(hessianFactor))
    return (scale, blockLosses.view.elements.reduce(0, +) * weightUnit / weightSum)
  }
}
