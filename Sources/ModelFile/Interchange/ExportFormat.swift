import Scoring

/// A format that other tools read.
///
/// Here and nowhere else formats are listed: a new one is a case, a line in ``bytes(_:variables:otherCodes:producer:remark:)`` and a file with its writer.
public enum ExportFormat: String, Sendable, CaseIterable {
  case xgboost, onnx, pmml

  /// A model in the format.
  ///
  /// - Parameters:
  ///   - variables: names of the model's variables, in its order.
  ///   - otherCodes: for variables of which a code stands for all beyond it, that code.
  ///   - producer: the program that writes, with its version.
  ///   - remark: what the file is to say of itself.
  /// - Throws: ``InterchangeError`` for what the format cannot hold.
  public func bytes(
    _ model: ScoringModel, variables: [String], otherCodes: [Int: UInt32] = [:], producer: String,
    remark: String? = nil
  ) throws(InterchangeError) -> [UInt8] {
    switch self {
    case .xgboost:
      try XGBoostWriter.bytes(model, variables: variables, otherCodes: otherCodes, remark: remark)
    case .onnx: try ONNXWriter.bytes(model, otherCodes: otherCodes, producer: producer, remark: remark)
    case .pmml:
      try PMMLWriter.bytes(
        model, variables: variables, otherCodes: otherCodes, producer: producer, remark: remark)
    }
  }
}
