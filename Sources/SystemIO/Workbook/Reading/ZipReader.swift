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

  /// The content of a file; nil where the archive has none of that name.
  func part(named name: String) throws(WorkbookDamage) -> ZipPart? {
    guard let entry = entries[name] else { return nil }
    guard entry.flags & 1 == 0 else { throw WorkbookDamage("“\(name)” in it is encrypted") }
    guard try little(entry.head, 4) == 0x0403_4B50 else {
      throw WorkbookDamage("“\(name)” is not where its directory says")
    }
    let start = try entry.head + 30 + little(entry.head + 26, 2) + little(entry.head + 28, 2)
    guard start + entry.packedCount <= bytes.count else {
      throw WorkbookDamage("“\(name)” in it is broken off")
    }
    guard entry.packing == 0 || entry.packing == 8 else {
      throw WorkbookDamage("“\(name)” in it is packed in a way that is not known (\(entry.packing))")
    }
    return try ZipPart(
      bytes[start..<(start + entry.packedCount)], isPacked: entry.packing == 8, count: entry.count,
      checksum: entry.checksum, name: name)
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
}
