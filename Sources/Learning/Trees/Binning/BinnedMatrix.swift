import Parallel

/// A training table as codes of 8 bits, in blocks of 64 rows.
///
/// A block holds 64 bytes for each variable, one cache line: the codes of its rows in the variable. So a tree is asked
/// of 64 rows at once, and only the variables that it splits on are read. What a tree trains on is copied out
/// of the blocks, row by row; see ``TreeRows``.
final class BinnedMatrix: Sendable {
  static let blockRows = 64
  /// Rows whose values stand for all when bins are laid out.
  static let sampleRows = 200_000
  private static let taskRows = 4096

  let rowCount: Int
  let variableCount: Int
  let bins: [VariableBins]
  /// Variable v's codes of block b stand at `(b * variableCount + v) * 64`; missing rows of the last block have code 0.
  let codes: AlignedArray<UInt8>

  /// Trains the bins of each variable but those whose `edges` are given by name, and codes every value.
  ///
  /// - Parameter given: the bins of all variables, where they are those of another table.
  /// - Complexity: O(rows · variables), shared by the team.
  init(
    _ set: TrainingSet, binLimit: Int, edges: [String: [Float]] = [:], bins given: [VariableBins]? = nil,
    team: ThreadTeam
  ) {
    let rowCount = set.rowCount
    let variableCount = set.variables.count
    self.rowCount = rowCount
    self.variableCount = variableCount

    let bins =
      given
      ?? team.map(variableCount) { variable, _ in
        VariableBins(
          column: set.matrix.column(variable), kind: set.variables[variable].kind, limit: binLimit,
          edges: edges[set.variables[variable].name])
      }
    self.bins = bins
    let coders = bins.map { BinCoder($0) }

    let width = Self.blockRows
    let codes = AlignedArray<UInt8>(count: (rowCount + width - 1) / width * width * variableCount)
    let view = codes.view
    let columns = (0..<variableCount).map { set.matrix.column($0) }
    team.forEachRange(rowCount, grain: Self.taskRows) { rows, _ in
      for variable in 0..<variableCount {
        for start in stride(from: rows.lowerBound, to: rows.upperBound, by: width) {
          coders[variable].code(
            columns[variable][start..<min(start + width, rows.upperBound)],
            into: view[(start * variableCount + variable * width)...])
        }
      }
    }
    self.codes = codes
  }

  /// The code of a row in a variable.
  func code(row: Int, variable: Int) -> UInt8 {
    let block = row / Self.blockRows
    return codes.view[(block * variableCount + variable) * Self.blockRows + row % Self.blockRows]
  }

  /// Copies the codes of `count` rows in `columns` so that a row's stand side by side, `stride` bytes from row to row.
  ///
  /// - Parameter rows: the rows; nil for those from `first` on.
  func copy(
    _ rows: SharedBuffer<UInt32>?, first: Int, count: Int, columns: [UInt32], stride: Int,
    to copies: SharedBuffer<UInt8>
  ) {
    TreeKernels.copyRows(
      ofBlocks: codes.view, variableCount: variableCount, rows: rows, first: first, count: count,
      columns: columns, stride: stride, to: copies)
  }
}
