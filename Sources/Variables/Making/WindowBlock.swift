import Parallel

/// The windows of some hundred rows, turned so that each month of each column lies together.
///
/// Row `r` of month `t−k` of a source column stands in `plane(column, k)[r]`; NaN is missing. Recipes then are plain
/// loops over rows, which the compiler turns into vector instructions. One block fits a core's cache.
final class WindowBlock: @unchecked Sendable {
  /// Rows of a full block.
  static let rows = 512
  /// Room of a plane; not a power of two, so that planes do not fight for the same cache sets.
  static let planeStride = rows + 16

  let window: Int
  private let planes: AlignedArray<Float>
  /// Number of the customer's first month in the window, counted back from the snapshot month: `k` of `t−k`.
  let firstSeen: AlignedArray<Int32>
  /// Whether it is known that the customer was not there in the month before the first one.
  let isNew: AlignedArray<UInt8>
  /// Codes of text columns in the snapshot month; 0 is missing.
  let codes: AlignedArray<UInt32>
  /// Month index of each row's snapshot.
  let months: AlignedArray<Int32>
  /// Memory for functions of several steps.
  let scratch: AlignedArray<Float>

  init(columns: Int, texts: Int, window: Int) {
    self.window = window
    planes = AlignedArray(count: max(1, columns) * window * WindowBlock.planeStride)
    firstSeen = AlignedArray(count: WindowBlock.planeStride)
    isNew = AlignedArray(count: WindowBlock.planeStride)
    codes = AlignedArray(count: max(1, texts) * WindowBlock.planeStride)
    months = AlignedArray(count: WindowBlock.planeStride)
    scratch = AlignedArray(count: 4 * WindowBlock.planeStride)
  }

  /// All months of a source column: row `r` of month `t − back` stands at `back · planeStride + r`.
  func wholeWindow(_ column: Int) -> SharedBuffer<Float> {
    let size = window * WindowBlock.planeStride
    return planes.view[column * size..<(column + 1) * size]
  }

  /// Month `t − back` of a source column.
  @inline(__always)
  func plane(_ column: Int, _ back: Int) -> SharedBuffer<Float> {
    let start = (column * window + back) * WindowBlock.planeStride
    return planes.view[start..<start + WindowBlock.rows]
  }
}
