import CZlib

/// The content of one file of a ZIP archive, unpacked as it is read.
///
/// Memory is one window, whatever length the archive states. What is longer or shorter than that, or does not fit its
/// checksum, is refused where it is seen.
final class ZipPart {
  private static let window = 1 << 20

  private let name: String
  private let packed: ArraySlice<UInt8>
  private let count: Int
  private let checksum: UInt32
  /// Nil where the bytes are not packed.
  private let stream: UnsafeMutablePointer<z_stream>?
  private var taken = 0
  private var given = 0
  private var sum: UInt32 = 0
  private var isAtEnd = false

  init(
    _ packed: ArraySlice<UInt8>, isPacked: Bool, count: Int, checksum: UInt32, name: String
  ) throws(WorkbookDamage) {
    (self.packed, self.count, self.checksum, self.name) = (packed, count, checksum, name)
    guard isPacked else {
      stream = nil
      return
    }
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    guard inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      stream.deallocate()
      throw WorkbookDamage("“\(name)” in it cannot be unpacked for lack of memory")
    }
    self.stream = stream
  }

  deinit {
    guard let stream else { return }
    inflateEnd(stream)
    stream.deallocate()
  }

  /// The bytes that come next; nil at the end.
  func next() throws(WorkbookDamage) -> [UInt8]? {
    guard !isAtEnd else { return nil }
    let bytes = try stream.map { stream throws(WorkbookDamage) in try inflated(stream) } ?? stored()
    given += bytes.count
    sum = CRC32.of(bytes, after: sum)
    guard given <= count, !isAtEnd || given == count else {
      throw WorkbookDamage("“\(name)” in it does not fit its length")
    }
    guard !isAtEnd || sum == checksum else {
      throw WorkbookDamage("“\(name)” in it does not fit its checksum")
    }
    return bytes
  }

  private func stored() -> [UInt8] {
    let part = packed[(packed.startIndex + taken)...].prefix(Self.window)
    taken += part.count
    isAtEnd = taken == packed.count
    return Array(part)
  }

  private func inflated(_ stream: UnsafeMutablePointer<z_stream>) throws(WorkbookDamage) -> [UInt8] {
    var code = Z_OK
    let bytes = packed[(packed.startIndex + taken)...].withUnsafeBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: Self.window) { target, made in
        stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        // zlib counts in 32 bits; no window takes as many packed bytes.
        let offered = min(source.count, 1 << 30)
        stream.pointee.avail_in = UInt32(offered)
        stream.pointee.next_out = target.baseAddress
        stream.pointee.avail_out = UInt32(target.count)
        code = inflate(stream, Z_NO_FLUSH)
        taken += offered - Int(stream.pointee.avail_in)
        made = target.count - Int(stream.pointee.avail_out)
      }
    }
    isAtEnd = code == Z_STREAM_END
    // Nothing made and no end: the packed bytes are broken off.
    guard isAtEnd || code == Z_OK && !bytes.isEmpty else {
      throw WorkbookDamage("“\(name)” in it is damaged or broken off")
    }
    return bytes
  }
}
