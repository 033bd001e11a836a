import SystemIO

/// What it takes to make the same model again.
public struct Reproduction: Sendable, Equatable, Codable {
  /// The command line.
  public var command: String
  public var seed: UInt64
  public var inputs: [FileStamp]
  /// The model file that came out.
  public var model: FileStamp?

  public init(command: String, seed: UInt64, inputs: [FileStamp], model: FileStamp?) {
    self.command = command
    self.seed = seed
    self.inputs = inputs
    self.model = model
  }
}
