import Parallel

/// Draws the rows that a tree trains on, and copies their codes so that they lie side by side.
///
/// **Minimal-variance sampling** (Ibragimov and Gusev, "Minimal Variance Sampling in Stochastic Gradient Boosting", 2019):
/// a row is drawn with the chance min(1, √(g² + λh²) / μ) and its derivatives are divided by it, so that all sums stay
/// right in expectation while their variance is the least that a sample of the size can have; μ is such that the
/// sample has about the size asked for.
///
/// Uniform sampling draws every row with the same chance and leaves derivatives as they are.
final class RowSampler {
  enum Method: Sendable, Hashable {
    case all
    case uniform(share: Double)
    case minimalVariance(share: Double)
  }

  private static let blockRows = Derivatives.blockRows
  /// λ: how much hessians count beside gradients.
  private static let hessianShare: Float = 1
  /// Rows that μ is found from: so many stretches of so many rows.
  private static let evaluatedStretches = 512
  private static let evaluatedRows = 64

  private let matrix: BinnedMatrix
  private let derivatives: Derivatives
  private let team: ThreadTeam
  private let method: Method
  private let chances: AlignedArray<Float>
  private let kept: AlignedArray<UInt8>
  private let blockCounts: AlignedArray<Int>
  private var everyCode = AlignedArray<UInt8>(count: 0)
  private let codes = GrowableArray<UInt8>()
  private let gradients = GrowableArray<Float>()
  private let hessians = GrowableArray<Float>()
  private let rows = GrowableArray<UInt32>()
  private var rounded: RoundedDerivatives

  init(_ matrix: BinnedMatrix, derivatives: Derivatives, method: Method, team: ThreadTeam) {
    self.matrix = matrix
    self.derivatives = derivatives
    self.method = method
    self.team = team
    let drawsRows = method != .all
    chances = AlignedArray(count: drawsRows ? matrix.rowCount : 0)
    kept = AlignedArray(count: drawsRows ? matrix.rowCount : 0)
    blockCounts = AlignedArray(count: (matrix.rowCount + Self.blockRows - 1) / Self.blockRows)
    rounded = RoundedDerivatives(capacity: drawsRows ? 0 : matrix.rowCount)
  }

  /// The table's row that row `index` of the last drawn sample is.
  func tableRow(_ index: Int) -> Int { method == .all ? index : Int(rows.view[index]) }

  /// The rows of the next tree with their codes in `variables`, which ascend; valid until the next call.
  func draw(variables: [Int], seed: UInt32) -> TreeRows {
    switch method {
    case .all: return everyRow(variables, seed: seed)
    case .uniform(let share):
      mark(factor: 0, share: Float(share), seed: seed)
      return copyKept(variables, isScaled: false, seed: seed) ?? everyRow(variables, seed: seed)
    case .minimalVariance(let share):
      mark(factor: factor(share: share), share: 0, seed: seed)
      return copyKept(variables, isScaled: true, seed: seed) ?? everyRow(variables, seed: seed)
    }
  }

  /// Every row with all its codes, which are copied once for all trees.
  private func everyRow(_ variables: [Int], seed: UInt32) -> TreeRows {
    let stride = TreeRows.stride(columns: matrix.variableCount)
    if everyCode.count < matrix.rowCount * stride {
      everyCode = AlignedArray(count: matrix.rowCount * stride)
      let view = everyCode.view
      let matrix = matrix
      let columns = (0..<UInt32(matrix.variableCount)).map { $0 }
      team.forEachRange(matrix.rowCount, grain: Self.blockRows) { rows, _ in
        matrix.copy(
          nil, first: rows.lowerBound, count: rows.count, columns: columns, stride: stride,
          to: view[(rows.lowerBound * stride)...])
      }
    }
    if rounded.pairs.count < matrix.rowCount { rounded = RoundedDerivatives(capacity: matrix.rowCount) }
    let (scale, total) = rounded.round(
      gradients: derivatives.gradients.view, hessians: derivatives.hessians.view, count: matrix.rowCount,
      seed: seed, team: team)
    return TreeRows(
      drawn: variables, codes: everyCode.view, columns: variables.map { UInt32($0) }, stride: stride,
      table: matrix, count: matrix.rowCount, pairs: rounded.pairs.view, scale: scale,
      total: total)
  }

