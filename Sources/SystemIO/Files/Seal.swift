/// The first line of a file that must be whole and unchanged to be trusted: `MAGIC VERSION crc32=xxxxxxxx bytes=N`, the
/// format's version, the CRC-32 of all that follows, and how many bytes that is.
public struct Seal: Sendable {
  /// What is wrong with a sealed file.
  public enum Problem: Error, Hashable, Sendable {
    /// The first line is of something else.
    case foreign
    /// The format's version is later than the ones that are known.
    case newerVersion(String)
    /// Fewer bytes than the first line announces.
    case cutShort(announced: Int, found: Int)
    /// More bytes than the first line announces.
    case tooLong(announced: Int, found: Int)
    /// The bytes are not those that were written.
    case damaged
  }

  public let magic: String
  /// The newest version that is known.
  public let version: Int
  private static let longestFirstLine = 80

  public init(magic: String, version: Int) { (self.magic, self.version) = (magic, version) }

  /// A body with its first line.
  public func sealed(_ body: [UInt8], version: Int? = nil) -> [UInt8] {
    Array(firstLine(of: body, version: version ?? self.version).utf8) + body
  }

  /// What follows the first line, if that line fits it to the letter, and the version that it names.
  public func opened(_ bytes: [UInt8]) throws(Problem) -> (body: [UInt8], version: Int) {
    let line = bytes.prefix(Self.longestFirstLine).prefix { $0 != UInt8(ascii: "\n") }
    let words = String(decoding: line, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
    guard let first = words.first, first == magic, words.count >= 2, line.count < bytes.count else {
      let isBeginning = Array(magic.utf8).starts(with: line) && line.count == bytes.count
      throw isBeginning && !bytes.isEmpty
        ? .cutShort(announced: magic.utf8.count, found: bytes.count) : .foreign
    }
    guard let found = Int(words[1]), found >= 1, "\(found)" == words[1] else { throw .foreign }
    guard found <= version else { throw .newerVersion("\(found)") }
    guard words.count == 4, words[2].hasPrefix("crc32="), words[3].hasPrefix("bytes="),
      let announced = Int(words[3].dropFirst(6)), announced >= 0
    else { throw .foreign }
    let body = Array(bytes[(line.count + 1)...])
    if body.count < announced { throw .cutShort(announced: announced, found: body.count) }
    if body.count > announced { throw .tooLong(announced: announced, found: body.count) }
    guard firstLine(of: body, version: found).utf8.elementsEqual(bytes[...line.count]) else { throw .damaged }
    return (body, found)
  }

  private func firstLine(of body: [UInt8], version: Int) -> String {
    "\(magic) \(version) crc32=\(CRC32.text(of: CRC32.of(body))) bytes=\(body.count)\n"
  }
}
