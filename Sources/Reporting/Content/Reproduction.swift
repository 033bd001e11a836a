import SystemIO

/// What it takes to make the same model again.
public struct Reproduction: Sendable, Equatable, Codable {
  public struct File: Sendable, Equatable, Codable {
    public var path: String
    public var bytes: Int
    /// Eight hexadecimal digits.
    public var crc32: String

    public init(path: String, bytes: Int, crc32: UInt32) {
      self.path = path
      self.bytes = bytes
      self.crc32 = CRC32.text(of: crc32)
    }

    /// - Parameter crc32: in hexadecimal.
    init(path: String, bytes: Int, crc32: String) { (self.path, self.bytes, self.crc32) = (path, bytes, crc32) }
  }

  /// The command line.
  public var command: String
  public var seed: UInt64
  public var inputs: [File]
  /// The model file that came out.
  public var model: File?

  public init(command: String, seed: UInt64, inputs: [File], model: File?) {
    self.command = command
    self.seed = seed
    self.inputs = inputs
    self.model = model
  }
}
