import CZlib
import Glibc

/// Packs bytes as raw deflate (RFC 1951), the way they lie in a ZIP archive. One thread at a time.
///
/// The packed bytes stay in memory: an archive's head states sizes before the content.
final class Deflater {
  private let stream: UnsafeMutablePointer<z_stream>
  private var packed: [UInt8] = []
  private var checksum: UInt32 = 0
  private var count = 0

  /// What a content has become.
  struct Packed {
    let bytes: [UInt8]
    /// Of the content before it was packed.
    let checksum: UInt32
    let count: Int
  }

  /// - Parameter level: 1, the fastest, to 9, the smallest. Lists are text that packs well at any level.
  init(level: Int32 = 1) throws(FileError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // -15: the largest window and neither head nor tail, which the archive has of its own.
    let code = deflateInit2_(
      stream, level, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { throw FileError.system(.write, path: "workbook", code: ENOMEM) }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  func append(_ bytes: [UInt8]) {
    checksum = CRC32.of(bytes, after: checksum)
    count += bytes.count
    pack(bytes, flush: Z_NO_FLUSH)
  }

  /// Ends the content; nothing can be added afterwards.
  func finish() -> Packed {
    pack([], flush: Z_FINISH)
    return Packed(bytes: packed, checksum: checksum, count: count)
  }

  private func pack(_ bytes: [UInt8], flush: Int32) {
    let room = 1 << 16
    bytes.withUnsafeBufferPointer { source in
      stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      stream.pointee.avail_in = UInt32(source.count)
      repeat {
        let start = packed.count
        packed.append(contentsOf: repeatElement(0, count: room))
        let left = packed.withUnsafeMutableBufferPointer { target in
          stream.pointee.next_out = target.baseAddress.map { $0 + start }
          stream.pointee.avail_out = UInt32(room)
          deflate(stream, flush)
          return Int(stream.pointee.avail_out)
        }
        packed.removeLast(left)
      } while stream.pointee.avail_out == 0
    }
    stream.pointee.next_in = nil
  }
}
