import CZlib
import Glibc

/// Unpacks a gzip file as it is read; several members one after the other count as one file, as for `gzip`.
///
/// A file that stops early or whose checks do not fit gives an error instead of fewer bytes. One thread at a time.
public final class GzipReader: ByteStream {
  public let path: String
  /// Packed bytes read so far, to be set against the file's size.
  public private(set) var packedByteCount = 0

  private let reader: PlainReader
  private let stream: UnsafeMutablePointer<z_stream>
  private let packed: UnsafeMutableRawBufferPointer
  private var isAtEnd = false
  private var packedEnded = false
  /// Whether a member has begun and its end has not been seen.
  private var isInMember = false
  private var hadMember = false

  public convenience init(path: String) throws(FileError) {
    try self.init(reader: PlainReader(path: path))
  }

  /// - Parameter bufferSize: packed bytes that are read at once.
  public init(reader: PlainReader, bufferSize: Int = 1 << 20) throws(FileError) {
    path = reader.path
    self.reader = reader
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    packed = .allocate(byteCount: bufferSize, alignment: 64)
    // 15: the largest window; +16: gzip with its header and checks, nothing else.
    let code = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { throw FileError.system(.open, path: path, code: ENOMEM) }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    packed.deallocate()
  }

  /// Whether a file's first bytes are those of gzip.
  public static func isGzip(_ firstBytes: some Collection<UInt8>) -> Bool {
    firstBytes.starts(with: [0x1F, 0x8B])
  }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    guard let base = buffer.baseAddress else { return 0 }
    var filled = 0
    while filled < buffer.count && !isAtEnd {
      if stream.pointee.avail_in == 0 && !packedEnded { try refill() }
      if !isInMember {
        guard try beginMember() else { break }
      }
      // zlib counts in 32 bits; a larger buffer takes several rounds.
      let room = min(buffer.count - filled, Int(UInt32.max / 2))
      stream.pointee.next_out = (base + filled).assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(room)
      let code = inflate(stream, Z_NO_FLUSH)
      filled += room - Int(stream.pointee.avail_out)
      switch code {
      case Z_STREAM_END: isInMember = false
      case Z_OK: break
      // Nothing more can be unpacked: out of room (the loop ends) or out of packed bytes.
      case Z_BUF_ERROR where stream.pointee.avail_out == 0: break
      case Z_BUF_ERROR:
        if packedEnded { throw endsEarly }
      case Z_MEM_ERROR: throw FileError.system(.read, path: path, code: ENOMEM)
      default: throw damaged(stream.pointee.msg.map { String(cString: $0) } ?? "zlib code \(code)")
      }
    }
    return filled
  }
}

extension GzipReader {
  private var endsEarly: FileError {
    FileError(path: path, problem: .gzipEndsEarly, wayOut: "Fetch it again; it was cut short on its way.")
  }

  private func damaged(_ detail: String) -> FileError {
    FileError(path: path, problem: .gzipDamaged(detail), wayOut: "Fetch it again, or pack it anew.")
  }

  private func refill() throws(FileError) {
    let count =
      try reader.isSeekable ? reader.read(into: packed, at: packedByteCount) : reader.readNext(into: packed)
    packedByteCount += count
    packedEnded = count < packed.count
    stream.pointee.next_in = packed.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(count)
  }

  /// Gets ready for the next member; false at the file's end. Zeros after a member are padding, as for `gzip`.
  private func beginMember() throws(FileError) -> Bool {
    let isFirst = !hadMember
    if !isFirst { try skipPadding() }
    guard stream.pointee.avail_in > 0 else {
      if isFirst { throw endsEarly }
      isAtEnd = true
      return false
    }
    if !isFirst {
      guard stream.pointee.next_in.pointee == 0x1F else { throw damaged("other bytes follow its end") }
      inflateReset(stream)
    }
    hadMember = true
    isInMember = true
    return true
  }

  private func skipPadding() throws(FileError) {
    while true {
      while stream.pointee.avail_in > 0 && stream.pointee.next_in.pointee == 0 {
        stream.pointee.next_in += 1
        stream.pointee.avail_in -= 1
      }
      if stream.pointee.avail_in > 0 || packedEnded { return }
      try refill()
    }
  }
}
