import ModelFile
import SystemIO

/// `churn model export`.
public struct ExportRun: Sendable {
  /// A format that other tools read.
  public enum Format: String, Sendable, CaseIterable {
    case xgboost, onnx, pmml
  }

  public var modelPath: String
  public var format: Format
  public var outputPath: String

  public init(modelPath: String, format: Format, outputPath: String) {
    (self.modelPath, self.format, self.outputPath) = (modelPath, format, outputPath)
  }

  /// Writes the file.
  public func run() throws -> ExportOutcome {
    let document = try LoadedModel(path: modelPath).document
    let variables = document.variables.map(\.name)
    let bytes: [UInt8]
    do {
      bytes =
        switch format {
        case .xgboost:
          try XGBoostWriter.bytes(document.scoring, variables: variables, remark: remark(document))
        case .onnx:
          try ONNXWriter.bytes(document.scoring, producer: ProgramVersion.text, remark: remark(document))
        case .pmml:
          try PMMLWriter.bytes(
            document.scoring, variables: variables, producer: ProgramVersion.text, remark: remark(document))
        }
    } catch {
      throw error.inFile(modelPath)
    }
    try AtomicFile.write(bytes, to: outputPath)
    return ExportOutcome(path: outputPath, variableCount: variables.count, remark: remark(document))
  }

  /// What an exported model must say of itself.
  private func remark(_ document: ModelDocument) -> String? {
    document.calibration.map {
      "The probability is the uncalibrated one: churn corrects it (\($0.method.rawValue)), other tools do not. The order "
        + "of customers is the same."
    }
  }
}

/// A model as it was written for other tools.
public struct ExportOutcome: Sendable {
  public let path: String
  /// Variables that the model takes.
  public let variableCount: Int
  /// What must be known of it; nil: nothing.
  public let remark: String?
}
