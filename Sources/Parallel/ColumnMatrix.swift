/// A matrix of Float32 stored column after column; NaN stands for a missing value.
///
/// A value type with shared storage: copies are cheap and a copy that is written to gets storage of its own.
/// Each column starts at a cache line.
public struct ColumnMatrix: Sendable {
  public let rowCount: Int
  public let columnCount: Int
  /// Elements from the start of one column to the start of the next.
  public let columnStride: Int
  private var storage: AlignedArray<Float>

  /// Makes a matrix of zeros.
  public init(rowCount: Int, columnCount: Int) {
    precondition(rowCount >= 0 && columnCount >= 0, "A matrix cannot have a negative size.")
    self.rowCount = rowCount
    self.columnCount = columnCount
    columnStride = (rowCount + 15) / 16 * 16
    storage = AlignedArray(count: columnStride * columnCount, isUsedWhole: true)
  }

  /// Makes a matrix from columns of equal length.
  public init(columns: [[Float]]) {
    self.init(rowCount: columns.first?.count ?? 0, columnCount: columns.count)
    for (index, column) in columns.enumerated() {
      precondition(column.count == rowCount, "All columns of a matrix have the same length.")
      let target = self.column(index)
      for row in 0..<rowCount { target[row] = column[row] }
    }
  }

  /// The value at a row and a column.
  public subscript(row: Int, column: Int) -> Float {
    get {
      precondition(row >= 0 && row < rowCount && column >= 0 && column < columnCount)
      return storage.view[column * columnStride + row]
    }
    set {
      precondition(row >= 0 && row < rowCount && column >= 0 && column < columnCount)
      makeUnique()
      storage.view[column * columnStride + row] = newValue
    }
  }

  /// One column for reading; valid while this matrix lives.
  public func column(_ index: Int) -> SharedBuffer<Float> {
    precondition(index >= 0 && index < columnCount)
    return storage.view[index * columnStride..<index * columnStride + rowCount]
  }

  /// All columns for writing by several threads in disjoint parts.
  ///
  /// Element (row, column) stands at `column * columnStride + row`.
  public mutating func withMutableStorage<Result>(_ body: (SharedBuffer<Float>) throws -> Result) rethrows
    -> Result
  {
    makeUnique()
    return try body(storage.view)
  }

  /// All columns for reading; valid inside `body` only.
  public func withStorage<Result>(_ body: (SharedBuffer<Float>) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(storage) { try body(storage.view) }
  }

  /// The same values in memory of their own, which no other matrix shares.
  public func copy() -> ColumnMatrix {
    var copy = self
    copy.makeUnique()
    return copy
  }

  private mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&storage) {
      let copy = AlignedArray<Float>(count: storage.count)
      copy.view.copy(from: storage.view)
      storage = copy
    }
  }
}
