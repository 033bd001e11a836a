import Calendar

/// Whether a model was trained on the rows that its figures are of: such figures are too good.
public struct TrainingOverlap: Sendable, Equatable, Codable {
  /// Why it cannot be told whether rows were trained on.
  public enum Doubt: String, Sendable, Codable {
    /// The model does not say it: it is from another tool, or of an earlier version.
    case notKept = "not_kept"
    /// The rows are named by another key than those that it was trained on.
    case otherKey = "other_key"
    /// Too many rows are alike in all that the model looks at.
    case rowsAlike = "rows_alike"
  }

  /// The rows that the figures are of.
  public let rows: Int
  /// How many of them the model was trained on; for tables about so many; nil where that is not known.
  public let trained: Int?
  /// Why it is not known; nil where it is.
  public let doubt: Doubt?
  /// Snapshot months of the figures that the model was trained on; none for tables.
  public let months: [Month]
  /// Snapshot months of the figures that decided when training stopped, and were not trained on.
  public let stoppingMonths: [Month]

  /// Rows of a table.
  public init(rows: Int, trained: Int) {
    (self.rows, self.trained, doubt, months, stoppingMonths) = (rows, trained, nil, [], [])
  }

  /// Rows of which it is not known.
  public init(rows: Int, doubt: Doubt) {
    (self.rows, trained, self.doubt, months, stoppingMonths) = (rows, nil, doubt, [], [])
  }

  /// Rows of snapshot months.
  ///
  /// - Parameters:
  ///   - rows: how many rows each month of the figures has.
  ///   - trained: the months that the model was trained on.
  ///   - stopping: the months that decided when training stopped.
  public init(rows: [(month: Month, count: Int)], trained: [Month], stopping: [Month]) {
    let known = rows.filter { trained.contains($0.month) }
    self.rows = rows.reduce(0) { $0 + $1.count }
    self.trained = known.reduce(0) { $0 + $1.count }
    months = known.map(\.month)
    stoppingMonths = rows.map(\.month).filter { stopping.contains($0) && !trained.contains($0) }
    doubt = nil
  }

  /// Whether none of the rows was trained on, as far as is known.
  public var isNone: Bool { trained == 0 && stoppingMonths.isEmpty }
  /// Whether all of the rows were trained on.
  public var isWhole: Bool { trained == rows && rows > 0 }

  private enum CodingKeys: String, CodingKey {
    case rows, trained, doubt, months
    case stoppingMonths = "stopping_months"
  }
}
