import Arrow
import CArrow

/// A connection with one query, which live as long as its rows are read.
final class DatabaseQuery: @unchecked Sendable {
  private let database: Database
  private let connection: UnsafeMutablePointer<AdbcConnection>
  private let statement: UnsafeMutablePointer<AdbcStatement>

  init(on database: Database, memory: UnsafeMutablePointer<AdbcDatabase>) throws(DatabaseError) {
    self.database = database
    connection = .allocate(capacity: 1)
    connection.initialize(to: AdbcConnection())
    statement = .allocate(capacity: 1)
    statement.initialize(to: AdbcStatement())
    let driver = database.driver
    connection.pointee.private_driver = driver
    statement.pointee.private_driver = driver
    try DriverCall.check { driver.pointee.ConnectionNew?(connection, $0) }
    try DriverCall.check { driver.pointee.ConnectionInit?(connection, memory, $0) }
    try DriverCall.check { driver.pointee.StatementNew?(connection, statement, $0) }
  }

  deinit {
    let driver = database.driver
    if statement.pointee.private_data != nil {
      try? DriverCall.check { driver.pointee.StatementRelease?(statement, $0) }
    }
    if connection.pointee.private_data != nil {
      try? DriverCall.check { driver.pointee.ConnectionRelease?(connection, $0) }
    }
    statement.deallocate()
    connection.deallocate()
  }

  func rows(
    _ text: String, options: [(key: String, value: String)]
  ) throws(DatabaseError) -> ArrowStream {
    let driver = database.driver
    for (key, value) in options {
      try DriverCall.check { driver.pointee.StatementSetOption?(statement, key, value, $0) }
    }
    try DriverCall.check { driver.pointee.StatementSetSqlQuery?(statement, text, $0) }
    var stream = ArrowArrayStream()
    try DriverCall.check { driver.pointee.StatementExecuteQuery?(statement, &stream, nil, $0) }
    do {
      return try ArrowStream(taking: stream, from: self)
    } catch {
      throw DatabaseError("\(error)")
    }
  }
}
