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
  /// What its driver is called: `duckdb`, `sqlite`, `postgresql`.
  public let driverName: String
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

  /// The database of an address, to write to; a file that is not there is made. It is the same one for all, as a file that DuckDB
  /// writes must not be opened twice.
  static func forWriting(_ address: TableAddress) throws(DatabaseError) -> Database {
    try open(address.database, driver: address.driver, file: address.file, isRead: false)
  }

  /// Looks whether there is a driver to write with, and a server; makes no file.
  public static func checkWritable(_ address: TableAddress) throws(DatabaseError) {
    _ = try DriverLibrary.named(address.driver)
    if address.file != nil { return }
    let database = try forWriting(address)
    do {
      _ = try database.connection()
    } catch {
      throw database.hidden(error)
    }
  }

  /// DuckDB without a database of its own, to read files with.
  public static func reader() throws(DatabaseError) -> Database {
    try open("duckdb:", driver: "duckdb", file: nil)
  }

  private static func open(
    _ name: String, driver: String, file: String?, isRead: Bool = true
  ) throws(DatabaseError) -> Database {
    let key = isRead ? name : name + " to write to"
    let result = opened.withLock { opened in
      if let known = opened[key]?.database { return Result<Database, DatabaseError>.success(known) }
      let fresh = Result { () throws(DatabaseError) in
        let secrets = Secrets()
        let options = try Database.options(
          name, driver: driver, file: file, isRead: isRead, secrets: secrets)
        return try Database(name: name, driver: driver, options: options, secrets: secrets)
      }
      if case .success(let database) = fresh { opened[key] = Weak(database: database) }
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
    (self.name, self.driverName, self.secrets) = (name, driverName, secrets)
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
  /// - Parameter isOurs: whether no part of it but quoted names comes from others; else it is run where it only reads.
  /// - Throws: ``DatabaseError`` with what the database says.
  public func query(_ text: String, isOurs: Bool = false) throws(DatabaseError) -> ArrowStream {
    let result = turn.withLock { _ in
      Result { () throws(DatabaseError) in
        let connection = try DatabaseConnection(to: self, memory: memory)
        let text = isOurs ? text : try readOnly(text, on: connection)
        return try connection.rows(text, options: statementOptions)
      }
    }
    do {
      return try result.get()
    } catch {
      throw hidden(error)
    }
  }

  /// A connection of its own, such as to write.
  func connection() throws(DatabaseError) -> DatabaseConnection {
    try DatabaseConnection(to: self, memory: memory)
  }

  /// An error without what must not be shown.
  func hidden(_ error: DatabaseError) -> DatabaseError { secrets.hidden(in: error) }
}
