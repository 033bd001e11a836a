import Glibc
import Parallel
import SystemIO

extension Database {
  /// What a driver is told to open a database.
  static func options(
    _ name: String, driver: String, file: String?, isRead: Bool = true, secrets: Secrets
  ) throws(DatabaseError) -> [(key: String, value: String)] {
    if isRead, let file, FilePath.kind(of: file) != .file {
      throw DatabaseError("there is no file “\(file)”; check the path of the database.")
    }
    switch driver {
    case "duckdb":
      // An unattended run fetches no code from the network; who needs an extension installs it.
      let common = [
        (key: "autoinstall_known_extensions", value: "false"),
        // The other processors work on the rows that came before.
        (key: "threads", value: "\(max(1, ThreadTeam.availableProcessors / 2))"),
      ]
      if !isRead, file == nil {
        throw DatabaseError("“\(name)” names no file to write to; write duckdb:bank.duckdb.")
      }
      let access = isRead && file != nil ? [(key: "access_mode", value: "READ_ONLY")] : []
      return [("path", file ?? ":memory:")] + access + common
    case "sqlite":
      guard let file else { throw DatabaseError("“\(name)” names no file; write sqlite:bank.sqlite.") }
      let escaped = file.flatMap {
        "%?#".contains($0) ? "%\(String($0.asciiValue ?? 0, radix: 16))" : "\($0)"
      }
      return [("uri", "file:\(String(escaped))?mode=\(isRead ? "ro" : "rwc")")]
    default:
      return [
        ("uri", try secrets.filled(name, environment: { getenv($0).map { String(cString: $0) } }))
      ]
    }
  }

  /// What a driver is told before each query.
  static func statementOptions(driver: String) -> [(key: String, value: String)] {
    // SQLite has no types of columns: the driver goes by the rows of the first batch, so it is to be a large one.
    driver == "sqlite" ? [("adbc.sqlite.query.batch_rows", "65536")] : []
  }
}

extension Database {
  /// A query as it is run: one that does anything but read is refused, in the way that the database has for it.
  func readOnly(_ text: String, on connection: DatabaseConnection) throws(DatabaseError) -> String {
    switch driverName {
    case "duckdb": try refuseOther(text, on: connection)
    // A query within another one can be nothing but a query.
    case "sqlite": return "select * from (\n\(SQLText.withoutLastSemicolons(text))\n)"
    case "postgresql": try connection.run("set default_transaction_read_only = on")
    default: break
    }
    return text
  }

  /// Asks DuckDB itself what a text is: it writes down as JSON what only reads.
  private func refuseOther(_ text: String, on connection: DatabaseConnection) throws(DatabaseError) {
    let stream = try connection.rows(
      "select s->>'error_type', s->>'error_message' from (select json_serialize_sql(\(SQLText.literal(text))) as s)"
    )
    var found: [String?] = []
    do {
      while let batch = try stream.next() {
        for column in batch.columns {
          if batch.rowCount > 0 { found.append(column.text(0)) }
        }
      }
    } catch {
      throw DatabaseError("\(error)")
    }
    guard found.count == 2, let problem = found[0] else { return }
    throw problem == "not implemented"
      ? DatabaseError("only queries that read are run, and this is none; write it as `select …`.")
      : DatabaseError(found[1] ?? problem)
  }
}
