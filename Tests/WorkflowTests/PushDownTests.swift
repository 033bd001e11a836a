import Calendar
import Configuration
import Panel
import Parallel
import Testing

@testable import Database

/// A query that fails as soon as a column or a month is read that nobody needs.
@Suite("What is asked of a database", .serialized)
struct PushDownTests {
  private let folder = TemporaryFolder()
  private static let months = (0..<40).map { Month(year: 2021, month: 1)! + $0 }
  private static let columns = [
    "id", "month_text", "month_day", "month_number", "n", "demand", "age", "branch",
  ]
  /// Days of a month, so that a month has several.
  private static let rows = months.enumerated().flatMap { index, month in
    let named = index == 2 ? ["gone"] : index == 39 ? ["later"] : []
    return ((1...12).map { "c\($0)" } + named).enumerated().map { number, customer in
      [
        customer, "\(month)", "\(month)-\(11 + number)", "\(month)".replacing("-", with: ""), "\(index)",
        "\(201_000 + number * 1000 + index)", "\(21 + number)", number % 2 == 1 ? "it's" : "支行",
      ]
    }
  }

  private func fill(_ database: Database) throws {
    let types = [
      "varchar(20)", "varchar(20)", "date", "integer", "integer", "numeric(18, 2)", "integer", "varchar(20)",
    ]
    let columns = zip(Self.columns, types).map { "\($0) \($1)" }.joined(separator: ", ")
    let values = Self.rows.map { row in "(\(row.map(SQLText.literal).joined(separator: ", ")))" }
    try BankInDatabases.run(
      [
        "create table base (\(columns))", "insert into base values \(values.joined(separator: ", "))",
      ], on: database)
  }

  private func panel(
    _ name: String, _ source: String, month: Month? = nil,
    request change: (inout PanelRequest) -> Void = { _ in }
  ) throws -> CustomerPanel {
    folder.write(
      "panel: \(source)\nassets: [demand]\nfloor: 0\nignore: [unread]\n", as: "\(name).yaml")
    var request = PanelRequest(snapshots: .one(month))
    change(&request)
    return try PanelReader(
      configuration: try BankConfiguration.load(path: folder.file("\(name).yaml")), request: request
    ).read(team: ThreadTeam(threadCount: 2))
  }

  private func files() throws {
    let lines = Self.rows.map { [$0[0], $0[1], $0[5], $0[6], $0[7]].joined(separator: ",") }
    folder.write((["customer_id,month,demand,age,branch"] + lines).joined(separator: "\n"), as: "panel.csv")
  }

  private func expectSame(_ panel: CustomerPanel, _ other: CustomerPanel, _ name: String) {
    #expect(panel.monthsPresent == other.monthsPresent, "\(name)")
    #expect(panel.snapshots == other.snapshots && panel.firstMonth == other.firstMonth, "\(name)")
    #expect(panel.monthCount == other.monthCount && panel.customerCount == other.customerCount, "\(name)")
    #expect(panel.numberColumns.map(\.name) == other.numberColumns.map(\.name), "\(name)")
    #expect(panel.textColumns == other.textColumns && panel.textColumns.contains("branch"), "\(name)")
    for customer in 0..<min(panel.customerCount, other.customerCount) {
      #expect(panel.customers[customer] == other.customers[customer])
      for index in 0..<panel.monthCount {
        let month = panel.firstMonth + index
        #expect(panel.assets(customer, month) == other.assets(customer, month), "\(name)")
        #expect(panel.text(customer, month, column: 0) == other.text(customer, month, column: 0), "\(name)")
      }
    }
  }

  /// The rows, with a cell that fails in a column that is ignored, and in months before the 26 last ones or the window.
  private func query(_ failing: String, month: String, last: Int) -> String {
    "select id as customer_id, \(month) as month, case when n < \(40 - last) then \(failing) else demand end as demand, age, "
      + "branch, \(failing) as unread from base;"
  }

