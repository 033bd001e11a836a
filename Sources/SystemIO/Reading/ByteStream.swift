/// Bytes that are read from the first to the last, wherever they come from.
public protocol ByteStream: AnyObject {
  /// Fills the buffer as far as there are bytes; fewer than the buffer holds, down to 0, only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int
}

/// The bytes of a file as they are, from the first to the last.
public final class PlainStream: ByteStream {
  private let reader: PlainReader
  private var position = 0

  public init(reader: PlainReader) { self.reader = reader }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    let count =
      try reader.isSeekable ? reader.read(into: buffer, at: position) : reader.readNext(into: buffer)
    position += count
    return count
  }
}
