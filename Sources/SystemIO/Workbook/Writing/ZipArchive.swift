import Messages

/// A ZIP archive in memory (APPNOTE 6.3.10), as spreadsheets are: every file deflated, names in UTF-8, no times.
///
/// Sizes stand in each file's head, which every reader understands. Archives of 4 GB and more would need another form;
/// a workbook of a million rows is a tenth of that.
struct ZipArchive {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var fileCount: UInt16 = 0

  /// The first of January 1980, the earliest date an archive knows, so that the same content is the same bytes.
  private static let date: UInt16 = 1 << 5 | 1
  /// Deflate came with version 2.0.
  private static let version: UInt16 = 20
  /// Bit 11: the name is UTF-8.
  private static let flags: UInt16 = 1 << 11

  /// Adds a file.
  ///
  /// - Throws: where the archive grows beyond what its 32-bit sizes can tell.
  mutating func add(_ name: String, _ content: Deflater.Packed) throws(FileError) {
    guard content.count < UInt32.max, bytes.count + content.bytes.count < UInt32.max, fileCount < .max else {
      throw FileError(
        path: name, problem: .tooLarge(limit: Int(UInt32.max)),
        wayOut: "List fewer customers\(RunInput.given(.top, .share)), or take the CSV.")
    }
    let name = Array(name.utf8)
    var head: [UInt8] = []
    head.appendLittle(Self.version)
    head.appendLittle(Self.flags)
    head.appendLittle(UInt16(8))
    head.appendLittle(UInt16(0))
    head.appendLittle(Self.date)
    head.appendLittle(content.checksum)
    head.appendLittle(UInt32(content.bytes.count))
    head.appendLittle(UInt32(content.count))
    head.appendLittle(UInt16(name.count))
    head.appendLittle(UInt16(0))

    directory.appendLittle(UInt32(0x0201_4B50))
    directory.appendLittle(Self.version)
    directory += head
    // No comment, disk 0, no attributes.
    directory += [UInt8](repeating: 0, count: 10)
    directory.appendLittle(UInt32(bytes.count))
    directory += name

    bytes.appendLittle(UInt32(0x0403_4B50))
    bytes += head
    bytes += name
    bytes += content.bytes
    fileCount += 1
  }

  /// Adds a short text.
  mutating func add(_ name: String, _ text: String) throws(FileError) {
    let deflater = try Deflater()
    deflater.append(Array(text.utf8))
    try add(name, deflater.finish())
  }

  /// The archive with its directory at the end.
  func finished() -> [UInt8] {
    var all = bytes
    all += directory
    all.appendLittle(UInt32(0x0605_4B50))
    all.appendLittle(UInt32(0))
    all.appendLittle(fileCount)
    all.appendLittle(fileCount)
    all.appendLittle(UInt32(directory.count))
    all.appendLittle(UInt32(bytes.count))
    all.appendLittle(UInt16(0))
    return all
  }
}

extension [UInt8] {
  fileprivate mutating func appendLittle(_ number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}
