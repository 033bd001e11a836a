import Scoring
import Tabular
import Variables

extension ExportFormat {
  /// A model of ours in the format, with what it says of itself.
  ///
  /// - Parameter producer: the program that writes, with its version.
  /// - Throws: ``InterchangeError`` for what the format cannot hold.
  public func export(
    _ document: ModelDocument, producer: String
  ) throws(InterchangeError) -> (bytes: [UInt8], remark: String?) {
    let remark = remark(document)
    let bytes = try bytes(
      document.scoring, variables: document.variables.map(\.name), thresholds: document.thresholdScales,
      otherCodes: Self.otherCodes(document), producer: producer, remark: remark)
    return (bytes, remark)
  }

  /// The codes that stand for all beyond them.
  private static func otherCodes(_ document: ModelDocument) -> [Int: UInt32] {
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
    if comparesFloats, !wide.isEmpty {
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
    let levels = document.recipes.recipes.filter { $0.function.readsLevels }.map { "“\($0.name)”" }
    if !levels.isEmpty {
      remarks.append(
        "\(levels.prefix(5).joined(separator: ", "))\(levels.count > 5 ? " and \(levels.count - 5) more" : ""): what churn "
          + "makes of levels by the statistics in its model file; other tools must be given these numbers.")
    }
    return remarks.isEmpty ? nil : remarks.joined(separator: " ")
  }
}
