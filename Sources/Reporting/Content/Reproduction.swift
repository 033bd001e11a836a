import SystemIO

/// What it takes to make the same model again.
public struct Reproduction: Sendable, Equatable, Codable {
  /// The command line.
  public var command: String
  public var seed: UInt64
  public var inputs: [FileStamp]
  /// The model file that came out.
  public var model: FileStamp?
  /// The processor whose kernels OpenBLAS chose while the model was trained; nil where the bits do not depend on them.
  public var kernels: String?

  public init(command: String, seed: UInt64, inputs: [FileStamp], model: FileStamp?, kernels: String? = nil) {
    self.command = command
    self.seed = seed
    self.inputs = inputs
    self.model = model
    self.kernels = kernels
  }
}
