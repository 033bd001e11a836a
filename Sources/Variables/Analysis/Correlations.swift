import Algebra
import Parallel

/// Correlations between all pairs of variables, from columns that are made block by block.
///
/// Each column has mean 0 and length 1 over all rows, so that the Gram matrix of all columns is the correlation
/// matrix. Missing values stand at the mean and add nothing to any sum.
struct Correlations: Sendable {
  let count: Int
  /// Column-major, symmetric, ones on the diagonal; 0 for a variable without variance.
  let matrix: [Double]

  subscript(row: Int, column: Int) -> Double { matrix[column * count + row] }

  /// What a row's value becomes: `(value − mean) · scale`, and 0 where it is missing.
  struct Scaling: Sendable {
    var mean: Double
    /// 0 for a column without variance.
    var scale: Double
  }

  private static let blockRows = 512
  private static let shares = 16

  /// - Complexity: O(rows · columns²), in parallel over fixed shares of the rows that are added up in order.
  init(_ columns: [SharedBuffer<Float>], scalings: [Scaling], team: ThreadTeam) {
    let count = columns.count
    let rowCount = columns.first?.count ?? 0
    let blocks = (rowCount + Self.blockRows - 1) / Self.blockRows
    let shareRows = max(1, (blocks + Self.shares - 1) / Self.shares) * Self.blockRows
    let shareCount = (rowCount + shareRows - 1) / max(1, shareRows)
    let sums = AlignedArray<Double>(count: max(1, shareCount * count * count))
    let scratch = AlignedArray<Double>(count: team.threadCount * Self.blockRows * max(1, count))
    let (sumView, scratchView) = (sums.view, scratch.view)
    team.forEachRange(rowCount, grain: shareRows) { rows, worker in
      let start = rows.lowerBound / shareRows * count * count
      let gram = sumView[start..<start + count * count]
      let size = Self.blockRows * count
      let block = scratchView[worker * size..<(worker + 1) * size]
      for first in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.blockRows) {
        let length = min(Self.blockRows, rows.upperBound - first)
        for column in 0..<count {
          let source = columns[column][first..<first + length]
          let target = block[column * Self.blockRows..<(column + 1) * Self.blockRows]
          let (mean, scale) = (scalings[column].mean, scalings[column].scale)
          for row in 0..<length {
            let value = (Double(source[row]) - mean) * scale
            target[row] = value == value ? value : 0
          }
        }
        DenseAlgebra.addGram(of: block, rows: length, columns: count, stride: Self.blockRows, to: gram)
      }
    }
    var matrix = [Double](repeating: 0, count: count * count)
    for share in 0..<shareCount {
      for index in 0..<count * count { matrix[index] += sumView[share * count * count + index] }
    }
    // The scaling is by sums in another order; divide by the diagonal so that it is 1 to the bit.
    let lengths = (0..<count).map { matrix[$0 * count + $0].squareRoot() }
    for column in 0..<count {
      for row in column..<count {
        let length = lengths[row] * lengths[column]
        let value =
          row == column ? (length > 0 ? 1 : 0) : length > 0 ? matrix[column * count + row] / length : 0
        matrix[column * count + row] = value
        matrix[row * count + column] = value
      }
    }
    self.count = count
    self.matrix = matrix
  }
}

extension Correlations.Scaling {
  /// The scaling that gives a column mean 0 and length 1, missing values left out.
  init(of column: SharedBuffer<Float>) {
    // Four sums side by side, so that an addition need not wait for the one before.
    var (sums, counts) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
    Self.forEachFour(column) { values in
      let isKnown = values .== values
      sums += values.replacing(with: 0, where: .!isKnown)
      counts += SIMD4<Double>.zero.replacing(with: 1, where: isKnown)
    }
    let (sum, count) = (sums.sum(), counts.sum())
    let mean = count > 0 ? sum / count : 0
    var parts = SIMD4<Double>.zero
    Self.forEachFour(column) { values in
      let distances = (values - mean).replacing(with: 0, where: values .!= values)
      parts += distances * distances
    }
    let squares = parts.sum()
    self.mean = mean
    // Rounding alone must not make a constant look like a variable.
    let isConstant = !(squares > 1e-20 * count * max(1e-20, mean * mean))
    scale = isConstant ? 0 : 1 / squares.squareRoot()
  }

  /// Hands on four values after another; the last four are filled up with NaN.
  @inline(__always)
  private static func forEachFour(_ column: SharedBuffer<Float>, _ body: (SIMD4<Double>) -> Void) {
    var row = 0
    while row + 4 <= column.count {
      body(SIMD4(SIMD4<Float>(column[row], column[row + 1], column[row + 2], column[row + 3])))
      row += 4
    }
    if row < column.count {
      var rest = SIMD4<Double>(repeating: .nan)
      for index in row..<column.count { rest[index - row] = Double(column[index]) }
      body(rest)
    }
  }
}

extension Correlations {
  /// The correlations of some of the variables.
  func part(_ variables: [Int]) -> Correlations {
    var part = [Double](repeating: 0, count: variables.count * variables.count)
    for (column, j) in variables.enumerated() {
      for (row, i) in variables.enumerated() { part[column * variables.count + row] = self[i, j] }
    }
    return Correlations(count: variables.count, matrix: part)
  }

  init(count: Int, matrix: [Double]) {
    self.count = count
    self.matrix = matrix
  }
}
