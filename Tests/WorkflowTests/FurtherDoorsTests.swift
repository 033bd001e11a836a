import Calendar
import Foundation
import Reporting
import SystemIO
import Tabular
import Testing

@testable import Database
@testable import Retention

@Suite("Histories of grades and scores of folds go where lists go", .serialized)
struct FurtherDoorsTests {
  private let folder = TemporaryFolder()

  /// Places in files and in each database that this machine can have.
  private func places(_ table: String, _ body: (String) throws -> Void) throws {
    try body(folder.file("\(table).csv"))
    if BankInDatabases.has("duckdb") {
      try body(folder.file("\(table).parquet"))
      try body("duckdb:\(folder.file("bank.duckdb"))#\(table)")
    }
    if BankInDatabases.has("sqlite") { try body("sqlite:\(folder.file("bank.sqlite"))#\(table)") }
    if BankInDatabases.has("postgresql"), let server = PostgreSQLServer() {
      try body("\(server.address)#\(table)")
    }
  }

  private static let change = GradeHistory.Change(
    month: Month(year: 2024, month: 7)!, customer: "C1", kind: .composite, from: "", to: "黄金级", by: "rule")

  private func history(_ months: [Int]) -> GradeHistory {
    var history = GradeHistory()
    for number in months {
      let month = Self.change.month + number
      let grades = { (customer: String) in
        (customer, Self.grades(number + customer.utf8.count), false)
      }
      history.add(month, customers: [grades("C2"), grades("it's; --"), grades("客户")])
    }
    return history
  }

  private static func grades(_ number: Int) -> CustomerGrades {
    let names = ["黄金级", "白金级", "钻石级"]
    let index = number % names.count
    return CustomerGrades(
      composite: .init(index: index, name: names[index]), service: .init(index: index, name: names[index]),
      override: nil)
  }

  @Test("A history grows month by month, and a month written anew takes the place of its own rows alone")
  func histories() throws {
    try places("grade_history") { place in
      var known = try GradeHistory(path: place)
      #expect(known.changes.isEmpty)
      for number in [0, 1, 1, 2] {
        let wanted = history(Array(0...number))
        known = wanted
        try wanted.output(to: place, month: Self.change.month + number).finish()
        #expect(try GradeHistory(path: place) == known, "\(place)")
      }
      #expect(known.changes.count == 18 && known.lastMonth == Self.change.month + 2)
    }
  }

  @Test("A table that is no history is refused and stays")
  func otherTable() throws {
    guard BankInDatabases.has("duckdb") else { return }
    let path = folder.file("other.duckdb")
    do {
      let database = try BankInDatabases.open("duckdb", [("path", path)])
      try BankInDatabases.run(["create table t (month text)", "insert into t values ('x')"], on: database)
    }
    #expect { _ = try GradeHistory(path: "duckdb:\(path)#t") } throws: {
      "\($0)".contains("The header is not that of a grades' history")
    }
    #expect {
      try history([0]).output(to: "duckdb:\(path)#t", month: Self.change.month).finish()
    } throws: {
      "\($0)".contains("the table has the columns month, and what is to be written has month, customer_id")
    }
  }

  @Test("Scores of folds are written alike")
  func scores() throws {
    let scores = FoldScores(
      keyName: "id", keys: ["a", "b", "客\"户"], labels: [0, 1, 0], scores: [(1, 0.25), nil, (2, 1.0 / 3)])
    try places("fold_scores") { place in
      for _ in 1...2 { try scores.write(to: place) }
      let source = try ColumnSources.open(path: place)
      #expect(source.columnNames == ["id", "fold", "label", "probability"])
      var rows: [[String]] = []
      try source.forEachRow(of: [0, 1, 2, 3]) { cells, _ in rows.append(cells) }
      #expect(
        rows.sorted { $0[0] < $1[0] }.map { Array($0[0..<3]) } == [
          ["a", "1", "0"], ["b", "", "1"], ["客\"户", "2", "0"],
        ])
      #expect(rows.compactMap { Double($0[3]) }.sorted() == [0.25, 1.0 / 3], "\(place)")
    }
  }
}