  /// 1 / μ for which about `share` of the rows are drawn.
  ///
  /// Found from 512 stretches of 64 rows that lie evenly in the table, their sizes √(g² + λh²) counted by the upper bits
  /// of the number, 128 steps between a number and its double.
  private func factor(share: Double) -> Float {
    let bucketShift: UInt32 = 16
    var counts = [Int32](repeating: 0, count: 1 << 15)
    let (gradients, hessians) = (derivatives.gradients.view, derivatives.hessians.view)
    let isShort = matrix.rowCount <= Self.evaluatedStretches * Self.evaluatedRows
    let stretches = isShort ? 1 : Self.evaluatedStretches
    let length = isShort ? matrix.rowCount : Self.evaluatedRows
    counts.withUnsafeMutableBufferPointer { counts in
      for stretch in 0..<stretches {
        let start = stretch * (matrix.rowCount / stretches)
        for row in start..<start + length {
          let size =
            (gradients[row] * gradients[row] + Self.hessianShare * hessians[row] * hessians[row]).squareRoot()
          counts[Int(size.bitPattern >> bucketShift)] += 1
        }
      }
    }
    let wanted = share * Double(stretches * length)
    // From the largest down: rows at or above μ are drawn for sure, the others in proportion to their size.
    var sizeBelow = 0.0
    for bucket in counts.indices where counts[bucket] > 0 {
      sizeBelow += Double(counts[bucket]) * Self.middle(of: bucket, shift: bucketShift)
    }
    var certain = 0.0
    for bucket in counts.indices.reversed() where counts[bucket] > 0 {
      let middle = Self.middle(of: bucket, shift: bucketShift)
      // With μ just above this bucket the sample has `certain + sizeBelow / μ` rows.
      if certain + sizeBelow / middle >= wanted { return Float((wanted - certain) / sizeBelow) }
      certain += Double(counts[bucket])
      sizeBelow -= Double(counts[bucket]) * middle
    }
    return .greatestFiniteMagnitude
  }

  private static func middle(of bucket: Int, shift: UInt32) -> Double {
    let low = Double(Float(bitPattern: UInt32(bucket) << shift))
    return (low + Double(Float(bitPattern: UInt32(bucket + 1) << shift))) / 2
  }

  /// Draws each row with its chance.
  private func mark(factor: Float, share: Float, seed: UInt32) {
    let derivatives = derivatives
    let chances = chances.view
    let kept = kept.view
    let counts = blockCounts.view
    team.forEachRange(matrix.rowCount, grain: Self.blockRows) { rows, _ in
      counts[rows.lowerBound / Self.blockRows] = TreeKernels.sample(
        gradients: derivatives.gradients.view[rows], hessians: derivatives.hessians.view[rows],
        first: rows.lowerBound, factor: factor, hessianShare: Self.hessianShare, least: share, seed: seed,
        chances: chances[rows], kept: kept[rows])
    }
  }

  /// The drawn rows side by side; nil where there are none.
  private func copyKept(_ variables: [Int], isScaled: Bool, seed: UInt32) -> TreeRows? {
    var starts: [Int] = []
    var count = 0
    for block in blockCounts.view.elements {
      starts.append(count)
      count += block
    }
    guard count > 0 else { return nil }
    let stride = TreeRows.stride(columns: variables.count)
    let columns = variables.map { UInt32($0) }
    let matrix = matrix
    codes.makeRoom(count * stride)
    gradients.makeRoom(count)
    hessians.makeRoom(count)
    rows.makeRoom(count)
    if rounded.pairs.count < count { rounded = RoundedDerivatives(capacity: count + count / 16) }
    let first = starts
    let (kept, chances) = (kept.view, chances.view)
    let (allGradients, allHessians) = (derivatives.gradients.view, derivatives.hessians.view)
    let (codes, gradients, hessians, list) = (codes.view, gradients.view, hessians.view, rows.view)
    team.forEachRange(matrix.rowCount, grain: Self.blockRows) { rows, _ in
      let start = first[rows.lowerBound / Self.blockRows]
      let written = TreeKernels.listKept(kept[rows], first: rows.lowerBound, into: list[start...])
      for index in start..<start + written {
        let row = Int(list[index])
        let weight = isScaled ? 1 / chances[row] : 1
        gradients[index] = allGradients[row] * weight
        hessians[index] = allHessians[row] * weight
      }
      matrix.copy(
        list[start...], first: 0, count: written, columns: columns, stride: stride,
        to: codes[(start * stride)...])
    }
    let (scale, total) = rounded.round(
      gradients: gradients, hessians: hessians, count: count, seed: seed, team: team)
    return TreeRows(
      drawn: variables, codes: codes, columns: columns.indices.map { UInt32($0) }, stride: stride,
      count: count, pairs: rounded.pairs.view, scale: scale, total: total)
  }
}
