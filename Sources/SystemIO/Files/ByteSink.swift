/// Takes bytes one after the other: a file, or memory.
public protocol ByteSink: AnyObject {
  /// Adds bytes.
  func write(_ bytes: [UInt8]) throws(FileError)
}

extension AtomicFile: ByteSink {}

/// Keeps what is written in memory, for small files that are made in parallel and written in order.
public final class ByteCollector: ByteSink {
  /// All that was written.
  public private(set) var bytes: [UInt8] = []

  public init() {}

  /// A small table as CSV; what is no text is formatted by the caller. No text is run as a formula, and numbers are numbers.
  public static func table(header: [String], rows: [[String]]) throws(FileError) -> [UInt8] {
    let collector = ByteCollector()
    let writer = CSVWriter(to: collector, neutralisesFormulas: true)
    try writer.row(header)
    for row in rows {
      for cell in row { if Double(cell) != nil { writer.number(cell) } else { writer.text(cell) } }
      try writer.endRow()
    }
    return collector.bytes
  }

  public func write(_ bytes: [UInt8]) throws(FileError) { self.bytes += bytes }
}
