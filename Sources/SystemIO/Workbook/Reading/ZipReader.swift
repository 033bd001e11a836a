import CZlib

/// The files of a ZIP archive in memory, found by its directory at the end (APPNOTE 6.3.10).
///
/// Every offset and size of the archive is checked against its bytes; a file's content against its checksum. Archives
/// of 4 GB and more, encrypted ones, and packings other than deflate are refused: no spreadsheet writes them.
struct ZipReader {
  private struct Entry {
    var packing: Int
    var flags: Int
    var checksum: UInt32
    var packedCount: Int
    var count: Int
    var head: Int
  }

  /// Bytes that a file may have once unpacked: a sheet of a million rows of a dozen short cells.
  static let largestFile = 1 << 30

  private let bytes: [UInt8]
  private var entries: [String: Entry] = [:]

  /// Whether bytes begin as an archive does.
  static func isArchive(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B, 3, 4]) }

  init(_ bytes: [UInt8]) throws(WorkbookDamage) {
    self.bytes = bytes
    let end = try endOfDirectory()
    let count = try little(end + 10, 2)
    var position = try little(end + 16, 4)
    for _ in 0..<count {
      guard try little(position, 4) == 0x0201_4B50 else {
        throw WorkbookDamage("its directory is broken off")
      }
      let nameCount = try little(position + 28, 2)
      let next = try position + 46 + nameCount + little(position + 30, 2) + little(position + 32, 2)
      guard next <= bytes.count else { throw WorkbookDamage("its directory is broken off") }
      let name = String(decoding: bytes[(position + 46)..<(position + 46 + nameCount)], as: UTF8.self)
      entries[name] = Entry(
        packing: try little(position + 10, 2), flags: try little(position + 8, 2),
        checksum: UInt32(try little(position + 16, 4)), packedCount: try little(position + 20, 4),
        count: try little(position + 24, 4), head: try little(position + 42, 4))
      position = next
    }
  }

  /// Unpacks a file; nil where the archive has none of that name.
  ///
  /// - Complexity: time and memory in proportion to the content, which the archive states and the bytes must match.
  func content(of name: String) throws(WorkbookDamage) -> [UInt8]? {
    guard let entry = entries[name] else { return nil }
    guard entry.flags & 1 == 0 else { throw WorkbookDamage("“\(name)” in it is encrypted") }
    guard entry.count <= Self.largestFile else {
      throw WorkbookDamage("“\(name)” in it has more than \(Self.largestFile) bytes")
    }
    guard try little(entry.head, 4) == 0x0403_4B50 else {
      throw WorkbookDamage("“\(name)” is not where its directory says")
    }
    let start = try entry.head + 30 + little(entry.head + 26, 2) + little(entry.head + 28, 2)
    guard start + entry.packedCount <= bytes.count else {
      throw WorkbookDamage("“\(name)” in it is broken off")
    }
    let packed = bytes[start..<(start + entry.packedCount)]
    let content =
      switch entry.packing {
      case 0: Array(packed)
      case 8: try Self.inflated(packed, count: entry.count, name: name)
      default: throw WorkbookDamage("“\(name)” in it is packed in a way that is not known (\(entry.packing))")
      }
    guard content.count == entry.count, CRC32.of(content) == entry.checksum else {
      throw WorkbookDamage("“\(name)” in it does not fit its checksum")
    }
    return content
  }

  /// The directory's end stands last, before a comment of up to 65,535 bytes.
  private func endOfDirectory() throws(WorkbookDamage) -> Int {
    var position = bytes.count - 22
    let first = max(0, position - Int(UInt16.max))
    while position >= first {
      if try little(position, 4) == 0x0605_4B50 { return position }
      position -= 1
    }
    throw WorkbookDamage("it has no directory at its end; is the file whole?")
  }

  private func little(_ position: Int, _ count: Int) throws(WorkbookDamage) -> Int {
    guard position >= 0, position + count <= bytes.count else {
      throw WorkbookDamage("it is broken off")
    }
    return (0..<count).reduce(0) { $0 | Int(bytes[position + $1]) << (8 * $1) }
  }

  /// Unpacks raw deflate (RFC 1951) of a known length.
  private static func inflated(
    _ packed: ArraySlice<UInt8>, count: Int, name: String
  ) throws(WorkbookDamage) -> [UInt8] {
    // No packing shrinks by more than 1,032 to 1 (zlib's manual), so a stated length beyond that is a lie that would
    // only take memory.
    guard count <= 1_032 * (packed.count + 1) else {
      throw WorkbookDamage("“\(name)” in it does not fit its length")
    }
    var stream = z_stream()
    guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw WorkbookDamage("“\(name)” in it cannot be unpacked for lack of memory")
    }
    defer { inflateEnd(&stream) }
    var (code, written) = (Z_OK, 0)
    let content = packed.withUnsafeBufferPointer { source in
      // A byte more, so that what is too long is seen.
      [UInt8](unsafeUninitializedCapacity: count + 1) { target, made in
        stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(count + 1)
        code = inflate(&stream, Z_FINISH)
        written = count + 1 - Int(stream.avail_out)
        made = written
      }
    }
    guard code == Z_STREAM_END, written == count else {
      throw WorkbookDamage("“\(name)” in it does not unpack to its length")
    }
    return content
  }
}
