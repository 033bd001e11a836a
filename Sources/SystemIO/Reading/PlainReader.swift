import Glibc

/// Reads a file at any offset; several threads may do so at once.
public final class PlainReader: Sendable {
  public let path: String
  /// Bytes in the file when it was opened; nil for pipes and devices.
  public let size: Int?
  let descriptor: Int32

  /// Whether bytes can be read at any offset; pipes and devices can only be read on from where they stand.
  public var isSeekable: Bool { size != nil }

  public init(path: String) throws(FileError) {
    let (descriptor, code) = SystemCall.open(path, flags: O_RDONLY)
    guard descriptor >= 0 else { throw FileError.system(.open, path: path, code: code) }
    var status = stat()
    let found = fstat(descriptor, &status) == 0 ? 0 : errno
    let isFolder = status.st_mode & S_IFMT == S_IFDIR
    if found != 0 || isFolder {
      close(descriptor)
      throw FileError.system(isFolder ? .read : .inspect, path: path, code: isFolder ? EISDIR : found)
    }
    self.path = path
    self.descriptor = descriptor
    size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
  }

  deinit { close(descriptor) }

  /// Fills the buffer with the bytes from `offset` on; fewer than it holds only at the file's end.
  public func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) -> Int {
    let (count, code) = SystemCall.read(descriptor, into: buffer, at: offset)
    guard code == 0 else { throw FileError.system(.read, path: path, code: code) }
    return count
  }

  /// Fills the buffer with the bytes that come next in a pipe or device; one thread at a time.
  func readNext(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    let (count, code) = SystemCall.read(descriptor, into: buffer)
    guard code == 0 else { throw FileError.system(.read, path: path, code: code) }
    return count
  }

  /// The whole of a small file.
  ///
  /// - Parameter limit: more bytes than this are an error, and are not read.
  public static func wholeFile(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    let reader = try PlainReader(path: path)
    let stream = PlainStream(reader: reader)
    var bytes: [UInt8] = []
    let expected = min(reader.size ?? 0, limit)
    var block = [UInt8](repeating: 0, count: max(expected + 1, 1 << 12))
    while true {
      let result = block.withUnsafeMutableBytes { buffer in
        Result { () throws(FileError) in try stream.read(into: buffer) }
      }
      let count = try result.get()
      bytes.append(contentsOf: block[..<count])
      if bytes.count > limit {
        throw FileError(
          path: path, problem: .tooLarge(limit: limit), wayOut: "Check that it is the file you mean.")
      }
      if count < block.count { return bytes }
    }
  }
}
