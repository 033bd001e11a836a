import Arrow
import CArrow
import ChurnInterface
import Glibc

@testable import ChurnC

/// Calls of the interface as a foreign program makes them.
enum ForeignCalls {
  /// What a call says is wrong.
  struct Refused: Error, Equatable {
    let status: Int32
    let text: String
  }

  static func call(_ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32) throws(Refused) {
    var text: UnsafeMutablePointer<CChar>?
    let status = body(&text)
    defer { churn_free(text) }
    if status != CHURN_OK { throw Refused(status: status, text: text.map { String(cString: $0) } ?? "") }
  }

  /// A configuration that is trained with in a moment.
  static let small = #"{"training": {"ensemble": "never", "trees": {"rounds": 5, "minimum_rows": 10}}}"#

  static func train(
    _ rows: ArrowArrayStream, beside: ArrowArrayStream? = nil, label: String = "lost",
    configuration: String = small,
    progress: (@convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, Int64, Int64) -> Int32)? = nil
  ) throws(Refused) -> OpaquePointer {
    var (rows, model) = (rows, nil as OpaquePointer?)
    var further = beside ?? ArrowArrayStream()
    try call { error in
      label.withCString { label in
        configuration.withCString { configuration in
          var training = churn_training()
          training.size = MemoryLayout<churn_training>.size
          (training.label, training.configuration, training.threads) = (label, configuration, 2)
          training.progress = progress
          return beside == nil
            ? churn_train(&rows, nil, &training, &model, error)
            : churn_train(&rows, &further, &training, &model, error)
        }
      }
    }
    guard let model else { throw Refused(status: CHURN_OK, text: "no model") }
    return model
  }

  /// The scores of a call, column by column.
  static func score(
    _ model: OpaquePointer?, _ rows: ArrowArrayStream, _ wanted: Int32 = 0
  ) throws -> [String: [Double]] {
    var (rows, scores) = (rows, ArrowArrayStream())
    try call { churn_model_score(model, &rows, UInt32(wanted), &scores, $0) }
    let stream = try ArrowStream(taking: scores)
    var columns: [String: [Double]] = [:]
    while let batch = try stream.next() {
      for (field, column) in zip(stream.fields, batch.columns) where field.type == .float(bytes: 8) {
        columns[field.name, default: []] += (0..<batch.rowCount).map { column.value($0, as: Double.self) }
      }
    }
    return columns
  }

  /// A table with a missing value here and there, texts that look like numbers, and an outcome that goes with both.
  struct Rows {
    var balances: [Double?] = []
    var branches: [String?] = []
    var lost: [Int32] = []

    init(_ count: Int) {
      for row in 0..<count {
        let balance = Double((row * 7919) % 1009) / 7
        balances.append(row % 11 == 3 ? nil : balance)
        branches.append(row % 13 == 5 ? nil : ["01", "2", "南京路"][row % 3])
        lost.append((row * 31_337) % 2021 < Int(balance * 7) + (row % 3) * 300 ? 1 : 0)
      }
    }

    func stream(labelled: Bool = false) throws -> ArrowArrayStream {
      var columns = [
        ArrowExportColumn("balance", balances), try ArrowExportColumn("branch", texts: branches),
      ]
      if labelled { columns.append(ArrowExportColumn("lost", lost)) }
      return ArrowExportStream(try ArrowExportBatch(columns)).stream()
    }

    /// The same as a file of text.
    var csv: String {
      "balance,branch\n"
        + balances.indices.map { row in
          "\(balances[row].map { "\($0)" } ?? ""),\(branches[row] ?? "")\n"
        }.joined()
    }
  }
}
