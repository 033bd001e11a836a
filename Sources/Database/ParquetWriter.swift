import Arrow
import SystemIO

/// Writes rows as a file of Parquet, by DuckDB's library.
public final class ParquetWriter {
  private let database: Database
  private let connection: DatabaseConnection
  private static let table = "rows"

  /// - Throws: ``DatabaseError`` where there is no DuckDB.
  public init(columns: [ArrowField]) throws(DatabaseError) {
    // One thread writes the same bytes each time.
    database = try Database(
      name: "duckdb:", driver: "duckdb", options: [("path", ":memory:"), ("threads", "1")])
    connection = try database.connection()
    let names = columns.map { "\(SQLText.quoted($0.name)) \($0.type.nameInSQL)" }
    try connection.run("create table \(ParquetWriter.table) (\(names.joined(separator: ", ")))")
  }

  /// Adds rows.
  public func add(_ batch: ArrowExportBatch) throws(DatabaseError) {
    if batch.rowCount > 0 { try connection.add(batch, to: [ParquetWriter.table]) }
  }

  /// Writes all rows into a file of DuckDB's own, whose place is up to the caller.
  public func write(to path: String) throws(DatabaseError) {
    try connection.run(
      "copy \(ParquetWriter.table) to \(SQLText.literal(path)) (format parquet, compression zstd, use_tmp_file false)"
    )
  }
}
