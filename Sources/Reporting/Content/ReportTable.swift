/// A table handed in by the caller, its cells ready to be shown.
public struct ReportTable: Sendable, Equatable, Codable {
  public struct Column: Sendable, Equatable, Codable {
    public var title: String
    /// Numbers stand flush right.
    public var isNumber: Bool

    public init(_ title: String, isNumber: Bool = false) {
      self.title = title
      self.isNumber = isNumber
    }

    enum CodingKeys: String, CodingKey {
      case title
      case isNumber = "is_number"
    }
  }

  public var title: String
  public var columns: [Column]
  public var rows: [[String]]
  /// A sentence below the table.
  public var note: String?
  /// Rows that are shown where they are asked for, below a line that says what they are; nil: none.
  public var folded: Folded?

  /// Rows of a table that few readers ask for.
  public struct Folded: Sendable, Equatable, Codable {
    /// What they are, in the report's language.
    public var title: String
    public var rows: [[String]]

    public init(title: String, rows: [[String]]) { (self.title, self.rows) = (title, rows) }
  }

  public init(
    title: String, columns: [Column], rows: [[String]], note: String? = nil, folded: Folded? = nil
  ) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "A row has a cell for every column.")
    self.title = title
    self.columns = columns
    self.rows = rows
    self.note = note
    self.folded = folded
  }
}

extension [ReportTable.Column] {
  /// Many columns stand closer, so that the last one is seen without scrolling.
  var density: [(String, String)] { count > 8 ? [("class", "dense")] : [] }
}
