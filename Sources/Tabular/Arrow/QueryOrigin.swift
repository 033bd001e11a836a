import Arrow
import Database
import Parallel
import SystemIO

/// The rows of a table or a query in a database, or of a file that DuckDB reads.
struct QueryOrigin: ArrowOrigin {
  let name: String
  let fields: [ArrowField]
  let isRepeatable: Bool
  private let database: Database
  /// What stands behind `from`; nil: the query is run as it is.
  private let relation: String?
  private let query: String
  private let file: String?

  /// Opens what an address names.
  ///
  /// - Throws: ``TableError`` with what the database says.
  init(_ address: TableAddress, name: String) throws {
    self.name = name
    file = nil
    database = try QueryOrigin.saying(name) { try Database.open(address) }
    switch address.selection {
    case .query(let text): (relation, query, isRepeatable) = (nil, text, false)
    case .table(let parts):
      let quoted = parts.map(SQLText.quoted).joined(separator: ".")
      (relation, query) = (quoted, "select * from \(quoted)")
      isRepeatable = try QueryOrigin.saying(name) { [database] in
        try address.driver == "duckdb" && QueryOrigin.isStored(parts, in: database)
      }
    }
    fields = try QueryOrigin.saying(name) { [database, query, relation] in
      try database.query(
        relation.map { "select * from \($0) where 1 = 0" } ?? query, isOurs: relation != nil
      ).fields
    }
  }

  /// Opens a file of Parquet.
  ///
  /// - Throws: ``TableError`` where there is no DuckDB to read it, or with what it says.
  init(parquet path: String) throws {
    (name, file, isRepeatable) = (path, path, true)
    do {
      database = try Database.reader()
    } catch {
      throw TableError(
        file: path, message: "this is a file of Parquet, which DuckDB's library reads for us, and \(error)")
    }
    let relation = QueryOrigin.parquet(path)
    (self.relation, query) = (relation, "select * from \(relation)")
    fields = try QueryOrigin.saying(path) { [database, query] in
      try database.query(query + " limit 0", isOurs: true).fields
    }
  }

  var isFile: Bool { file != nil }

  /// A column that DuckDB adds to a file of Parquet: groups of rows that do not have the numbers asked for are not read.
  private static let rowNumber = "file_row_number"

  var knowsRows: Bool { isFile && !fields.contains { $0.name.lowercased() == QueryOrigin.rowNumber } }

  func read(_ columns: [Int]?, rows: Range<Int>?) throws -> any ArrowBatches {
    var text = query
    if let columns, let relation {
      let names = columns.map { SQLText.quoted(fields[$0].name) }
      text = "select \(names.joined(separator: ", ")) from "
      if let rows, let file, rows.lowerBound > 0, knowsRows {
        text += QueryOrigin.parquet(file, "\(QueryOrigin.rowNumber) = true")
        text += " where \(QueryOrigin.rowNumber) between \(rows.lowerBound) and \(rows.upperBound - 1)"
      } else {
        text += relation + (rows.map { " limit \($0.upperBound)" } ?? "")
      }
    }
    return try QueryOrigin.saying(name) {
      QueryBatches(stream: try database.query(text, isOurs: relation != nil), database: database, name: name)
    }
  }

  /// What stands behind `from` for a file of Parquet.
  private static func parquet(_ path: String, _ option: String? = nil) -> String {
    let text = SQLText.literal(FilePattern.literal(path))
    let options = ["hive_partitioning = true", "hive_types_autocast = false"] + [option].compactMap { $0 }
    return "read_parquet(\(text), \(options.joined(separator: ", ")))"
  }

  func digest(team: ThreadTeam) throws -> FileDigest? {
    try file.map { try FileDigest(path: $0, team: team) }
  }

  // MARK: SQL

  /// Whether DuckDB has a table of a name, whose rows it gives in the order in which they were put in; a view's it need not.
  private static func isStored(_ parts: [String], in database: Database) throws -> Bool {
    let columns = ["table_name", "schema_name", "database_name"]
    let conditions = zip(columns, parts.reversed()).map { "\($0) = \(SQLText.literal($1))" }
    let text = "select 1 from duckdb_tables() where \(conditions.joined(separator: " and "))"
    return try database.query(text, isOurs: true).next().map { $0.rowCount > 0 } ?? false
  }

  /// What a database or a driver says, as an error that names the table.
  fileprivate static func saying<Result>(_ name: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw TableError(file: name, asking: error.sentence)
    } catch let error as ArrowError {
      throw TableError(file: name, column: error.column, message: error.message)
    }
  }
}

/// The batches of a query's rows.
private final class QueryBatches: ArrowBatches, @unchecked Sendable {
  private let stream: ArrowStream
  private let database: Database
  private let name: String

  init(stream: ArrowStream, database: Database, name: String) {
    (self.stream, self.database, self.name) = (stream, database, name)
  }

  func next() throws -> ArrowRecordBatch? {
    do {
      return try stream.next()
    } catch {
      throw TableError(file: name, column: error.column, message: database.shown(error.message))
    }
  }
}
