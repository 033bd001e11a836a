import Arrow
import Calendar
import Configuration
import Foundation
import Parallel
import Retention
import SystemIO
import Tabular
import Testing

@testable import Database
@testable import Workflow

@Suite("Lists go out through every door", .serialized)
struct ListDoorsTests {
  private let bank: SimulatedBank

  private static let shared = try? SimulatedBank(customers: 300, months: 7, training: .quick)

  init() throws {
    bank = try #require(Self.shared)
    if bank.modelBytes("m").isEmpty {
      try bank.train("m", algorithm: .logistic)
      for month in ["2024-06", "2024-07"] { try bank.predict("m", to: "\(month).csv", month: month) }
    }
  }

  private func predict(_ month: String, to path: String) throws {
    _ = try PredictionRun(
      modelPath: bank.model("m"), input: bank.input, month: Month(parsing: month), selection: .share(0.2),
      order: nil, outputPath: path
    ).run(SimulatedBank.context(threads: 2))
  }

  /// Rows as a list of CSV has them, missing cells empty.
  private func rows(_ stream: ArrowStream) throws -> [[String]] {
    var rows: [[String]] = []
    while let batch = try stream.next() {
      for row in 0..<batch.rowCount {
        rows.append(
          batch.columns.map { column in
            if let texts = column.texts {
              return texts[row].map { String(decoding: $0, as: UTF8.self) } ?? ""
            }
            return column.isNull(row) ? "" : column.numberText(row) ?? "?"
          })
      }
    }
    return rows
  }

  /// Rows of the list of a month, whose numbers are written as short as they can be.
  private func expected(_ month: String) throws -> [[String]] {
    let path = bank.folder.file("\(month).csv")
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst()
    return lines.map { line in
      Self.cells(line).enumerated().map { place, cell in
        guard (3...5).contains(place), let number = Double(cell) else { return cell }
        return number == number.rounded() ? "\(Int(number))" : "\(number)"
      }
    }
  }

  /// The cells of a line, of which commas within quotes part none.
  private static func cells(_ line: Substring) -> [String] {
    var (cells, isQuoted) = ([""], false)
    for letter in line {
      if letter == "\"" { isQuoted.toggle() }
      if letter == ",", !isQuoted { cells.append("") }
      if letter != "\"", letter != "," || isQuoted { cells[cells.count - 1].append(letter) }
    }
    return cells
  }

  /// Months are written, replaced and kept in a table; `read` gives all its rows by month and rank.
  private func expectMonths(_ address: String, read: () throws -> [[String]]) throws {
    let (june, july) = (try expected("2024-06"), try expected("2024-07"))
    #expect(june.count > 5 && july.count > 5 && june.allSatisfy { $0.count == 12 })
    try predict("2024-06", to: address)
    #expect(try read() == june, "\(address)")
    try predict("2024-07", to: address)
    try predict("2024-06", to: address)
    #expect(try read() == june + july, "\(address)")
    try expectRecords(address, ["2024-07": ("2024-06", june), "2024-08": ("2024-07", july)])
    try expectReadAgain(address, june: june, july: july)
  }

  /// Each month has its record, with what stands beside a file of CSV.
  private func expectRecords(_ address: String, _ months: [String: (name: String, rows: [[String]])]) throws {
    let query = "select month, rows, record from loss_list_records order by month"
    let found = try rows(Database.open(TableAddress(address)).query(query))
    #expect(found.map { $0[0] } == months.keys.sorted(), "\(address)")
    for record in found {
      let (name, rows) = try #require(months[record[0]])
      #expect(record[1] == "\(rows.count)")
      #expect(try facts(record[2]) == facts(bank.folder.text("\(name).json")))
      #expect(try facts(record[2]).allKeys.count > 8)
    }
  }

  /// What stands in a record, without what the file is and when it was written.
  private func facts(_ json: String) throws -> NSDictionary {
    var facts = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    for key in ["list", "run"] { facts[key] = nil }
    return facts as NSDictionary
  }

