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

  public func write(_ bytes: [UInt8]) throws(FileError) { self.bytes += bytes }
}
