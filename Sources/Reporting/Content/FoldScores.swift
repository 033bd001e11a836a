import SystemIO
import Tabular

/// The score of each row of a table by a model that was not trained on it.
public struct FoldScores: Sendable {
  public struct Row: Sendable {
    public var key: String
    /// Nil, as the probability, where the row is in no fold.
    public var fold: Int?
    public var isLoss: Bool
    public var probability: Double?

    public init(key: String, fold: Int?, isLoss: Bool, probability: Double?) {
      (self.key, self.fold, self.isLoss, self.probability) = (key, fold, isLoss, probability)
    }
  }

  /// The column that names the rows.
  public var keyName: String
  public var rows: [Row]

  /// - Parameter scores: of each row; nil where it is in no fold.
  public init(keyName: String, keys: [String], labels: [Float], scores: [(fold: Int, probability: Double)?]) {
    self.keyName = keyName
    rows = keys.indices.map { row in
      Row(
        key: keys[row], fold: scores[row]?.fold, isLoss: labels[row] == 1,
        probability: scores[row]?.probability)
    }
  }

  /// Writes a table of key, fold, label and probability: CSV, Parquet, or a table of a database.
  public func write(to path: String) throws {
    let table = try TableOutput(
      path: path,
      columns: [.init(keyName), .init("fold", .whole), .init("label", .whole), .init("probability", .number)])
    let writer = table.rows
    for row in rows {
      writer.text(row.key)
      writer.number(row.fold.map(String.init) ?? "")
      writer.number(row.isLoss ? "1" : "0")
      writer.number(row.probability.map { "\($0)" } ?? "")
      try writer.endRow()
    }
    try table.finish()
  }
}
