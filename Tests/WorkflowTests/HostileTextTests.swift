import Configuration
import Panel
import Parallel
import SystemIO
import Tabular
import Testing

@testable import Database

/// Names and texts that would be statements, if they were put into a query as they are.
@Suite("Hostile names and texts go through databases unharmed", .serialized)
struct HostileTextTests {
  private let folder = TemporaryFolder()

  private static let tables = [
    #"x"; drop table keep; --"#, "'; delete from keep; --", "表.名 甲", "select 1 from keep", "\"\"", "a\\",
    "%s%w",
  ]
  private static let texts = [
    "'); drop table keep; --", #""; drop table keep; --"#, "\u{1B}[2J", "a\u{202E}b\u{2066}c", "=1+1",
    "\\'; delete from keep; --",
    "🏦\u{200D}e\u{E000}", "null", "$1 ? :x @y %s {} ${HOME}", "支行;--",
  ]
  private static let column = #"de"mand'); drop table keep; --"#

  /// Calls `body` with the address of each database that this machine can have, which has a table to be kept, and with what makes
  /// others in it by the database's own means.
  private func databases(_ body: (_ address: String, _ run: ([String]) throws -> Void) throws -> Void) throws
  {
    let keep = ["create table keep (x integer)", "insert into keep values (1)"]
    func check(_ address: String, _ open: @escaping () throws -> Database) throws {
      // A file that DuckDB writes is opened once at a time.
      let run = { (statements: [String]) in try BankInDatabases.run(statements, on: open()) }
      try run(keep)
      try body(address, run)
      #expect(try rows(address + "#keep") == [["1"]], "\(address)")
    }
    for (driver, option) in [("duckdb", "path"), ("sqlite", "uri")] where BankInDatabases.has(driver) {
      let path = folder.file("bank.\(driver)")
      try check("\(driver):\(path)") { try BankInDatabases.open(driver, [(option, path)]) }
    }
    if BankInDatabases.has("postgresql"), let server = PostgreSQLServer() {
      try check(server.address) { try BankInDatabases.open("postgresql", [("uri", server.address)]) }
    }
  }

  private func address(_ database: String, _ table: String) -> String {
    "\(database)#\(SQLText.quoted(table))"
  }

  private func rows(_ path: String) throws -> [[String]] {
    var rows: [[String]] = []
    let source = try ColumnSources.open(path: path)
    try source.forEachRow(of: Array(source.columnNames.indices)) { cells, _ in rows.append(cells) }
    return rows.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func write(_ texts: [String], to path: String, month: String) throws {
    let table = try TableOutput(
      path: path, columns: [.init("month"), .init(Self.column)], replacing: ("month", month))
    for text in texts {
      table.rows.text(month)
      table.rows.text(text)
      try table.rows.endRow()
    }
    _ = try table.ended()
    try table.add(record: "{\"who\": \"\(month)\"}")
    try table.commit()
  }

  @Test("as names of tables and columns, as cells, and as what is replaced")
  func out() throws {
    let months = ["2024-07", "'; drop table keep; --"]
    try databases { database, _ in
      for table in Self.tables {
        let path = address(database, table)
        for month in months + months { try write(Self.texts, to: path, month: month) }
        let expected = months.flatMap { month in Self.texts.map { [month, $0] } }
        #expect(try rows(path) == expected.sorted { $0.lexicographicallyPrecedes($1) }, "\(path)")
        #expect(try ColumnSources.open(path: path).columnNames == ["month", Self.column])
        #expect(try rows(address(database, table + "_records")).map { $0[0] } == months.sorted(), "\(path)")
        let one = RecordTable.rows(of: try TableAddress(path), where: "month", is: months[1])
        #expect(try rows(one).count == Self.texts.count, "\(path)")
      }
    }
  }

  @Test("A character NUL in a cell is kept or refused with the table as it was, and refused in a name")
  func null() throws {
    try databases { database, _ in
      let path = database + "#list"
      try write(["before"], to: path, month: "2024-07")
      let isKept = (try? write(["a\0b', 1); --"], to: path, month: "2024-07")) != nil
      #expect(try rows(path) == [["2024-07", isKept ? "a\0b', 1); --" : "before"]], "\(database)")
      #expect(isKept != database.hasPrefix("postgresql"), "\(database)")
      #expect { try write(["x"], to: database + "#list\0_of_others", month: "2024-07") } throws: {
        "\($0)".contains("holds a character NUL")
      }
    }
  }

  @Test("as keys, branches and columns of a panel, of which a part is asked for")
  func panel() throws {
    let customers = Self.texts.filter { $0 != "null" }
    try databases { database, run in
      let table = #"risk panel"; drop table keep; --"#
      let values = (0..<30).flatMap { month in
        customers.map { customer in
          let text = "\(2022 + month / 12)-\(month % 12 + 101)".replacing("-1", with: "-")
          return "(\([customer, text, "250000", customer].map(SQLText.literal).joined(separator: ", ")))"
        }
      }
      let columns = ["customer_id", "month", Self.column, "branch"].map {
        "\(SQLText.quoted($0)) varchar(60)"
      }
      try run([
        "create table \(SQLText.quoted(table)) (\(columns.joined(separator: ", ")))",
        "insert into \(SQLText.quoted(table)) values \(values.joined(separator: ", "))",
      ])
      let quote = { (text: String) in "'\(text.replacing("'", with: "''"))'" }
      folder.write(
        """
        panel:
          database: \(quote(database))
          table: \(quote(SQLText.quoted(table)))
          columns: { demand: \(quote(Self.column)) }
        assets: [demand]
        """, as: "bank.yaml")
      let panel = try PanelReader(
        configuration: try BankConfiguration.load(path: folder.file("bank.yaml")),
        request: PanelRequest(snapshots: .one(nil))
      ).read(team: ThreadTeam(threadCount: 2))
      #expect(
        (0..<panel.customerCount).map { panel.customers[$0] }.sorted() == customers.sorted(), "\(database)")
      #expect(panel.report.rowsRead == 26 * customers.count && panel.monthsPresent.count == 30, "\(database)")
      for customer in 0..<panel.customerCount {
        #expect(panel.text(customer, panel.lastMonth, column: 0) == panel.customers[customer])
      }
    }
  }

  @Test("A name with blanks stands within double quotes; else a configuration says so")
  func blanks() throws {
    folder.write("panel: { database: 'duckdb:bank.duckdb', table: 'x; drop table keep' }", as: "bank.yaml")
    #expect { _ = try BankConfiguration.load(path: folder.file("bank.yaml")) } throws: {
      "\($0)".contains("is no name of a table; put double quotes")
    }
  }
}
