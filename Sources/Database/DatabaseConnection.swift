import Arrow
import CArrow

/// A connection to a database, closed when the last of its statements is gone.
final class DatabaseConnection: @unchecked Sendable {
  let database: Database
  fileprivate let memory: UnsafeMutablePointer<AdbcConnection>

  init(to database: Database, memory ofDatabase: UnsafeMutablePointer<AdbcDatabase>) throws(DatabaseError) {
    self.database = database
    memory = .allocate(capacity: 1)
    memory.initialize(to: AdbcConnection())
    let (driver, memory) = (database.driver, memory)
    memory.pointee.private_driver = driver
    try DriverCall.check { driver.pointee.ConnectionNew?(memory, $0) }
    try DriverCall.check { driver.pointee.ConnectionInit?(memory, ofDatabase, $0) }
  }

  deinit {
    if memory.pointee.private_data != nil {
      try? DriverCall.check { [driver = database.driver] in driver.pointee.ConnectionRelease?(memory, $0) }
    }
    memory.deallocate()
  }

  // MARK: Transactions

  /// From now on nothing is kept before ``commit()``.
  func begin() throws(DatabaseError) {
    let (driver, memory) = (database.driver, memory)
    try DriverCall.check {
      driver.pointee.ConnectionSetOption?(memory, "adbc.connection.autocommit", "false", $0)
    }
  }

  func commit() throws(DatabaseError) {
    let (driver, memory) = (database.driver, memory)
    try DriverCall.check { driver.pointee.ConnectionCommit?(memory, $0) }
  }

  func rollback() throws(DatabaseError) {
    let (driver, memory) = (database.driver, memory)
    try DriverCall.check { driver.pointee.ConnectionRollback?(memory, $0) }
  }

  // MARK: Statements

  /// The rows of a query.
  func rows(
    _ text: String, options: [(key: String, value: String)] = []
  ) throws(DatabaseError) -> ArrowStream {
    let statement = try DatabaseStatement(on: self)
    try statement.set(options)
    return try statement.rows(text)
  }

  /// Runs a statement whose rows nobody wants.
  func run(_ text: String) throws(DatabaseError) {
    do {
      let rows = try rows(text)
      while try rows.next() != nil {}
    } catch {
      throw error as? DatabaseError ?? DatabaseError("\(error)")
    }
  }

  /// Adds rows to a table.
  func add(_ batch: ArrowExportBatch, to table: [String]) throws(DatabaseError) {
    let statement = try DatabaseStatement(on: self)
    var options = [(key: "adbc.ingest.target_table", value: table.last ?? "")]
    if table.count > 1 { options.append(("adbc.ingest.target_db_schema", table[table.count - 2])) }
    if table.count > 2 { options.append(("adbc.ingest.target_catalog", table[table.count - 3])) }
    try statement.set(options + [("adbc.ingest.mode", "adbc.ingest.mode.append")])
    try statement.takeIn(batch)
  }
}

/// A statement, which lives as long as its rows are read.
private final class DatabaseStatement: @unchecked Sendable {
  private let connection: DatabaseConnection
  private let memory: UnsafeMutablePointer<AdbcStatement>
  private let driver: UnsafeMutablePointer<AdbcDriver>

  init(on connection: DatabaseConnection) throws(DatabaseError) {
    (self.connection, driver) = (connection, connection.database.driver)
    memory = .allocate(capacity: 1)
    memory.initialize(to: AdbcStatement())
    memory.pointee.private_driver = driver
    let (driver, memory) = (driver, memory)
    try DriverCall.check { driver.pointee.StatementNew?(connection.memory, memory, $0) }
  }

  deinit {
    if memory.pointee.private_data != nil {
      try? DriverCall.check { [driver, memory] in driver.pointee.StatementRelease?(memory, $0) }
    }
    memory.deallocate()
  }

  func set(_ options: [(key: String, value: String)]) throws(DatabaseError) {
    let (driver, memory) = (driver, memory)
    for (key, value) in options {
      try DriverCall.check { driver.pointee.StatementSetOption?(memory, key, value, $0) }
    }
  }

  func rows(_ text: String) throws(DatabaseError) -> ArrowStream {
    let (driver, memory) = (driver, memory)
    try DriverCall.check { driver.pointee.StatementSetSqlQuery?(memory, text, $0) }
    var stream = ArrowArrayStream()
    try DriverCall.check { driver.pointee.StatementExecuteQuery?(memory, &stream, nil, $0) }
    do {
      return try ArrowStream(taking: stream, from: self)
    } catch {
      throw DatabaseError("\(error)")
    }
  }

  func takeIn(_ batch: ArrowExportBatch) throws(DatabaseError) {
    let (driver, memory) = (driver, memory)
    var stream = ArrowExportStream(batch).stream()
    defer { stream.release?(&stream) }
    // Who takes a stream says so by its release, which is then no more.
    try DriverCall.check { driver.pointee.StatementBindStream?(memory, &stream, $0) }
    try DriverCall.check { driver.pointee.StatementExecuteQuery?(memory, nil, nil, $0) }
  }
}
