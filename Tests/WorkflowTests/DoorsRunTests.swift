import Configuration
import Foundation
import ModelFile
import Panel
import Parallel
import Testing

@testable import Database
@testable import Workflow

@Suite("One bank behind every door", .serialized)
struct DoorsRunTests {
  private let bank: SimulatedBank
  private let databases: BankInDatabases

  init() throws {
    bank = try SimulatedBank(customers: 500, months: 8)
    databases = BankInDatabases(bank: bank)
    configure("files", panel: "{ files: panel_*.csv }")
    try train("files")
  }

  private func configure(_ name: String, panel: String) {
    bank.folder.write(
      """
      panel: \(panel)
      assets: [demand, time, wealth]
      training: { trees: { rounds: 3, patience: 3 } }
      """, as: "bank/\(name).yaml")
  }

  private func input(_ name: String) -> InputSelection {
    InputSelection(configurationPath: bank.folder.file("bank/\(name).yaml"))
  }

  private func train(_ name: String, threads: Int = 2) throws {
    try bank.train(name, threads: threads, input: input(name))
    try bank.predict(name, to: "\(name).csv", threads: threads, input: input(name))
  }

  /// A model without where its rows lay and why its columns have their kinds.
  private func model(_ name: String) throws -> ModelDocument {
    var document = try LoadedModel(path: bank.model(name)).document
    document.configuration.panel = []
    for index in document.columns.indices { document.columns[index].reason = nil }
    return document
  }

  /// The model and the list are those of the files of CSV.
  private func expectSame(_ name: String, panel: String, threads: Int = 2) throws {
    configure(name, panel: panel)
    try train(name, threads: threads)
    #expect(try model(name) == model("files"), "\(name)")
    #expect(bank.folder.text("\(name).csv") == bank.folder.text("files.csv"), "\(name)")
  }

  /// The list of a model that was trained on the files of CSV is the same.
  private func expectSameList(_ name: String, panel: String, threads: Int = 2) throws {
    configure(name, panel: panel)
    try bank.predict("files", to: "\(name).csv", threads: threads, input: input(name))
    let list = bank.folder.text("\(name).csv")
    #expect(list == bank.folder.text("files.csv"), "\(name)")
    #expect(list.split(separator: "\n").count > 20)
  }

  @Test("Compressed files give the same model and list")
  func compressed() throws {
    for file in bank.folder.names(in: "bank") where file.hasPrefix("panel_") {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["gzip", "-k", bank.folder.file("bank/" + file)]
      try process.run()
      process.waitUntilExit()
    }
    try expectSameList("compressed", panel: "{ files: panel_*.csv.gz }")
  }

  @Test("Files of Parquet give the same, in row groups, compressed in every way, and in a lake")
  func parquet() throws {
    guard BankInDatabases.has("duckdb") else { return }
    for compression in ["snappy", "zstd", "uncompressed"] {
      _ = try databases.parquet("bank/\(compression).parquet", compression: compression)
      try expectSameList(compression, panel: "{ files: \(compression).parquet }", threads: 1)
    }
    try expectSame("zstd", panel: "{ files: zstd.parquet }")
    _ = try databases.lake("bank/lake")
    try expectSame("lake", panel: "{ files: lake/month=*/*.parquet }")
    // Named on the command line, a file needs no configuration.
    let plain = InputSelection(panelPatterns: [bank.folder.file("bank/zstd.parquet")])
    try bank.predict("files", to: "plain.csv", input: plain)
    #expect(bank.folder.text("plain.csv") == bank.folder.text("files.csv"))
  }

