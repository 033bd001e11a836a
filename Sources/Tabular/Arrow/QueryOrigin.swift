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
      if let relation {
        return try database.query("select * from \(relation) where 1 = 0", isOurs: true).fields
      }
      // DuckDB gives columns that are called the same names of its own within another query.
      let beginning = QueryOrigin.within(query, of: database).map {
        database.driverName == "sqlite" ? "select * from \($0) where 1 = 0" : "\($0) limit 0"
      }
      return try (beginning.flatMap { try? database.query($0) } ?? database.query(query)).fields
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

  func read(_ columns: [Int]?, rows: Range<Int>?, months: MonthFilter?) throws -> any ArrowBatches {
    try QueryOrigin.saying(name) {
      // What cannot stand within another query is run as it is.
      if let text = text(columns ?? Array(fields.indices), rows: rows, months: months),
        let stream = relation != nil
          ? try database.query(text, isOurs: true) : try? database.query(text)
      {
        return QueryBatches(stream: stream, database: database, name: name)
      }
      return QueryBatches(
        stream: try database.query(query, isOurs: relation != nil), database: database, name: name,
        columns: columns)
    }
  }

  /// A query for some columns and rows; nil where nothing is known of the language.
  private func text(_ columns: [Int], rows: Range<Int>?, months: MonthFilter?) -> String? {
    guard var source = relation ?? QueryOrigin.within(query, of: database) else { return nil }
    var conditions = [months?.condition].compactMap { $0 }
    var limit: Int?
    if let rows, let file, rows.lowerBound > 0, knowsRows {
      source = QueryOrigin.parquet(file, "\(QueryOrigin.rowNumber) = true")
      conditions.append("\(QueryOrigin.rowNumber) between \(rows.lowerBound) and \(rows.upperBound - 1)")
    } else {
      limit = rows?.upperBound
    }
    return "select \(columns.map(column).joined(separator: ", ")) from \(source) as \(QueryOrigin.alias)"
      + (conditions.isEmpty ? "" : " where \(conditions.joined(separator: " and "))")
      + (limit.map { " limit \($0)" } ?? "")
  }

  /// The query as what stands behind `from`, where the database is one whose language is known.
  private static func within(_ query: String, of database: Database) -> String? {
    ["duckdb", "postgresql", "sqlite"].contains(database.driverName)
      ? "(\n\(SQLText.withoutLastSemicolons(query))\n)" : nil
  }

  private static let alias = "churn_rows"

  /// A column as it stands in a query: with its table, as SQLite takes other names that it does not know for texts.
  private func column(_ index: Int) -> String {
    "\(QueryOrigin.alias).\(SQLText.quoted(fields[index].name))"
  }

  func differentMonths(in index: Int) -> DifferentMonths? {
    guard let source = relation ?? QueryOrigin.within(query, of: database) else { return nil }
    let form: DifferentMonths.Form
    switch (fields[index].type, database.driverName) {
    case (.day, "duckdb"), (.timestamp, "duckdb"), (.day, "postgresql"), (.timestamp, "postgresql"):
      form = .days
    case (.integer, "duckdb"), (.integer, "postgresql"), (.text, "duckdb"), (.text, "postgresql"),
      (.dictionary, "duckdb"):
      form = .values
    case (_, "sqlite"): form = .looseValues
    default: return nil
    }
    let column = column(index)
    let value = if case .days = form { "cast(date_trunc('month', \(column)) as date)" } else { column }
    let text =
      "select distinct \(value) as churn_month from \(source) as \(QueryOrigin.alias) limit \(DifferentMonths.most + 1)"
    // Where it cannot be asked so, all rows are read.
    guard let stream = try? database.query(text, isOurs: relation != nil), stream.fields.count == 1 else {
      return nil
    }
    var batches: [ArrowRecordBatch] = []
    do {
      while let batch = try stream.next() { batches.append(batch) }
    } catch {
      return nil
    }
    let field = ArrowField(name: fields[index].name, type: stream.fields[0].type)
    return DifferentMonths(column: column, form: form, field: field, batches: batches)
  }

  func number(ofRow row: Int, months: MonthFilter) -> Int? {
    guard let relation else { return nil }
    let (alias, number) = (QueryOrigin.alias, "churn_row")
    let rows = "select \(months.column), row_number() over () as \(number) from \(relation) as \(alias)"
    let stream = try? database.query(
      "select \(number) from (\(rows)) as \(alias) where \(months.condition) order by \(number) limit 1 offset \(row)",
      isOurs: true)
    guard let batch = try? stream?.next(), batch.rowCount == 1 else { return nil }
    return batch.columns[0].number(0).map { Int($0) }
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
  private let columns: [Int]?

  /// - Parameter columns: those of the stream that are wanted, in this order; nil: all.
  init(stream: ArrowStream, database: Database, name: String, columns: [Int]? = nil) {
    (self.stream, self.database, self.name, self.columns) = (stream, database, name, columns)
  }

  func next() throws -> ArrowRecordBatch? {
    do {
      let batch = try stream.next()
      return columns.map { batch?.taking(columns: $0) } ?? batch
    } catch {
      throw TableError(file: name, column: error.column, message: database.shown(error.message))
    }
  }
}
