import SystemIO

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

  public var rows: [Row]

  public init(rows: [Row]) { self.rows = rows }

  /// Comma-separated values: key, fold, label, probability.
  public func csv(keyName: String) throws(FileError) -> [UInt8] {
    let collector = ByteCollector()
    let writer = CSVWriter(to: collector, neutralisesFormulas: true)
    try writer.row([keyName, "fold", "label", "probability"])
    for row in rows {
      writer.text(row.key)
      writer.number(row.fold.map(String.init) ?? "")
      writer.number(row.isLoss ? "1" : "0")
      writer.number(row.probability.map { "\($0)" } ?? "")
      try writer.endRow()
    }
    return collector.bytes
  }
}
