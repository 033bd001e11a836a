/// What tells whether a file is still the same: its path, size and checksum, as records and reports name it.
public struct FileStamp: Sendable, Equatable, Codable {
  public var path: String
  public var bytes: Int
  /// Eight hexadecimal digits, as ``CRC32/text(of:)`` gives them.
  public var crc32: String

  public init(path: String, bytes: Int, crc32: UInt32) {
    self.path = path
    self.bytes = bytes
    self.crc32 = CRC32.text(of: crc32)
  }

  /// What a file is now.
  public init(of path: String) throws(FileError) {
    let content = try PlainReader.wholeFile(path, limit: .max / 2)
    self.init(path: path, bytes: content.count, crc32: CRC32.of(content))
  }

  /// What the files are now that patterns name, without those that are not there.
  public static func all(_ patterns: [String]) throws(FileError) -> [FileStamp] {
    var stamps: [FileStamp] = []
    for pattern in patterns {
      for path in (try? FilePattern.expand(pattern, relativeTo: "")) ?? []
      where FilePath.kind(of: path) == .file {
        stamps.append(try FileStamp(of: path))
      }
    }
    return stamps
  }

  /// - Parameter crc32: eight hexadecimal digits.
  public init(path: String, bytes: Int, crc32: String) {
    (self.path, self.bytes, self.crc32) = (path, bytes, crc32)
  }
}
