/// A ready-made table instead of a panel: a row per case, and a column with the outcome.
public struct TableSource: DatabaseSection {
  /// Paths or glob patterns.
  public var files: [String] = []
  /// Where the rows lie in a database; files are then not looked for.
  public var stored = StoredTable()
  /// The column that holds the outcome; nil: none is known.
  public var label: String?
  /// The label's text that counts as a loss; nil: the label is 0 or 1.
  public var positive: String?
  /// The column that names each row; nil: rows are numbered.
  public var key: String?
  /// The column by whose order the table is split; nil: rows are in no order.
  public var timeColumn: String?

  /// A table without files.
  public init() {}

  public init(
    files: [String], label: String? = nil, positive: String? = nil, key: String? = nil,
    timeColumn: String? = nil
  ) {
    (self.files, self.label, self.positive) = (files, label, positive)
    (self.key, self.timeColumn) = (key, timeColumn)
  }

  /// The files, with their sheet where one is named, or the address of the table or query in a database in their place.
  public var origin: [String] { stored.origin(of: files) }

  func check(_ section: ConfigurationSection) { stored.check(section, files: files) }

  static let settings: [Setting<TableSource>] =
    [
      .init(
        "files", \.files, .names("a file or a pattern such as features_*.csv"),
        isWritten: { $0.stored.address == nil },
        missing: { needsFiles($0) ? "“table” has no “files”; name its files." : nil },
        "Files or patterns of files with equal columns."),
      .init("label", \.label, .optional(.name("the name of a column")), "The column that holds the outcome."),
      .init(
        "positive", \.positive, .optional(.name("a text of the label")),
        "The text of the label that counts as a loss; without it the label is 0 or 1."),
      .init(
        "key", \.key, .optional(.name("the name of a column")),
        "The column that names each row; without it rows are numbered."),
      .init(
        "time_column", \.timeColumn, .optional(.name("the name of a column")),
        "The column by whose order the table is split; without it rows are split by a hash of the key."),
    ] + settingsOfDatabase
}
