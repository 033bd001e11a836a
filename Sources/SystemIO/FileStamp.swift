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

  /// - Parameter crc32: eight hexadecimal digits.
  public init(path: String, bytes: Int, crc32: String) {
    (self.path, self.bytes, self.crc32) = (path, bytes, crc32)
  }
}
