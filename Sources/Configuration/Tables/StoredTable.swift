import SystemIO

/// Where inside of what holds several a table lies: a table or a query in a database in place of files, or a sheet of a
/// workbook.
public struct StoredTable: Sendable, Equatable {
  /// The address of the database, such as `duckdb:bank.duckdb`.
  public var database: String?
  /// The name of a table in it.
  public var table: String?
  /// A query, whose rows make the table.
  public var query: String?
  /// The sheet of workbooks.
  public var sheet: String?
  /// The part of the sheet, such as `A1:H500`.
  public var range: String?

  /// No database.
  public init() {}

  public init(database: String, table: String? = nil, query: String? = nil) {
    (self.database, self.table, self.query) = (database, table, query)
  }

  /// The address of the rows; nil where there is no database.
  public var address: String? {
    database.map { database in (query ?? table).map { "\(database)#\($0)" } ?? database }
  }

  /// The addresses of what is read: of files their names, with the sheet where one is named.
  func origin(of files: [String]) -> [String] {
    address.map { [$0] } ?? files.map { SheetAddress.text(file: $0, sheet: sheet, range: range) }
  }

  /// The same with the path of the database's file changed, where it is one.
  func changingFile(_ change: (String) -> String) -> StoredTable {
    var changed = self
    changed.database = database.map { TableAddress.changingFile(of: $0, change) }
    return changed
  }

  /// A database is named alone, with a table or a query; a sheet beside workbooks.
  func check(_ section: ConfigurationSection, files: [String]) {
    if let range, CellRange(range) == nil {
      section.reader.add(
        "“\(section.reader.shown(range))” is no range of a sheet; write it as A1:H500, A:H or B3.",
        at: section.keyNode("range"))
    }
    if let key = sheet != nil ? "sheet" : range != nil ? "range" : nil,
      database != nil || !files.allSatisfy({ SheetAddress.isWorkbook(path: $0) })
    {
      section.reader.add(
        "“\(section.path(key))” goes with files of workbooks, whose names end with .xlsx or .xlsm.",
        at: section.keyNode(key))
    }
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
        if case .query = try TableAddress(address).selection, table != nil {
          section.reader.add(
            "“\(section.path("table"))” is no name of a table; put double quotes around a part with blanks, as in "
              + "risk.\"my panel\", or say “query”.", at: section.keyNode("table"))
        }
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
      .init(
        "sheet", \.stored.sheet, .optional(.name("the name of a sheet")),
        "Of files that are workbooks (XLSX): the sheet. Without it the only one that holds anything."),
      .init(
        "range", \.stored.range, .optional(.name("a range such as A1:H500")),
        "Where in the sheet the table is, the names of its columns in the first row."),
    ]
  }
}
