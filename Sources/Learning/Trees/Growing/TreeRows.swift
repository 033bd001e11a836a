import Parallel

/// The rows that one tree trains on: their codes and rounded derivatives, numbered from 0.
///
/// A row's codes stand side by side, padded to a multiple of 16 bytes: a node whose rows lie far apart waits for memory
/// once per row and not once per value.
struct TreeRows: Sendable {
  /// The variables that the tree may split on, ascending.
  var drawn: [Int]
  /// Row r's codes stand at `r * stride`.
  var codes: SharedBuffer<UInt8>
  /// Where in a row the code of each drawn variable stands.
  var columns: [UInt32]
  var stride: Int
  /// The table that the rows are all of, in its order; nil where they are a copy of some.
  var table: BinnedMatrix?
  var count: Int
  var pairs: SharedBuffer<UInt32>
  var scale: GradientScale
  /// Sum over all rows.
  var total: PackedSum

  /// Bytes from one row to the next for so many variables.
  static func stride(columns: Int) -> Int { max(16, (columns + 15) / 16 * 16) }

  /// Divides rows in two by a drawn variable, keeping their order.
  ///
  /// - Parameters:
  ///   - list: the rows' numbers.
  ///   - goesLeft: 256 bytes of 0 or 1.
  ///   - left, right: room for all rows each.
  /// - Returns: the number of rows that go left.
  func divide(
    _ list: SharedBuffer<UInt32>, by variable: Int, goesLeft: [UInt8], left: SharedBuffer<UInt32>,
    right: SharedBuffer<UInt32>
  ) -> Int {
    if let table {
      // 64 rows' codes in one cache line, where the rows' own lines hold one each.
      return TreeKernels.divide(
        list, codesInBlocks: table.codes.view[(variable * BinnedMatrix.blockRows)...],
        stride: table.variableCount * BinnedMatrix.blockRows, goesLeft: goesLeft, left: left, right: right)
    }
    let index = drawn.firstIndex(of: variable).map { Int(columns[$0]) } ?? 0
    return TreeKernels.divide(
      list, codes: codes[index...], stride: stride, goesLeft: goesLeft, left: left, right: right)
  }

  /// Adds the derivatives of rows to a histogram, or in each bin of each drawn variable the number of rows.
  ///
  /// - Parameter rows: the rows' numbers; nil for the rows `range` themselves.
  func add(
    _ range: Range<Int>, of rows: SharedBuffer<UInt32>?, to histogram: SharedBuffer<Int64>,
    layout: HistogramLayout, countsRows: Bool
  ) {
    TreeKernels.addToHistogram(
      histogram, starts: layout.drawnStarts, codes: codes, stride: stride, columns: columns, rows: rows,
      range: range, pairs: countsRows ? nil : pairs)
    if !countsRows, !layout.counted.isEmpty {
      TreeKernels.addToHistogram(
        histogram, starts: layout.countedStarts, codes: codes, stride: stride,
        columns: layout.counted.map { columns[$0] }, rows: rows, range: range, pairs: nil)
    }
  }
}
