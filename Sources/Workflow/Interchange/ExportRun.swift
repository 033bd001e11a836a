import ModelFile
import SystemIO

/// `churn model export`.
public struct ExportRun: Sendable {
  /// A format that other tools read.
  public enum Format: String, Sendable, CaseIterable {
    case xgboost, onnx
  }

  public var modelPath: String
  public var format: Format
  public var outputPath: String

  public init(modelPath: String, format: Format, outputPath: String) {
    (self.modelPath, self.format, self.outputPath) = (modelPath, format, outputPath)
  }

  public func run() throws -> String {
    let document = try LoadedModel(path: modelPath).document
    let variables = document.variables.map(\.name)
    let bytes: [UInt8]
    do {
      bytes =
        switch format {
        case .xgboost: try XGBoostWriter.bytes(document.scoring, variables: variables)
        case .onnx: try ONNXWriter.bytes(document.scoring, producer: ProgramVersion.text)
        }
    } catch {
      throw error.inFile(modelPath)
    }
    try AtomicFile.write(bytes, to: outputPath)
    return "Written to \(outputPath): \(variables.count) variables in, the probability of a loss out."
  }
}
