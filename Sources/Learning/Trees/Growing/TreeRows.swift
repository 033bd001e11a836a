import CKernels
import Parallel

/// The rows that one tree learns from: their codes and rounded derivatives, numbered from 0.
///
/// A row's codes stand side by side, padded to a multiple of 16 bytes: a node whose rows lie far apart waits for memory
/// once per row and not once per value.
struct TreeRows: Sendable {
  /// The variables that the tree may ask for, ascending.
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
  ///   - list: the rows' numbers, `count` of them.
  ///   - goesLeft: 256 bytes of 0 or 1.
  ///   - left, right: room for `count` rows each.
  /// - Returns: the number of rows that go left.
  func divide(
    _ list: UnsafePointer<UInt32>, count: Int, by variable: Int, goesLeft: [UInt8],
    left: UnsafeMutablePointer<UInt32>, right: UnsafeMutablePointer<UInt32>
  ) -> Int {
    if let table {
      // 64 rows' codes in one cache line, where the rows' own lines hold one each.
      return churn_divide_rows_of_blocks(
        table.codes.view.base + variable * BinnedMatrix.blockRows,
        table.variableCount * BinnedMatrix.blockRows, list, count, goesLeft, left, right)
    }
    let place = drawn.firstIndex(of: variable).map { Int(columns[$0]) } ?? 0
    return churn_divide_rows(codes.base + place, stride, list, count, goesLeft, left, right)
  }

  /// Adds the derivatives of rows to a histogram, or in each bin of each drawn variable the number of rows.
  ///
  /// - Parameter rows: the rows' numbers; nil for the rows `range` themselves.
  func add(
    _ range: Range<Int>, of rows: SharedBuffer<UInt32>?, to histogram: UnsafeMutablePointer<Int64>,
    layout: HistogramLayout, countsRows: Bool
  ) {
    let list = rows.map { UnsafePointer($0.base + range.lowerBound) }
    churn_tree_histogram(
      codes.base, stride, list, range.lowerBound, range.count, countsRows ? nil : pairs.base, columns,
      layout.drawnStarts, columns.count, histogram)
    if !countsRows, !layout.counted.isEmpty {
      churn_tree_histogram(
        codes.base, stride, list, range.lowerBound, range.count, nil, layout.counted.map { columns[$0] },
        layout.countedStarts, layout.counted.count, histogram)
    }
  }
}
