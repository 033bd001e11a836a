import Calendar
import ModelFile
import SystemIO

/// `churn model export`.
public struct ExportRun: Sendable {
  public var modelPath: String
  public var format: ExportFormat
  public var outputPath: String

  public init(modelPath: String, format: ExportFormat, outputPath: String) {
    (self.modelPath, self.format, self.outputPath) = (modelPath, format, outputPath)
  }

  /// Writes the file.
  public func run() throws -> ExportOutcome {
    try RunFiles(models: [modelPath]).check(writing: [outputPath])
    let document = try LoadedModel(path: modelPath).document
    let exported: (bytes: [UInt8], remarks: [Remark])
    do {
      exported = try format.export(document, producer: ProgramVersion.text)
    } catch {
      throw error.inFile(modelPath)
    }
    try AtomicFile.write(exported.bytes, to: outputPath)
    return ExportOutcome(
      path: outputPath, variableCount: document.variables.count, remarks: exported.remarks,
      language: document.configuration.language)
  }
}

/// A model as it was written for other tools.
public struct ExportOutcome: Sendable {
  public let path: String
  /// Variables that the model takes.
  public let variableCount: Int
  /// What must be known of it.
  public let remarks: [Remark]
  /// In which the model was trained.
  public let language: Language
}
