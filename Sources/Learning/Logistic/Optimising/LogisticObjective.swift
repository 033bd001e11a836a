import Algebra
import Parallel
import Scoring

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The penalised log-loss of a logistic regression with its first two derivatives.
///
///     f(β) = Σ weight · log-loss + l2/2 · Σ over j > 0 of βⱼ²
///
/// Rows are taken in blocks of fixed size that are dealt into shares of fixed number; a share is summed by one
/// thread in the order of its blocks and the shares are added in order, so threads do not matter.
struct LogisticObjective: Sendable {
  /// Value, gradient and lower triangle of the Hessian (column-major) at a point.
  struct Point: Sendable {
    var value: Double
    /// The log-loss without the penalty.
    var logLoss: Double
    var gradient: [Double]
    /// Empty where it was not asked for.
    var hessian: [Double]
    /// Σ weight · p · (1 − p), which is close to 0 where the classes are separated.
    var curvature: Double
  }

  private static let blockRows = 512
  /// Bytes that the shares' Hessians may take together.
  private static let hessianBytes = 1 << 28

  let design: LogisticDesign
  let l2: Double
  /// Known parts of the rows' log odds, which no coefficient multiplies; nil for none.
  var offsets: [Double]?
  let team: ThreadTeam

  init(design: LogisticDesign, l2: Double, offsets: [Double]? = nil, team: ThreadTeam) {
    self.design = design
    self.l2 = l2
    self.offsets = offsets
    self.team = team
  }

  /// Computes value and derivatives at `coefficients`.
  ///
  /// - Parameter withHessian: without it the time is that of reading the rows.
  /// - Complexity: O(rows · columns²), or O(rows · columns) without the Hessian.
  func point(at coefficients: [Double], withHessian: Bool = true) -> Point {
    let columns = design.columnCount
    let rowCount = design.set.rowCount
    let blocks = (rowCount + Self.blockRows - 1) / Self.blockRows
    let hessianSize = withHessian ? columns * columns : 0
    let shareCount = min(blocks, max(2, min(64, Self.hessianBytes / max(8, hessianSize * 8))))
    let shareRows = (blocks + shareCount - 1) / shareCount * Self.blockRows
    // Per share: the Hessian, the gradient, log-loss and curvature.
    let shareSize = hessianSize + columns + 2
    let sums = AlignedArray<Double>(count: shareCount * shareSize)
    let sumView = sums.view
    let blockSize = Self.blockRows * columns
    let scratchSize = (withHessian ? 2 : 1) * blockSize + 2 * Self.blockRows + columns
    let scratch = AlignedArray<Double>(count: team.threadCount * scratchSize)
    let scratchView = scratch.view
    team.forEachRange(rowCount, grain: shareRows) { rows, worker in
      let start = rows.lowerBound / shareRows * shareSize
      let own = sumView[start..<start + shareSize]
      let memory = scratchView[worker * scratchSize..<(worker + 1) * scratchSize]
      for first in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.blockRows) {
        let block = first..<min(first + Self.blockRows, rows.upperBound)
        addBlock(block, coefficients: coefficients, withHessian: withHessian, memory: memory, to: own)
      }
    }
    var total = [Double](repeating: 0, count: shareSize)
    for share in 0..<shareCount {
      for index in 0..<shareSize { total[index] += sumView[share * shareSize + index] }
    }
    var gradient = Array(total[hessianSize..<hessianSize + columns])
    var hessian = Array(total[..<hessianSize])
    let logLoss = total[shareSize - 2]
    var value = logLoss
    for column in 1..<max(1, columns) {
      value += l2 / 2 * coefficients[column] * coefficients[column]
      gradient[column] += l2 * coefficients[column]
      if withHessian { hessian[column * columns + column] += l2 }
    }
    return Point(
      value: value, logLoss: logLoss, gradient: gradient, hessian: hessian, curvature: total[shareSize - 1])
  }

  /// Adds what a block of rows contributes to the sums of its share.
  private func addBlock(
    _ rows: Range<Int>, coefficients: [Double], withHessian: Bool, memory: SharedBuffer<Double>,
    to sums: SharedBuffer<Double>
  ) {
    let columns = design.columnCount
    let stride = Self.blockRows
    let count = rows.count
    let blockSize = stride * columns
    let x = memory[0..<blockSize]
    let margins = memory[blockSize..<blockSize + stride]
    let residuals = memory[blockSize + stride..<blockSize + 2 * stride]
    let beta = memory[blockSize + 2 * stride..<blockSize + 2 * stride + columns]
    for column in 0..<columns { beta[column] = coefficients[column] }

    design.write(rows: rows, into: x, stride: stride)
    DenseAlgebra.multiply(x, rows: count, columns: columns, stride: stride, by: beta, into: margins)
    if let offsets {
      for index in 0..<count { margins[index] += offsets[rows.lowerBound + index] }
    }
    var logLoss = 0.0
    var curvature = 0.0
    // `margins` becomes √(weight · p · (1 − p)) in place. One exponential serves probability and log-loss: with
    // e = exp(−|m|), p = 1 / (1 + e) or e / (1 + e), and the log-loss is max(m, 0) − label · m + log(1 + e).
    design.set.labels.withUnsafeBufferPointer { labels in
      for index in 0..<count {
        let row = rows.lowerBound + index
        let weight = design.set.weights.map { Double($0[row]) } ?? 1
        let label = Double(labels[row])
        let margin = margins[index]
        let power = exp(-margin.magnitude)
        let share = 1 / (1 + power)
        let probability = margin >= 0 ? share : power * share
        let bend = weight * power * share * share
        logLoss += weight * (max(margin, 0) - margin * label + log1p(power))
        curvature += bend
        residuals[index] = weight * (probability - label)
        margins[index] = bend.squareRoot()
      }
    }
    let gradient = sums[sums.count - 2 - columns..<sums.count - 2]
    if withHessian {
      let scaled = memory[blockSize + 2 * stride + columns..<2 * blockSize + 2 * stride + columns]
      for column in 0..<columns {
        let from = x[(column * stride)...]
        let to = scaled[(column * stride)...]
        for index in 0..<count { to[index] = from[index] * margins[index] }
      }
      let gram = sums[0..<columns * columns]
      DenseAlgebra.addGram(of: scaled, rows: count, columns: columns, stride: stride, to: gram)
    }
    DenseAlgebra.addTransposed(
      x, rows: count, columns: columns, stride: stride, times: residuals, to: gradient)
    sums[sums.count - 2] += logLoss
    sums[sums.count - 1] += curvature
  }
}
