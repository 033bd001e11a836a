import Arrow
import CArrow
import Synchronization
import SystemIO

/// A database that is open, for all who ask for it at the same time.
public final class Database: @unchecked Sendable {
  /// What messages call it.
  public let name: String
  let driver: UnsafeMutablePointer<AdbcDriver>
  private let memory: UnsafeMutablePointer<AdbcDatabase>
  private let secrets: Secrets
  /// What every statement is told.
  private let statementOptions: [(key: String, value: String)]
  /// Drivers need not bear two calls at a time.
  private let turn = Mutex(())

  private struct Weak: Sendable { weak var database: Database? }
  private static let opened = Mutex<[String: Weak]>([:])

  /// The database of an address.
  ///
  /// - Throws: ``DatabaseError`` where there is no driver, or with what the driver says.
  public static func open(_ address: TableAddress) throws(DatabaseError) -> Database {
    try open(address.database, driver: address.driver, file: address.file)
  }

  /// DuckDB without a database of its own, to read files with.
  public static func reader() throws(DatabaseError) -> Database {
    try open("duckdb:", driver: "duckdb", file: nil)
  }

  private static func open(
    _ name: String, driver: String, file: String?
  ) throws(DatabaseError) -> Database {
    let result = opened.withLock { opened in
      if let known = opened[name]?.database { return Result<Database, DatabaseError>.success(known) }
      let fresh = Result { () throws(DatabaseError) in
        let secrets = Secrets()
        let options = try Database.options(name, driver: driver, file: file, secrets: secrets)
        return try Database(name: name, driver: driver, options: options, secrets: secrets)
      }
      if case .success(let database) = fresh { opened[name] = Weak(database: database) }
      return fresh
    }
    return try result.get()
  }

  /// Opens a database of its own.
  ///
  /// - Parameter options: what the driver is told.
  init(
    name: String, driver driverName: String, options: [(key: String, value: String)],
    secrets: Secrets = Secrets()
  ) throws(DatabaseError) {
    (self.name, self.secrets) = (name, secrets)
    statementOptions = Database.statementOptions(driver: driverName)
    driver = try DriverLibrary.named(driverName).functions
    let functions = driver
    memory = .allocate(capacity: 1)
    memory.initialize(to: AdbcDatabase())
    do {
      memory.pointee.private_driver = functions
      try DriverCall.check { [memory] in functions.pointee.DatabaseNew?(memory, $0) }
      for (key, value) in options {
        try DriverCall.check { [memory] in functions.pointee.DatabaseSetOption?(memory, key, value, $0) }
      }
      try DriverCall.check { [memory] in functions.pointee.DatabaseInit?(memory, $0) }
    } catch {
      throw secrets.hidden(in: error)
    }
  }

  deinit {
    if memory.pointee.private_data != nil {
      try? DriverCall.check { [memory, driver] in driver.pointee.DatabaseRelease?(memory, $0) }
    }
    memory.deallocate()
  }

  /// What a driver says, without what must not be shown.
  public func shown(_ text: String) -> String { secrets.hidden(in: text) }

  /// The rows of a query.
  ///
  /// - Throws: ``DatabaseError`` with what the database says.
  public func query(_ text: String) throws(DatabaseError) -> ArrowStream {
    let result = turn.withLock { _ in
      Result { () throws(DatabaseError) in
        try DatabaseQuery(on: self, memory: memory).rows(text, options: statementOptions)
      }
    }
    do {
      return try result.get()
    } catch {
      throw secrets.hidden(in: error)
    }
  }
}

/// Texts of the environment that stand in an address, and are never to be shown.
final class Secrets: Sendable {
  private let known = Mutex<[(name: String, text: String)]>([])

  /// A text with each `${NAME}` replaced by what the environment has.
  ///
  /// - Throws: ``DatabaseError`` where it has nothing.
  func filled(_ text: String, environment: (String) -> String?) throws(DatabaseError) -> String {
    var filled = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "${"),
      let end = rest[start.upperBound...].firstIndex(of: "}")
    {
      let name = String(rest[start.upperBound..<end])
      guard let value = environment(name), !value.isEmpty else {
        throw DatabaseError(
          "the address needs the environment variable \(name), which is not set; set it and run again.")
      }
      known.withLock { $0.append((name, value)) }
      filled += rest[..<start.lowerBound] + Secrets.escaped(value)
      rest = rest[rest.index(after: end)...]
    }
    return filled + rest
  }

  /// An error without what must not be shown.
  func hidden(in error: DatabaseError) -> DatabaseError {
    DatabaseError(hidden(in: error.description))
  }

  func hidden(in text: String) -> String {
    known.withLock { known in
      known.reduce(text) { text, secret in
        text.replacing(secret.text, with: "${\(secret.name)}")
          .replacing(Secrets.escaped(secret.text), with: "${\(secret.name)}")
      }
    }
  }

  /// As addresses have it: what is no letter and no digit as `%2F`.
  private static func escaped(_ text: String) -> String {
    text.utf8.reduce(into: "") { escaped, byte in
      let isPlain = byte &- 48 <= 9 || (byte | 0x20) &- 0x61 < 26 || "-._~".utf8.contains(byte)
      let digits = String(byte, radix: 16, uppercase: true)
      escaped += isPlain ? String(UnicodeScalar(byte)) : "%" + (digits.count < 2 ? "0" : "") + digits
    }
  }
}