  private func expectPushed(_ database: String, failing: String, months: [String]) throws {
    try files()
    let plain = try panel("files", "{ files: panel.csv }")
    #expect(plain.report.rowsRead == Self.rows.count)
    for month in months {
      let name = "\(database.prefix { $0 != ":" }) \(month)"
      let text = query(failing, month: month, last: 26)
      let source = "{ database: \"\(database)\", query: \"\(text)\" }"
      let found = try panel("database", source)
      expectSame(found, plain, name)
      #expect(found.report.rowsRead == 26 * 12 + 1 && found.report.months.count == 26, "\(name)")
      // A month before the last one.
      let earlier = "{ database: \"\(database)\", query: \"\(query(failing, month: month, last: 27))\" }"
      expectSame(
        try panel("database", earlier, month: Self.months[38]),
        try panel("files", "{ files: panel.csv }", month: Self.months[38]), name)
      let explained = try panel(
        "database", "{ database: \"\(database)\", query: \"\(query(failing, month: month, last: 6))\" }"
      ) { $0.monthsCounted = 0 }
      #expect(explained.report.rowsRead == 6 * 12 + 1, "\(name)")
      // Of months that are not read, customers who are named are known all the same, up to the snapshot month alone.
      let named: Set = ["c1", "c99", "gone", "later", "nobody"]
      let known = try panel("database", earlier, month: Self.months[38]) { $0.namedCustomers = named }
      #expect(known.namedCustomers == ["c1", "gone"] && known.customerCount == 12, "\(name)")
      #expect(
        try panel("database", source) { $0.namedCustomers = ["c2"] }.report.rowsRead == 26 * 12 + 1, "\(name)"
      )
      #expect {
        try panel("database", source, month: Self.months[39] + 1)
      } throws: {
        "\($0)".contains("the panel has no row of 2024-05; its months run from 2021-01 to 2024-04.")
      }
    }
  }

  @Test("DuckDB is asked for the columns and months that a list needs, by a query")
  func duckDB() throws {
    guard BankInDatabases.has("duckdb") else { return }
    try fill(try BankInDatabases.open("duckdb", [("path", folder.file("bank.duckdb"))]))
    try expectPushed(
      "duckdb:bank.duckdb", failing: "cast(id as integer)",
      months: ["month_text", "month_day", "month_number", "month_day::timestamp", "month_text::enum('x')"]
        .dropLast())
  }

  @Test("SQLite is asked for the columns and months that a list needs")
  func sqlite() throws {
    guard BankInDatabases.has("sqlite") else { return }
    try fill(try BankInDatabases.open("sqlite", [("uri", folder.file("bank.sqlite"))]))
    try expectPushed(
      "sqlite:bank.sqlite", failing: "json(id)", months: ["month_text", "month_day", "month_number"])
  }

  @Test("PostgreSQL is asked for the columns and months that a list needs")
  func postgreSQL() throws {
    guard BankInDatabases.has("postgresql"), let server = PostgreSQLServer() else { return }
    try fill(try BankInDatabases.open("postgresql", [("uri", server.address)]))
    try expectPushed(
      server.address, failing: "cast(id as integer)",
      months: ["month_text", "month_day", "month_number", "month_day::timestamp", "month_text::char(12)"])
  }

  @Test("A table of DuckDB and a file of Parquet are asked so, and a row is called by its number in them")
  func rowNumbers() throws {
    guard BankInDatabases.has("duckdb") else { return }
    try files()
    let plain = try panel("files", "{ files: panel.csv }")
    do {
      let database = try BankInDatabases.open("duckdb", [("path", folder.file("bank.duckdb"))])
      try fill(database)
      let rows = "select id as customer_id, month_day as month, demand, age, branch from base"
      let wrong = rows.replacing("demand,", with: "if(n = 20 and id = 'c3', 'x', demand::varchar) as demand,")
      try BankInDatabases.run(
        [
          "create table panel as \(rows)", "create table wrong as \(wrong)",
          "copy panel to '\(folder.file("panel.parquet"))'",
          "copy wrong to '\(folder.file("wrong.parquet"))'",
        ], on: database)
    }
    for source in ["{ database: duckdb:bank.duckdb, table: panel }", "{ files: panel.parquet }"] {
      let found = try panel("duckdb", source)
      expectSame(found, plain, source)
      #expect(found.report.rowsRead == 26 * 12 + 1)
    }
    for source in ["{ database: duckdb:bank.duckdb, table: wrong }", "{ files: wrong.parquet }"] {
      #expect {
        try panel("wrong", source)
      } throws: {
        "\($0)".contains("line 244, column “demand”") || "\($0)".contains("row 244, column “demand”")
      }
    }
  }
}
