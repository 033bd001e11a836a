import Glibc
import SystemIO

extension Database {
  /// What a driver is told to open a database.
  static func options(
    _ name: String, driver: String, file: String?, secrets: Secrets
  ) throws(DatabaseError) -> [(key: String, value: String)] {
    if let file, FilePath.kind(of: file) != .file {
      throw DatabaseError("there is no file “\(file)”; check the path of the database.")
    }
    switch driver {
    case "duckdb":
      // An unattended run fetches no code from the network; who needs an extension installs it.
      let common = [(key: "autoinstall_known_extensions", value: "false")]
      return file.map { [("path", $0), ("access_mode", "READ_ONLY")] + common } ?? [("path", ":memory:")]
        + common
    case "sqlite":
      guard let file else { throw DatabaseError("“\(name)” names no file; write sqlite:bank.sqlite.") }
      let escaped = file.flatMap {
        "%?#".contains($0) ? "%\(String($0.asciiValue ?? 0, radix: 16))" : "\($0)"
      }
      return [("uri", "file:\(String(escaped))?mode=ro")]
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
