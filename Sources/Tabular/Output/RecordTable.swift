import Database
import SystemIO

/// The table with a row for each run that has written to a table of a database, or for each of its months: the month, how many rows
/// there are of it, and the record of the run as JSON.
public enum RecordTable {
  /// What its name has after that of the table.
  static let ending = "_records"
  static let (month, rows, record) = ("month", "rows", "record")

  /// The months that a table has records of, as they are written there; none where there is no table yet.
  public static func months(of address: String) throws -> [String] {
    guard let address = try? TableAddress(address), case .table(let parts) = address.selection,
      try holds(address)
    else { return [] }
    let table = TableAddress.beside(parts, ending).map(SQLText.quoted).joined(separator: ".")
    guard let stream = try? Database.open(address).query("select \(month) from \(table)", isOurs: true) else {
      return []
    }
    var found: [String] = []
    while let batch = try stream.next() {
      found += (0..<batch.rowCount).compactMap(batch.columns[0].text)
    }
    return found
  }

  /// Whether there is a table with an address, or a query is one; a database that is a file need not be there either.
  public static func holds(_ address: TableAddress) throws -> Bool {
    guard case .table(let parts) = address.selection else { return true }
    if let file = address.file, FilePath.kind(of: file) == .nothing { return false }
    let database: Database
    do {
      database = try Database.open(address)
      _ = try database.query("select 1 as one", isOurs: true)
    } catch {
      throw TableError(file: address.text, asking: error.sentence)
    }
    let table = parts.map(SQLText.quoted).joined(separator: ".")
    return (try? database.query("select * from \(table) where 1 = 0", isOurs: true)) != nil
  }

  /// The address of those rows of a table that have a text in a column.
  public static func rows(of address: TableAddress, where column: String, is text: String) -> String {
    guard case .table(let parts) = address.selection else { return address.text }
    let table = parts.map(SQLText.quoted).joined(separator: ".")
    return address.asking("select * from \(table) where \(SQLText.quoted(column)) = \(SQLText.literal(text))")
  }
}
