import Panel

/// What `describe` tells of a ready-made table; as JSON, what it writes.
public struct TableDescription: Sendable, Equatable, Codable {
  /// Files, rows, columns and what is odd about them.
  public var report: ReadyTableReport
  /// The column that names each row; nil: none was named.
  public var key: String?
  /// The column that holds the outcome; nil: none was named.
  public var label: LabelSummary?
  /// The time that the table spans; nil: no column of time was named.
  public var time: Span?
  /// Columns that no variable is made of.
  public var leftOut: [LeftOutColumn]
  /// What gives the label away, the strongest first.
  public var leaks: [Leak]

  /// The time that a table spans.
  public struct Span: Sendable, Equatable, Codable {
    public var column: String
    public var first: String
    public var last: String
    /// The periods, or, where there are many, quarters of the rows in their order, each with its rows.
    public var periods: [TextCount]

    init?(_ time: ReadyTable.TimeColumn) {
      guard let first = time.values.min(), let last = time.values.max() else { return nil }
      let (names, ofRow) = time.periods
      var rows = names.map { _ in 0 }
      for period in ofRow { rows[Int(period)] += 1 }
      (column, self.first, self.last) = (time.name, time.text(first), time.text(last))
      periods = zip(names, rows).map { TextCount(text: $0, rows: $1) }
    }
  }

  /// Columns that may be keys and were not named as such.
  public var likelyKeys: [String] { report.columns.filter(\.looksLikeKey).map(\.name) }

  /// Columns of numbers that may be codes.
  public var likelyCodes: [String] { report.columns.filter(\.looksLikeCode).map(\.name) }
}
