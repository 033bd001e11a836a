import Arrow
import Parallel

/// A table of Arrow batches that another program holds in memory.
public struct ArrowTable: Sendable {
  /// What messages call it, and by which ``ColumnSources/memory(_:)`` finds it.
  public let name: String
  public let fields: [ArrowField]
  public let rowCount: Int
  fileprivate let batches: [ArrowRecordBatch]

  /// Reads a stream to its end; the cells stay where they are.
  ///
  /// - Parameter further: a stream of further columns, with a row for each of the first one's.
  /// - Throws: ``TableError`` with what the other program says, or where the streams do not fit each other.
  public init(_ stream: ArrowStream, beside further: ArrowStream? = nil, name: String) throws(TableError) {
    let batches = try ArrowTable.batches(of: stream, name)
    self.name = name
    rowCount = batches.reduce(0) { $0 + $1.rowCount }
    guard let further else {
      (fields, self.batches) = (stream.fields, batches)
      return
    }
    let others = try ArrowTable.batches(of: further, name)
    let count = others.reduce(0) { $0 + $1.rowCount }
    guard count == rowCount else {
      throw TableError(
        file: name,
        message: "it has \(rowCount) rows, and the columns that are given beside it have \(count).")
    }
    fields = stream.fields + further.fields
    self.batches = ArrowRecordBatch.beside(batches, others)
  }

  private static func batches(of stream: ArrowStream, _ name: String) throws(TableError) -> [ArrowRecordBatch]
  {
    var batches: [ArrowRecordBatch] = []
    do {
      while let batch = try stream.next() { batches.append(batch) }
    } catch {
      throw TableError(file: name, column: error.column, message: error.message)
    }
    return batches
  }
}

extension ColumnSources {
  /// A table in memory, by its name; all other names are those of files.
  public static func memory(_ table: ArrowTable) -> ColumnSources {
    ColumnSources(
      find: { try $0 == table.name ? [$0] : files.find($0) },
      open: { try $0 == table.name ? ArrowSource(MemoryOrigin(table: table)) : files.open($0) })
  }
}

/// The rows of a table in memory.
private struct MemoryOrigin: ArrowOrigin {
  let table: ArrowTable
  var name: String { table.name }
  var fields: [ArrowField] { table.fields }
  let isRepeatable = true
  let isInMemory = true

  func read(_ columns: [Int]?, rows: Range<Int>?, months: MonthFilter?) -> any ArrowBatches {
    ListedBatches(table.batches, columns)
  }

  func digest(team: ThreadTeam) -> FileDigest? { FileDigest() }
}

/// Batches of a list from the first one on; not for two threads at a time.
final class ListedBatches: ArrowBatches, @unchecked Sendable {
  private let batches: [ArrowRecordBatch]
  private let columns: [Int]?
  private var index = 0

  /// - Parameter columns: those that are wanted, in this order; nil: all.
  init(_ batches: [ArrowRecordBatch], _ columns: [Int]?) {
    (self.batches, self.columns) = (batches, columns)
  }

  func next() -> ArrowRecordBatch? {
    guard index < batches.count else { return nil }
    defer { index += 1 }
    return columns.map { batches[index].taking(columns: $0) } ?? batches[index]
  }
}
