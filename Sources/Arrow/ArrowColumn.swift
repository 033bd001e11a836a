import CArrow

/// The cells of one column of an ``ArrowRecordBatch``, which lives as long as any of its columns.
///
/// Everything that a cell points to has been checked; rows are counted from the batch's first.
public struct ArrowColumn: @unchecked Sendable {
  public let type: ArrowType
  public private(set) var count: Int
  /// About how many bytes the cells take.
  public private(set) var byteCount: Int
  /// Where the first row stands in the buffers.
  @usableFromInline private(set) var start: Int
  /// A bit for each row, 1 where there is a value; nil: all have one.
  @usableFromInline let validity: UnsafePointer<UInt8>?
  /// Values, or where they are.
  @usableFromInline let values: UnsafeRawPointer
  /// The texts of a column of texts, or of numbers of a dictionary's texts; nil for others.
  public private(set) var texts: ArrowTexts?
  private let textBuffers: TextBuffers?
  private let dictionary: Dictionary?
  private let owner: ArrayOwner

  /// No batch has more rows, so that no sum of them can overflow.
  static let mostRows: Int64 = 1 << 40

  private final class Dictionary: Sendable {
    let column: ArrowColumn
    init(_ column: ArrowColumn) { self.column = column }
  }

  /// Checks the buffers of an array that a batch holds.
  ///
  /// - Parameters:
  ///   - skipped: rows of the array that are not the batch's.
  ///   - owner: what the array belongs to.
  init(
    _ array: ArrowArray, type: ArrowType, name: String, skipping skipped: Int, count: Int, owner: ArrayOwner
  ) throws(ArrowError) {
    let check = ArrayCheck(array: array, name: name, skipped: skipped, count: count)
    let buffers = try check.buffers(of: type)
    (self.type, self.count, self.owner) = (type, count, owner)
    (start, validity, values) = (buffers.start, buffers.validity, buffers.values)
    byteCount = buffers.byteCount
    guard case .dictionary(let bytes, _, let valueType) = type, count > 0 else {
      dictionary = nil
      guard case .text(let layout) = type else {
        (texts, textBuffers) = (nil, nil)
        return
      }
      let memory = TextBuffers(buffers.texts)
      (texts, textBuffers) = (ArrowTexts(buffers, layout: layout, memory: memory), memory)
      return
    }
    let array = try check.dictionary()
    let levels = try ArrowColumn(
      array, type: valueType, name: name, skipping: 0, count: Int(array.length), owner: owner)
    dictionary = Dictionary(levels)
    var texts = levels.texts
    texts?.indices = ArrowTexts.Indices(
      start: buffers.start, validity: buffers.validity, values: buffers.values, bytes: bytes)
    (self.texts, textBuffers) = (texts, nil)
    try check.indices(of: self, below: Int(array.length))
  }

  /// The text of a row; nil where it is missing, or the column is not of texts. For single cells: loops take ``texts`` while they hold
  /// the column.
  public func text(_ row: Int) -> String? {
    precondition(row >= 0 && row < count, "A row outside the batch.")
    // The places in memory are the column's, which could be let go of before they are read.
    return withExtendedLifetime(self) { texts?[row].map { String(decoding: $0, as: UTF8.self) } }
  }

  /// Some of the rows.
  func rows(_ rows: Range<Int>) -> ArrowColumn {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= count, "Rows outside the batch.")
    var part = self
    (part.start, part.count) = (start + rows.lowerBound, rows.count)
    part.byteCount = byteCount / max(1, count) * rows.count
    part.texts = texts?.dropping(first: rows.lowerBound)
    return part
  }

  // MARK: Cells

  /// Whether any cell may be empty.
  @inlinable public var hasNulls: Bool { validity != nil }

  /// Whether a cell is empty; a dictionary's value may be so too, see ``resolved(_:)``.
  @inlinable @inline(__always)
  public func isNull(_ row: Int) -> Bool {
    guard let validity else { return false }
    let bit = start &+ row
    return validity[bit >> 3] >> UInt8(truncatingIfNeeded: bit & 7) & 1 == 0
  }

  /// A cell's value in memory; its type must be as wide as the column's.
  @inlinable @inline(__always)
  public func value<Value: BitwiseCopyable>(_ row: Int, as type: Value.Type) -> Value {
    assert(row >= 0 && row < count, "Row outside the batch.")
    return values.loadUnaligned(
      fromByteOffset: (start &+ row) &* MemoryLayout<Value>.size, as: Value.self)
  }

  /// The column of values and the row there, where cells are numbers of a dictionary; this one and the same row for others.
  public func resolved(_ row: Int) -> (column: ArrowColumn, row: Int) {
    guard let dictionary, !isNull(row), case .dictionary(let bytes, let isSigned, _) = type else {
      return (self, row)
    }
    return (dictionary.column, Int(truncatingIfNeeded: whole(row, bytes: bytes, isSigned: isSigned)))
  }

  /// Whether cells are numbers of the values of a dictionary.
  public var isDictionary: Bool { dictionary != nil }

  /// How many values its dictionary has; 0 where it has none.
  public var levelCount: Int { dictionary?.column.count ?? 0 }

  /// A whole number of some bytes; unsigned ones of 8 bytes keep their bits.
  func whole(_ row: Int, bytes: Int, isSigned: Bool) -> Int64 {
    switch (bytes, isSigned) {
    case (1, true): Int64(value(row, as: Int8.self))
    case (1, false): Int64(value(row, as: UInt8.self))
    case (2, true): Int64(value(row, as: Int16.self))
    case (2, false): Int64(value(row, as: UInt16.self))
    case (4, true): Int64(value(row, as: Int32.self))
    case (4, false): Int64(value(row, as: UInt32.self))
    default: value(row, as: Int64.self)
    }
  }

  /// Whether a bit of a column of truths is set.
  func truth(_ row: Int) -> Bool {
    let bit = start + row
    return values.load(fromByteOffset: bit >> 3, as: UInt8.self) >> UInt8(bit & 7) & 1 == 1
  }

  /// A decimal's whole number, of which the last digits are decimals.
  func unscaled(_ row: Int, bytes: Int) -> Int128 {
    switch bytes {
    case 4: return Int128(value(row, as: Int32.self))
    case 8: return Int128(value(row, as: Int64.self))
    default:
      let position = (start + row) * 16
      let low = values.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      let high = values.loadUnaligned(fromByteOffset: position + 8, as: Int64.self)
      return Int128(high) << 64 | Int128(low)
    }
  }
}
