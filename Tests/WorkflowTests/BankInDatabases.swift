import Foundation
import Tabular

@testable import Database

/// A simulated bank's files put into databases by the databases' own means.
struct BankInDatabases {
  let bank: SimulatedBank

  /// Whether a driver can be had; says so in a word where not.
  static func has(_ driver: String) -> Bool {
    let finder = DriverFinder.ofProgram
    let isThere = (try? finder.candidates(for: driver))?.contains { $0.library.contains("/") } ?? false
    if !isThere { print("Left out: no driver of \(driver); Tests/drivers fetches it.") }
    return isThere
  }

  /// Runs statements one after another.
  static func run(_ statements: [String], on database: Database) throws {
    for statement in statements { try database.connection().run(statement) }
  }

  /// A database that is written to.
  static func open(_ driver: String, _ options: [(key: String, value: String)]) throws -> Database {
    try Database(name: driver, driver: driver, options: options)
  }

  private static func months(_ bank: SimulatedBank) -> [String] {
    bank.folder.names(in: "bank").filter { $0.hasPrefix("panel_") && $0.hasSuffix(".csv") }
  }

  /// The panel with all its months as `select`.
  private var panel: String {
    let types = SQLTypes.texts.map { "'\($0)': 'varchar'" }.joined(separator: ", ")
    return "select * from read_csv('\(bank.folder.file("bank/panel_*.csv"))', types = {\(types)})"
  }

  /// The panel in order and in a file of Parquet of several row groups.
  func parquet(_ name: String, compression: String) throws -> String {
    let path = bank.folder.file(name)
    let database = try Self.open("duckdb", [("path", ":memory:")])
    try Self.run(
      ["copy (\(panel)) to '\(path)' (format parquet, compression \(compression), row_group_size 2048)"],
      on: database)
    return path
  }

  /// The panel in a folder for each month, as a lake has it.
  func lake(_ name: String) throws -> String {
    let path = bank.folder.file(name)
    let database = try Self.open("duckdb", [("path", ":memory:")])
    try Self.run(
      [
        "set threads = 1",
        "copy (\(panel)) to '\(path)' (format parquet, partition_by (month))",
      ],
      on: database)
    return path
  }

  func duckDB(_ name: String) throws -> String {
    let path = bank.folder.file(name)
    let database = try Self.open("duckdb", [("path", path)])
    try Self.run(["create table panel as \(panel)"], on: database)
    return path
  }

  /// The rows as `insert`, some hundred at a time; cells of other columns than texts and days as numbers, or null where they
  /// are none.
  func fill(_ database: Database, types: (String) -> String) throws {
    var isFirst = true
    for file in Self.months(bank) {
      let lines = bank.folder.text("bank/" + file).split(separator: "\n").map { Self.cells($0) }
      let names = lines[0]
      if isFirst {
        let columns = names.map { "\"\($0)\" \(types($0))" }.joined(separator: ", ")
        try Self.run(["create table panel (\(columns))"], on: database)
        isFirst = false
      }
      for start in stride(from: 1, to: lines.count, by: 400) {
        let rows = lines[start..<min(lines.count, start + 400)].map { cells in
          let values = zip(names, cells).map { name, cell in
            let isText = SQLTypes.texts.contains(name) || name.hasSuffix("date")
            let value = isText ? cell : NumberCell.plainDecimal(cell) ?? ""
            return value.isEmpty ? "null" : "'\(value.replacing("'", with: "''"))'"
          }
          return "(\(values.joined(separator: ",")))"
        }
        try Self.run(["insert into panel values \(rows.joined(separator: ","))"], on: database)
      }
    }
  }

  /// The cells of a line, quotes gone.
  private static func cells(_ line: Substring) -> [String] {
    line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().reduce(into: [""]) {
      cells, part in
      if part.offset % 2 == 1 {
        cells[cells.count - 1] += part.element
      } else {
        let parts = part.element.split(separator: ",", omittingEmptySubsequences: false)
        cells[cells.count - 1] += parts[0]
        cells += parts.dropFirst().map(String.init)
      }
    }
  }
}

extension TemporaryFolder {
  func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: file(folder))) ?? []).sorted()
  }
}
