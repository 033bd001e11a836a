import CArrow

/// Some rows of a table, as a library has handed them over; given back when the last of its columns is gone.
public struct ArrowRecordBatch: Sendable {
  public let columns: [ArrowColumn]
  public let rowCount: Int
  /// About how many bytes the cells take.
  public let byteCount: Int

  /// Takes over an array of records, whatever comes of it.
  ///
  /// - Throws: ``ArrowError`` where anything in it lies.
  public init(taking array: ArrowArray, fields: [ArrowField]) throws(ArrowError) {
    guard array.release != nil else { throw ArrowError("the rows were released already.") }
    let owner = ArrayOwner(array)
    let record = owner.array
    guard record.length >= 0, record.offset >= 0, record.length <= ArrowColumn.mostRows,
      record.offset <= ArrowColumn.mostRows
    else {
      throw ArrowError("a batch claims \(record.length) rows from row \(record.offset) on.")
    }
    guard record.n_children == fields.count, fields.isEmpty || record.children != nil else {
      throw ArrowError(
        "a batch has \(record.n_children) columns where the schema names \(fields.count).")
    }
    guard record.null_count == 0 || record.n_buffers < 1 || record.buffers?[0] == nil else {
      throw ArrowError("a batch has rows that are missing as a whole.")
    }
    var columns: [ArrowColumn] = []
    for (index, field) in fields.enumerated() {
      guard let child = record.children[index] else {
        throw ArrowError(column: field.name, "a batch lacks the column.")
      }
      columns.append(
        try ArrowColumn(
          child.pointee, type: field.type, name: field.name, skipping: Int(record.offset),
          count: Int(record.length), owner: owner))
    }
    self.columns = columns
    rowCount = Int(record.length)
    byteCount = columns.reduce(0) { $0 + $1.byteCount }
  }
}

extension ArrowRecordBatch {
  private init(_ columns: [ArrowColumn], rowCount: Int) {
    (self.columns, self.rowCount) = (columns, rowCount)
    byteCount = columns.reduce(0) { $0 + $1.byteCount }
  }

  /// The same rows of some columns, in their order.
  public func taking(columns places: [Int]) -> ArrowRecordBatch {
    ArrowRecordBatch(places.map { columns[$0] }, rowCount: rowCount)
  }

  /// Batches of two tables with as many rows, one beside the other; rows are cut where either table's batches end.
  public static func beside(_ left: [ArrowRecordBatch], _ right: [ArrowRecordBatch]) -> [ArrowRecordBatch] {
    var joined: [ArrowRecordBatch] = []
    var (index, used) = (0, 0)
    for batch in left {
      var start = 0
      while start < batch.rowCount, index < right.count {
        let count = min(batch.rowCount - start, right[index].rowCount - used)
        if count > 0 {
          joined.append(
            ArrowRecordBatch(
              batch.columns.map { $0.rows(start..<start + count) }
                + right[index].columns.map { $0.rows(used..<used + count) }, rowCount: count))
        }
        (start, used) = (start + count, used + count)
        if used == right[index].rowCount { (index, used) = (index + 1, 0) }
      }
    }
    return joined
  }
}

/// What a library has handed over, to be given back once.
final class ArrayOwner: @unchecked Sendable {
  private let memory: UnsafeMutablePointer<ArrowArray>

  /// What was handed over.
  var array: ArrowArray { memory.pointee }

  init(_ array: ArrowArray) {
    memory = .allocate(capacity: 1)
    memory.initialize(to: array)
  }

  deinit {
    memory.pointee.release?(memory)
    memory.deallocate()
  }
}
