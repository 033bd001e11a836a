import SystemIO

/// A table or a query in a database, in place of files.
public struct StoredTable: Sendable, Equatable {
  /// The address of the database, such as `duckdb:bank.duckdb`.
  public var database: String?
  /// The name of a table in it.
  public var table: String?
  /// A query, whose rows make the table.
  public var query: String?

  /// No database.
  public init() {}

  public init(database: String, table: String? = nil, query: String? = nil) {
    (self.database, self.table, self.query) = (database, table, query)
  }

  /// The address of the rows; nil where there is no database.
  public var address: String? {
    database.map { database in (query ?? table).map { "\(database)#\($0)" } ?? database }
  }

  /// The same with the path of the database's file changed, where it is one.
  func changingFile(_ change: (String) -> String) -> StoredTable {
    var changed = self
    changed.database = database.map { TableAddress.changingFile(of: $0, change) }
    return changed
  }

  /// A database is named alone, with a table or a query.
  func check(_ section: ConfigurationSection) {
    guard let database else {
      for key in ["table", "query"] where section.value(key) != nil {
        section.reader.add(
          "“\(section.path(key))” has no “database”; name the database that it lies in.",
          at: section.keyNode(key))
      }
      return
    }
    if section.value("files") != nil {
      section.reader.add(
        "“\(section.name)” names both “files” and a “database”; keep one of them.",
        at: section.keyNode("files"))
    }
    if (table == nil) == (query == nil) {
      section.reader.add(
        "“\(section.name)” names a database; say which “table” of it, or which “query”, and not both.",
        at: section.keyNode("database"))
    } else if let address {
      do {
        _ = try TableAddress(address)
      } catch {
        section.reader.add(
          TableAddress.isAddress(database)
            ? "\(error)"
            : "“\(section.reader.shown(database))” is no address of a database; write it as duckdb:bank.duckdb.",
          at: section.keyNode("database"))
      }
    }
  }
}

/// A section whose rows may lie in a database.
protocol DatabaseSection: SettingsSection {
  var stored: StoredTable { get set }
}

extension DatabaseSection {
  /// Whether a section that is read must name files.
  static func needsFiles(_ section: ConfigurationSection) -> Bool { section.value("database") == nil }

  static var settingsOfDatabase: [Setting<Self>] {
    [
      .init(
        "database", \.stored.database, .optional(.name("the address of a database")),
        "A database in place of files, such as `duckdb:bank.duckdb` or `postgresql://host/bank`; see `docs/doors.md`."
      ),
      .init(
        "table", \.stored.table, .optional(.name("the name of a table")),
        "The table of the database, with its schema where it needs one, as in `risk.panel`."),
      .init(
        "query", \.stored.query, .optional(.name("a query")),
        "A query in place of a table, in the database's own SQL."),
    ]
  }
}
