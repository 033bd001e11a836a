/// A table whose columns are joined to each row of another table by a key.
///
/// Its columns are called by the name of the join and their own, as in `client.birth_date`.
public struct JoinSource: SettingsSection {
  /// What becomes of a key that stands in several rows.
  public enum DuplicateRule: String, Sendable, CaseIterable, Codable {
    /// Stop and name it.
    case error
    /// The first row, in the order of the files and their lines.
    case first
    /// The last row.
    case last
    /// One column `count` with the number of rows; 0 for a key that has none.
    case count
    /// The sum, mean, least or greatest value of each column of numbers.
    case sum, mean, least, greatest

    /// Whether rows of a key are made into one.
    public var isAggregate: Bool {
      switch self {
      case .error, .first, .last: false
      case .count, .sum, .mean, .least, .greatest: true
      }
    }
  }

  /// Paths or glob patterns.
  public var files: [String] = []
  /// The column of these files that is looked for.
  public var key = ""
  /// The column that names the row to be joined: of the table itself, or of another join as `join.column`; nil: it is called
  /// like ``key``.
  public var by: String?
  /// Patterns of the columns that are joined; empty: all but the key and those that other joins go on by.
  public var columns: [String] = []
  /// Column → texts: rows that hold another text are passed over.
  public var matching: [String: [String]] = [:]
  public var duplicates = DuplicateRule.error

  /// A join without files.
  public init() {}

  public init(files: [String], key: String, by: String? = nil, duplicates: DuplicateRule = .error) {
    (self.files, self.key, self.by, self.duplicates) = (files, key, by, duplicates)
  }

  static let settings: [Setting<JoinSource>] = [
    .init(
      "files", \.files, .names("a file or a pattern such as clients_*.csv"),
      missing: { "“\($0.name)” has no “files”; name its files." },
      "Files or patterns of files with equal columns. There is no default: they must be named."),
    .init(
      "key", \.key, .name("the name of a column of these files"),
      missing: { "“\($0.name)” has no “key”; name the column that rows are found by." },
      "The column that rows are found by. There is no default: it must be named."),
    .init(
      "by", \.by, .optional(.name("a column, or join.column")),
      "The column of the table, or of another join as `join.column`, that holds the key; without it, the one called like the key."
    ),
    .init(
      "columns", \.columns, .names("names of columns, or patterns such as code_*").unlessEmpty,
      "Which columns are joined; without it all but the key and those that other joins go on by."),
    .init(
      "matching", \.matching,
      .mapping(
        .names("the texts that it may hold"),
        empty: { "“\($0)” names no column; write a column and its texts, or leave the line out." }
      ).unlessEmpty,
      "Columns with the texts that they may hold; other rows are passed over."),
    .init(
      "duplicates", \.duplicates, .choice,
      "A key in several rows: `error` stops at it, `first` and `last` take that row, `count` counts the rows, and `sum`, `mean`, "
        + "`least` and `greatest` are taken of each column of numbers."),
  ]

  /// How rows are found and what is taken of them, wherever the files lie.
  public var withoutFiles: JoinSource {
    var definition = self
    definition.files = []
    return definition
  }
}

extension [String: JoinSource] {
  /// The join that a column is a column of, by the part of its name before the full stop, and its own name there.
  public func owner(of column: String) -> (join: String, column: String)? {
    guard let dot = column.firstIndex(of: "."), self[String(column[..<dot])] != nil else { return nil }
    return (String(column[..<dot]), String(column[column.index(after: dot)...]))
  }

  /// The joins, each after the one that it goes on from; and one that goes on from itself by way of others.
  var inOrder: (joins: [(name: String, source: JoinSource)], circle: String?) {
    var ordered: [(name: String, source: JoinSource)] = []
    var rest = sorted { $0.key < $1.key }
    while !rest.isEmpty {
      let ready = rest.filter { _, source in
        source.by.flatMap { owner(of: $0) }.map { above in ordered.contains { $0.name == above.join } }
          ?? true
      }
      if ready.isEmpty { return (ordered, rest[0].key) }
      ordered += ready.map { ($0.key, $0.value) }
      rest.removeAll { entry in ready.contains { $0.key == entry.key } }
    }
    return (ordered, nil)
  }

  /// Those that some columns come from, with all that lead to them.
  public func needed(for columns: some Sequence<String>) -> Set<String> {
    var needed: Set<String> = []
    var open = columns.compactMap { owner(of: $0)?.join }
    while let name = open.popLast() {
      guard needed.insert(name).inserted, let by = self[name]?.by else { continue }
      if let above = owner(of: by) { open.append(above.join) }
    }
    return needed
  }
}
