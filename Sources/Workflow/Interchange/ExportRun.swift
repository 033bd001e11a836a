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
    let variables = document.variables.map(\.name)
    let bytes: [UInt8]
    do {
      bytes = try format.bytes(
        document.scoring, variables: variables, thresholds: document.thresholdScales,
        otherCodes: otherCodes(document),
        producer: ProgramVersion.text, remark: remark(document))
    } catch {
      throw error.inFile(modelPath)
    }
    try AtomicFile.write(bytes, to: outputPath)
    return ExportOutcome(path: outputPath, variableCount: variables.count, remark: remark(document))
  }

  /// The codes that stand for all beyond them.
  private func otherCodes(_ document: ModelDocument) -> [Int: UInt32] {
    var codes: [Int: UInt32] = [:]
    for (index, recipe) in document.recipes.recipes.enumerated() where recipe.function == .codeOrOther {
      codes[index] = recipe.levelCount.map { UInt32($0 - 1) }
    }
    return codes
  }

  /// What an exported model must say of itself.
  private func remark(_ document: ModelDocument) -> String? {
    var remarks: [String] = []
    if let calibration = document.calibration {
      remarks.append(
        "The probability is the uncalibrated one: churn corrects it (\(calibration.method.rawValue)), other tools do not. "
          + "The order of customers is the same.")
    }
    let wide = zip(document.variables, document.thresholdScales).filter { !($1?.thresholds.isEmpty ?? true) }
      .map { "“\($0.0.name)”" }
    if format.comparesFloats, !wide.isEmpty {
      let names =
        wide.prefix(5).joined(separator: ", ") + (wide.count > 5 ? " and \(wide.count - 5) more" : "")
      remarks.append(
        "\(names): churn compares in Float64, the format holds Float32 only. Values within the last digit of a Float32 "
          + "from a threshold may score otherwise; PMML keeps them.")
    }
    let zeros = document.recipes.recipes.filter { $0.function == .nonzero }.map { "“\($0.name)”" }
    if !zeros.isEmpty {
      remarks.append("\(zeros.joined(separator: ", ")): zeros count as missing; give them as missing values.")
    }
    return remarks.isEmpty ? nil : remarks.joined(separator: " ")
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
