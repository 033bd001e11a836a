import Scoring
import Tabular

/// A format that other tools read.
///
/// Here and nowhere else formats are listed: a new one is a case, a line in
/// ``bytes(_:variables:thresholds:otherCodes:producer:remark:)`` and a file with its writer.
public enum ExportFormat: Sendable, Hashable {
  case xgboost, onnx, pmml
  /// A query for databases, which is made of a whole document.
  case sql(SQLDialect)

  /// A model in the format.
  ///
  /// - Parameters:
  ///   - variables: names of the model's variables, in its order.
  ///   - thresholds: what each variable is compared with in Float64, where it is; nil: none is.
  ///   - otherCodes: for variables of which a code stands for all beyond it, that code.
  ///   - producer: the program that writes, with its version.
  ///   - remark: what the file is to say of itself.
  /// - Throws: ``InterchangeError`` for what the format cannot hold.
  public func bytes(
    _ model: ScoringModel, variables: [String], thresholds: [ThresholdScale?]? = nil,
    otherCodes: [Int: UInt32] = [:], producer: String, remark: String? = nil
  ) throws(InterchangeError) -> [UInt8] {
    try checkFloats(variables: variables, thresholds: thresholds ?? [])
    return switch self {
    case .xgboost:
      try XGBoostWriter.bytes(model, variables: variables, otherCodes: otherCodes, remark: remark)
    case .onnx: try ONNXWriter.bytes(model, otherCodes: otherCodes, producer: producer, remark: remark)
    case .pmml:
      try PMMLWriter.bytes(
        model, variables: variables, thresholds: thresholds, otherCodes: otherCodes, producer: producer,
        remark: remark)
    case .sql(let dialect):
      try SQLWriter(
        dialect: dialect,
        variables: zip(variables, thresholds ?? variables.map { _ in nil }).map {
          SQLVariable(name: $0, levels: nil, thresholds: $1, dialect: dialect)
        }
      ).bytes(model, calibration: nil, points: nil, producer: producer, remark: remark)
    }
  }

  /// Whether the tools that read it compare in Float32.
  public var comparesFloats: Bool {
    switch self {
    case .xgboost, .onnx: true
    case .pmml, .sql: false
    }
  }

  /// Where several thresholds lie between the same two Float32s, no Float32s can stand in their place.
  private func checkFloats(variables: [String], thresholds: [ThresholdScale?]) throws(InterchangeError) {
    guard comparesFloats else { return }
    let names = zip(variables, thresholds).filter { $1.map { !$0.keepsFloats } ?? false }.map { "“\($0.0)”" }
    guard names.isEmpty else {
      throw InterchangeError(
        place: names.count == 1 ? "variable \(names[0])" : "variables \(names.joined(separator: ", "))",
        problem:
          "Numbers that it is compared with differ by less than Float32 can tell, and other formats than PMML hold "
          + "Float32 only. Export it as PMML.")
    }
  }
}
