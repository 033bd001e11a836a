import ModelFile

/// `churn model show`.
public struct ModelDescriptionRun: Sendable {
  public let modelPath: String

  public init(modelPath: String) { self.modelPath = modelPath }

  /// Reads and checks the model.
  public func run() throws -> ModelDocument { try LoadedModel(path: modelPath).document }
}
