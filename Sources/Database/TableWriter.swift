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
      let quoted = parts.map(SQLText.quoted).joined(separator: ".")
      try TableWriter.make(quoted, columns, on: connection)
      let condition = replaced.map { " where \(SQLText.quoted($0.column)) = \(SQLText.literal($0.text))" }
      try connection.run("delete from \(quoted)\(condition ?? "")")
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

  /// Makes all rows to be seen at once.
  public func commit() throws(DatabaseError) {
    isOpen = false
    do {
      try connection.commit()
    } catch {
      throw database.hidden(error)
    }
  }

  private static func make(
    _ table: String, _ columns: [ArrowField], on connection: DatabaseConnection
  ) throws(DatabaseError) {
    let columnsInWords = columns.map { "\(SQLText.quoted($0.name)) \($0.type.nameInSQL)" }
    try connection.run("create table if not exists \(table) (\(columnsInWords.joined(separator: ", ")))")
    let found = try connection.rows("select * from \(table) where 1 = 0").fields.map(\.name)
    let wanted = columns.map(\.name)
    if found == wanted { return }
    throw DatabaseError(
      "the table has the columns \(found.joined(separator: ", ")), and what is to be written has "
        + "\(wanted.joined(separator: ", ")); name another table, or take this one away.")
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
