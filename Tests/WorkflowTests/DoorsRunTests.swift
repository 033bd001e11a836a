import Configuration
import Foundation
import Parallel
import Scoring
import Testing

@testable import Database
@testable import ModelFile
@testable import Workflow

@Suite("One bank behind every door", .serialized)
struct DoorsRunTests {
  private let bank: SimulatedBank
  private let databases: BankInDatabases

  /// One bank and one model of its files of CSV for all tests.
  private static let shared = try? SimulatedBank(customers: 500, months: 8)

  init() throws {
    bank = try #require(Self.shared)
    databases = BankInDatabases(bank: bank)
    if bank.modelBytes("files").isEmpty {
      configure("files", panel: "{ files: panel_*.csv }")
      try train("files")
    }
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
    _ = try databases.duckDB("bank/other.duckdb")
    func problem(_ panel: String) -> String {
      configure("wrong", panel: panel)
      do {
        try bank.train("wrong", input: input("wrong"))
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(problem("{ database: duckdb:other.duckdb, table: painel }").contains("painel"))
    #expect(problem("{ database: duckdb:none.duckdb, table: panel }").contains("there is no file “"))
    #expect(problem("{ database: duckdb:other.duckdb, query: select from where }").contains("yntax"))
    // A query that fails in its middle gives no rows to learn from.
    let failing = problem(
      "{ database: duckdb:other.duckdb, query: \"select * replace (if(customer_id like '%9', error('in the middle'), demand) as demand) from panel\" }"
    )
    #expect(failing.contains("in the middle") && failing.contains("other.duckdb#select"))
    #expect(
      problem("{ database: duckdb:other.duckdb, query: \"select *, [1] as tags from panel\" }").contains(
        "column “tags”: the column holds lists; name it under `ignore:`"))
    #expect(
      problem(
        "{ database: duckdb:other.duckdb, query: \"select *, demand as DEMAND_, 1 as x, 2 as x from panel\" }"
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
    try scoreInside(database)
    server.stop()
    #expect {
      try bank.predict("files", to: "stopped.csv", input: input("postgresql"))
    } throws: { "\($0)".hasPrefix(server.address + "#public.panel: ") }
    #expect(!bank.folder.names.contains("stopped.csv"))
  }

  /// What a query of a model gives in PostgreSQL is what the model gives.
  private func scoreInside(_ database: Database) throws {
    let bins = BinnedTerm(
      variable: 0, cuts: [0.1, 1e5], specials: [-9999], addends: [0.5, -0.25, 1.0 / 3, 2, -0.7], meanAddend: 0
    )
    let bent = NumericTerm(
      variable: 0, lowest: -10, highest: 1e6, imputation: 3, transform: .signedLog, mean: 4, scale: 1.5,
      weight: -0.4, missingWeight: 0.2)
    let words = CategoryTerm(variable: 1, weights: [0.3, -0.2], otherWeight: 0.05, meanWeight: 0)
    let tree = DecisionTree(
      nodes: [
        .split(variable: 0, threshold: 0.1, left: 1, right: 2, missingGoesLeft: false, cover: 3),
        .leaf(value: 0.25, cover: 1),
        .categorySplit(variable: 1, set: 0, left: 3, right: 4, missingGoesLeft: true, cover: 2),
        .leaf(value: -0.5, cover: 1), .leaf(value: 1.0 / 7, cover: 1),
      ], categorySets: [[1]])
    let models = [
      ScoringModel.linear(
        LinearModel(
          variableCount: 2, intercept: -1.5, terms: [.binned(bins), .numeric(bent), .category(words)])),
      .forest(Forest(variableCount: 2, baseMargin: -0.7, trees: [tree, tree])),
      .forest(Forest(variableCount: 2, baseMargin: -2_000, trees: [tree])),
    ]
    let amounts: [Double?] = [
      nil, 0, -3, -9999, 0.1, Double(Float(0.1)), Double(Float(0.1).nextUp), 1e5, 99_999.99, 1e9, -1e9,
    ]
    let (levels, texts): ([String], [String?]) = (["it's", "农民"], ["it's", "农民", "other", "", nil])
    let rows = amounts.flatMap { amount in texts.map { (amount, $0) } }
    let values = rows.enumerated().map { index, row in
      "(\(index), \(row.0.map { "\($0)" } ?? "null"), \(row.1.map(SQLDialect.postgresql.text) ?? "null"))"
    }
    try BankInDatabases.run(
      [
        "create table variables (id integer, amount double precision, word varchar(20))",
        "insert into variables values \(values.joined(separator: ", "))",
      ], on: database)
    let writer = SQLWriter(
      dialect: .postgresql,
      variables: [("amount", nil), ("word", levels)].map {
        SQLVariable(name: $0.0, levels: $0.1, thresholds: nil, dialect: .postgresql)
      })
    for model in models {
      let scorer = try Scorer(model)
      let query = String(
        decoding: try writer.bytes(model, calibration: nil, points: nil, producer: "test", remark: nil),
        as: UTF8.self)
      let stream = try database.query("select churn_probability from (\n\(query)) scores order by id")
      var found: [Double] = []
      while let batch = try stream.next() {
        found += (0..<batch.rowCount).map { batch.columns[0].number($0) ?? .nan }
      }
      #expect(found.count == rows.count)
      for ((amount, text), probability) in zip(rows, found) {
        let row = [
          amount.map { Float($0) } ?? .nan,
          text.flatMap { levels.firstIndex(of: $0) }.map { Float($0) } ?? .nan,
        ]
        let expected = scorer.probability(row.withUnsafeBufferPointer { scorer.margin(of: $0) })
        #expect(abs(probability - expected) <= 1e-12, "\(row)")
      }
    }
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