  /// The lists are found again where those in files are.
  private func expectReadAgain(_ address: String, june: [[String]], july: [[String]]) throws {
    let month = try #require(Month(parsing: "2024-07"))
    let run = PredictionRun(
      modelPath: bank.model("m"), input: bank.input, month: nil, selection: .all, order: nil,
      outputPath: address)
    #expect(try run.places.lastMonth() == month)
    func issued(_ month: Month) throws -> [String] {
      try IssuedList(
        path: address, for: month, BankConfiguration(), team: ThreadTeam(threadCount: 1), progress: .silent
      ).customers
    }
    #expect(try issued(month) == june.map { $0[1] })
    #expect(try issued(month + 1) == july.map { $0[1] })
    #expect(
      refusal { _ = try issued(month + 3) }.contains(
        "has no list for 2024-10, whose outcome is known; it has those for 2024-07, 2024-08."))
    var rules = ListDefinition()
    rules.coolingOff.months = 1
    rules.coolingOff.lists = [address, address + "_of_nobody"]
    let files = try ListFiles(rules)
    #expect(files.keptOff(in: month, question: "promotion").coolingOff == Set(june.map { $0[1] }))
    #expect(files.keptOff(in: month + 1, question: "loss").coolingOff == Set(july.map { $0[1] }))
    #expect(files.problems(ofReplacing: month) { _ in true }.isEmpty)
    // The column of the expected loss says which question its rows are of.
    (rules.coolingOff.months, rules.coolingOff.sameQuestion) = (0, 1)
    let same = try ListFiles(rules)
    #expect(same.keptOff(in: month, question: "loss").coolingOff == Set(june.map { $0[1] }))
    #expect(same.keptOff(in: month, question: "promotion").coolingOff.isEmpty)
    rules.coolingOff.lists = [address + "_records"]
    #expect(refusal { _ = try ListFiles(rules) }.contains("names no customer and month"))
  }

  private func refusal(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch {
      return "\(error)"
    }
  }

  private static let ordered = "select * from loss_list order by month, rank"

  @Test("A file of Parquet has the rows and the record of one of CSV")
  func parquet() throws {
    guard BankInDatabases.has("duckdb") else { return }
    let path = bank.folder.file("名单.parquet")
    try predict("2024-07", to: path)
    let query = "select * from read_parquet(\(SQLText.literal(path)))"
    let stream = try Database.reader().query(query)
    let header = bank.folder.text("2024-07.csv").split(separator: "\n")[0]
    #expect(stream.fields.map(\.name).joined(separator: ",") == header)
    #expect(stream.fields[3].type == .float(bytes: 8))
    #expect(try rows(stream) == expected("2024-07"))
    let bytes = bank.folder.bytes("名单.parquet")
    #expect(bank.folder.text("名单.json").contains("\"bytes\" : \(bytes.count)"))
    try predict("2024-07", to: path)
    #expect(bank.folder.bytes("名单.parquet") == bytes)
    #expect(!bank.folder.names.contains { $0.hasPrefix(".") }, "\(bank.folder.names)")
  }

  @Test("Rows of a month take the place of those that a table of DuckDB had, and no others")
  func duckDB() throws {
    guard BankInDatabases.has("duckdb") else { return }
    let path = bank.folder.file("lists.duckdb")
    let address = "duckdb:\(path)#loss_list"
    let query = { (text: String) in try Database.open(TableAddress("duckdb:\(path)#t")).query(text) }
    try expectMonths(address) { try rows(query(Self.ordered)) }
    // A table with other columns stays as it is.
    let before = try rows(query(Self.ordered))
    let other = try BankInDatabases.open("duckdb", [("path", path)])
    try BankInDatabases.run(["create table grades (客户号 text)", "insert into grades values ('1')"], on: other)
    let said = refusal { try predict("2024-07", to: "duckdb:\(path)#grades") }
    #expect(said.contains("duckdb:\(path)#grades: the table has the columns 客户号, and what is to be"))
    #expect(try rows(query("select * from grades")) == [["1"]])
    #expect(try rows(query(Self.ordered)) == before)
    // Names of columns in any language.
    let table = try TableOutput(
      path: "duckdb:\(path)#按月", columns: [WrittenColumn("客户号"), WrittenColumn("资\"产", .number)])
    table.rows.text("甲")
    table.rows.decimal(.nan, places: 2)
    try table.rows.endRow()
    #expect(try table.ended() == nil)
    try table.commit()
    let chinese = try query("select * from 按月")
    #expect(chinese.fields.map(\.name) == ["客户号", "资\"产"])
    #expect(try rows(chinese) == [["甲", ""]])
  }

  @Test("and of a table of SQLite")
  func sqlite() throws {
    guard BankInDatabases.has("sqlite") else { return }
    let address = "sqlite:\(bank.folder.file("lists.sqlite"))#loss_list"
    try expectMonths(address) { try rows(Database.open(TableAddress(address)).query(Self.ordered)) }
  }

  @Test("and of one of PostgreSQL, which stays as it was where the server goes down")
  func postgreSQL() throws {
    guard BankInDatabases.has("postgresql"), let server = PostgreSQLServer() else { return }
    let address = server.address + "#loss_list"
    let read = { try rows(Database.open(TableAddress(address)).query(Self.ordered)) }
    try expectMonths(address, read: read)
    let before = try read()
    let columns = [WrittenColumn("rank", .whole), WrittenColumn("month")]
    try BankInDatabases.run(
      ["create schema risk", "create table risk.small (rank bigint, month text)"],
      on: Database.open(TableAddress(address)))
    let table = try TableOutput(path: server.address + "#risk.small", columns: columns)
    for rank in 0..<70_000 {
      table.rows.decimal(Double(rank), places: 0)
      table.rows.text("2024-08")
      try table.rows.endRow()
    }
    server.stop()
    #expect(refusal { _ = try table.ended() }.hasPrefix(server.address + "#risk.small: "))
    #expect(!refusal { try table.commit() }.isEmpty)
    #expect(refusal { try predict("2024-07", to: address) }.hasPrefix(address + ": "))
    #expect(server.start())
    #expect(try read() == before)
    #expect(
      try rows(Database.open(TableAddress(address)).query("select count(*) from risk.small")) == [["0"]])
  }

  @Test("What is no query, or has no driver, is refused before the work")
  func refused() throws {
    #expect(
      refusal { try predict("2024-07", to: "nobodys://host/bank#list") }.contains("there is no driver"))
    guard BankInDatabases.has("duckdb") else { return }
    let path = bank.folder.file("q.duckdb")
    #expect(
      refusal { try predict("2024-07", to: "duckdb:\(path)#select 1 as x") }.contains(
        "a query cannot be written to"))
    #expect(refusal { try predict("2024-07", to: "duckdb:#list") }.contains("names no file to write to"))
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("A query that does anything but read is not run")
  func onlyReading() throws {
    let out = bank.folder.file("stolen.csv")
    func problem(_ address: String) -> String {
      refusal { _ = try ColumnSources.files.open(address) }
    }
    if BankInDatabases.has("duckdb") {
      for text in ["copy (select 1) to '\(out)'", "select 1 as x; copy (select 1) to '\(out)'"] {
        #expect(problem("duckdb:#\(text)").contains("only queries that read are run"), "\(text)")
      }
      #expect(problem("duckdb:#from range(3) ;\n-- all").isEmpty)
    }
    if BankInDatabases.has("sqlite") {
      let path = bank.folder.file("plain.sqlite")
      try BankInDatabases.run(
        ["create table t (x integer)"], on: BankInDatabases.open("sqlite", [("uri", path)]))
      #expect(!problem("sqlite:\(path)#vacuum into '\(out)'").isEmpty)
      // The driver runs the first statement alone.
      _ = problem("sqlite:\(path)#select 1) ; vacuum into '\(out)' -- ")
      #expect(problem("sqlite:\(path)#select * from t;").isEmpty)
    }
    #expect(!FileManager.default.fileExists(atPath: out))
    guard BankInDatabases.has("postgresql"), let server = PostgreSQLServer() else { return }
    try BankInDatabases.run(
      ["create table t (x integer)", "insert into t values (1)"],
      on: Database.open(TableAddress(server.address + "#t")))
    let said = problem(server.address + "#with gone as (delete from t returning x) select * from gone")
    #expect(said.contains("read-only"), "\(said)")
  }
}
