/// A view of some rows of a column-major table of Float32; NaN stands for a missing value.
///
/// The view does not keep the memory alive; its owner must outlive it.
public struct ColumnBlock: Sendable {
  /// Element (row, column) stands at `column * columnStride + row`.
  public let values: SharedBuffer<Float>
  public let rowCount: Int
  public let columnCount: Int
  public let columnStride: Int

  public init(values: SharedBuffer<Float>, rowCount: Int, columnCount: Int, columnStride: Int) {
    precondition(rowCount >= 0 && columnCount >= 0 && columnStride >= rowCount)
    precondition(columnCount == 0 || (columnCount - 1) * columnStride + rowCount <= values.count)
    self.values = values
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.columnStride = columnStride
  }

  /// The value at a row and a column.
  @inlinable
  public subscript(row: Int, column: Int) -> Float { values[column * columnStride + row] }

  /// Some rows of a column.
  @inlinable
  public func column(_ index: Int, _ rows: Range<Int>) -> SharedBuffer<Float> {
    let start = index * columnStride
    // A range whose ends are in order stays in order when it is moved.
    return values[
      Range(uncheckedBounds: (start &+ rows.lowerBound, start &+ rows.upperBound))]
  }

  /// One row, whose memory is the block's.
  @inlinable
  public func row(_ index: Int) -> RowView { RowView(values: values[index...], stride: columnStride) }

  /// The rows `range` as a view of their own.
  public func rows(_ range: Range<Int>) -> ColumnBlock {
    precondition(range.lowerBound >= 0 && range.upperBound <= rowCount)
    return ColumnBlock(
      values: values[range.lowerBound..<values.count], rowCount: range.count, columnCount: columnCount,
      columnStride: columnStride)
  }
}

/// A view of one row of a table; the value of column c stands at `c * stride`.
public struct RowView: Sendable {
  public let values: SharedBuffer<Float>
  /// Elements from one value to the next.
  public let stride: Int

  @inlinable
  public init(values: SharedBuffer<Float>, stride: Int) {
    self.values = values
    self.stride = stride
  }

  /// The value of a column.
  @inlinable
  public subscript(column: Int) -> Float { values[column * stride] }
}

extension ColumnMatrix {
  /// The whole matrix as a view; valid inside `body` only.
  public func withBlock<Result>(_ body: (ColumnBlock) throws -> Result) rethrows -> Result {
    try withStorage {
      try body(
        ColumnBlock(values: $0, rowCount: rowCount, columnCount: columnCount, columnStride: columnStride))
    }
  }
}
