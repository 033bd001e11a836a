import Arrow
import SystemIO

/// Writes rows into a table of a database, all in one transaction: before ``commit()`` nobody sees any of them, and whoever
/// is stopped before it has changed nothing.
public final class TableWriter {
  /// What messages call it.
  public let name: String
  private let table: [String]
  private let columns: [ArrowField]
  private let connection: DatabaseConnection
  private let database: Database
  private var isOpen = true

  /// Opens a table, which is made where it is not there, and begins.
  ///
  /// - Parameters:
  ///   - columns: names and types of all columns.
  ///   - replaced: the rows that go are those with this text in this column; nil: all.
  /// - Throws: ``DatabaseError`` where the table has other columns, or with what the database says.
  public init(
    _ address: TableAddress, columns: [ArrowField], replacing replaced: (column: String, text: String)?
  ) throws(DatabaseError) {
    guard case .table(let parts) = address.selection else {
      throw DatabaseError("a query cannot be written to; name a table, as in \(address.database)#loss_list.")
    }
    (name, table, self.columns) = (address.text, parts, columns)
    let database = try Database.forWriting(address)
    self.database = database
    do {
      connection = try database.connection()
      try connection.begin()
      try TableWriter.make(parts, "the table", columns, replacing: replaced, on: connection)
    } catch {
      throw database.hidden(error)
    }
  }

  deinit { if isOpen { try? connection.rollback() } }

  /// Adds rows.
  public func add(_ batch: ArrowExportBatch) throws(DatabaseError) {
    if batch.rowCount == 0 { return }
    do {
      try connection.add(batch, to: table)
    } catch {
      throw database.hidden(error)
    }
  }

  /// Adds rows to a further table in the same transaction, which is called as the first one is, with an ending.
  ///
  /// - Parameter replaced: the rows that go are those with this text in this column; nil: all.
  /// - Throws: ``DatabaseError`` where the table has other columns, or with what the database says.
  public func add(
    _ batch: ArrowExportBatch, besideWith ending: String, replacing replaced: (column: String, text: String)?
  ) throws(DatabaseError) {
    let parts = TableAddress.beside(table, ending)
    do {
      try TableWriter.make(
        parts, "the table “\(parts.joined(separator: "."))” beside it", batch.fields, replacing: replaced,
        on: connection)
      try connection.add(batch, to: parts)
    } catch {
      throw database.hidden(error)
    }
  }

  /// Makes all rows to be seen at once.
  public func commit() throws(DatabaseError) {
    isOpen = false
    do {
      try connection.commit()
    } catch {
      throw database.hidden(error)
    }
  }

  /// Makes a table where it is not there, and takes rows out of it.
  private static func make(
    _ parts: [String], _ name: String, _ columns: [ArrowField],
    replacing replaced: (column: String, text: String)?,
    on connection: DatabaseConnection
  ) throws(DatabaseError) {
    let table = parts.map(SQLText.quoted).joined(separator: ".")
    let columnsInWords = columns.map { "\(SQLText.quoted($0.name)) \($0.type.nameInSQL)" }
    try connection.run("create table if not exists \(table) (\(columnsInWords.joined(separator: ", ")))")
    let found = try connection.rows("select * from \(table) where 1 = 0").fields.map(\.name)
    let wanted = columns.map(\.name)
    guard found == wanted else {
      throw DatabaseError(
        "\(name) has the columns \(found.joined(separator: ", ")), and what is to be written has "
          + "\(wanted.joined(separator: ", ")); name another table, or take this one away.")
    }
    let condition = replaced.map { " where \(SQLText.quoted($0.column)) = \(SQLText.literal($0.text))" }
    try connection.run("delete from \(table)\(condition ?? "")")
  }
}

/// Names and texts as they stand in a query.
public enum SQLText {
  public static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }
  public static func literal(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }

  /// A query as it may stand within another one.
  public static func withoutLastSemicolons(_ text: String) -> Substring {
    var rest = text[...]
    while let last = rest.last, last == ";" || last.isWhitespace { rest.removeLast() }
    return rest
  }
}

extension ArrowType {
  /// The type in words that all databases know.
  var nameInSQL: String {
    switch self {
    case .float: "double precision"
    case .integer: "bigint"
    case .day: "date"
    case .bool: "boolean"
    case .null, .decimal, .text, .dayInMilliseconds, .timestamp, .dictionary, .unreadable: "text"
    }
  }
}