  @Test("Tables and queries of DuckDB give the same, and are opened for reading alone")
  func duckDB() throws {
    guard BankInDatabases.has("duckdb") else { return }
    let path = try databases.duckDB("bank/bank.duckdb")
    let before = bank.folder.bytes("bank/bank.duckdb")
    try expectSame("duckdb", panel: "{ database: duckdb:bank.duckdb, table: panel }")
    try expectSameList(
      "query",
      panel: "{ database: duckdb:bank.duckdb, query: select * from panel where demand is not null or true }")
    try expectSameList("address", panel: "{ files: \"duckdb:bank.duckdb#main.panel\" }", threads: 3)
    #expect(bank.folder.bytes("bank/bank.duckdb") == before)
    configure("bare", panel: "{ files: bank.duckdb }")
    #expect { try bank.train("bare", input: input("bare")) } throws: {
      "\($0)".contains(
        "this is a database, which has tables inside; name one of them, as in duckdb:\(path)#panel.")
    }
  }

  @Test("What a database says is told with the table's address")
  func errors() throws {
    guard BankInDatabases.has("duckdb") else { return }
    _ = try databases.duckDB("bank/bank.duckdb")
    func problem(_ panel: String) -> String {
      configure("wrong", panel: panel)
      do {
        try bank.train("wrong", input: input("wrong"))
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(problem("{ database: duckdb:bank.duckdb, table: painel }").contains("painel"))
    #expect(problem("{ database: duckdb:none.duckdb, table: panel }").contains("there is no file “"))
    #expect(problem("{ database: duckdb:bank.duckdb, query: select from where }").contains("yntax"))
    // A query that fails in its middle gives no rows to learn from.
    let failing = problem(
      "{ database: duckdb:bank.duckdb, query: \"select * replace (if(customer_id like '%9', error('in the middle'), demand) as demand) from panel\" }"
    )
    #expect(failing.contains("in the middle") && failing.contains("bank.duckdb#select"))
    #expect(
      problem("{ database: duckdb:bank.duckdb, query: \"select *, [1] as tags from panel\" }").contains(
        "column “tags”: the column holds lists; name it under `ignore:`"))
    #expect(
      problem(
        "{ database: duckdb:bank.duckdb, query: \"select *, demand as DEMAND_, 1 as x, 2 as x from panel\" }"
      )
      .contains("x"))
  }

  @Test("A table of SQLite gives the same")
  func sqlite() throws {
    guard BankInDatabases.has("sqlite") else { return }
    let database = try BankInDatabases.open("sqlite", [("uri", bank.folder.file("bank/bank.sqlite"))])
    try databases.fill(database) { SQLTypes.sqlite($0) }
    try expectSame("sqlite", panel: "{ database: sqlite:bank.sqlite, table: panel }")
    #expect {
      configure("wrong", panel: "{ database: sqlite:other.sqlite, table: panel }")
      try bank.train("wrong", input: input("wrong"))
    } throws: { "\($0)".contains("there is no file") }
    #expect(!bank.folder.names(in: "bank").contains("other.sqlite"))
  }

  @Test("A table of PostgreSQL gives the same")
  func postgreSQL() throws {
    guard BankInDatabases.has("postgresql"), let server = PostgreSQLServer() else { return }
    let database = try BankInDatabases.open("postgresql", [("uri", server.address)])
    try databases.fill(database) { SQLTypes.postgreSQL($0) }
    try expectSame("postgresql", panel: "{ database: \"\(server.address)\", table: public.panel }")
    try expectSameList(
      "postgresql_query",
      panel: "{ database: \"\(server.address)\", query: \"select * from panel order by month, customer_id\" }"
    )
    server.stop()
    #expect {
      try bank.predict("files", to: "stopped.csv", input: input("postgresql"))
    } throws: { "\($0)".hasPrefix(server.address + "#public.panel: ") }
    #expect(!bank.folder.names.contains("stopped.csv"))
  }
}

/// The types that a bank would give the simulated columns.
enum SQLTypes {
  static let texts = [
    "customer_id", "gender", "occupation", "branch", "manager", "household_id", "service_grade", "month",
  ]

  static func sqlite(_ column: String) -> String {
    texts.contains(column) || column.hasSuffix("date") ? "text" : "real"
  }

  static func postgreSQL(_ column: String) -> String {
    if texts.contains(column) { return "varchar(40)" }
    return column.hasSuffix("date") ? "date" : column == "age" ? "integer" : "numeric(18, 2)"
  }
}
