import Foundation
import Panel
import Parallel
import Testing
import Variables

@Suite("Variables of a ready-made table")
struct TableVariablesTests {
  private func table(_ text: String) throws -> ReadyTable {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("churn-\(UUID().uuidString).csv")
      .path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return try ReadyTableReader(patterns: [path], key: "id", label: "y").read(
      team: ThreadTeam(threadCount: 2))
  }

  @Test("are its numbers as they are and its texts as categories, by name, whatever the order of rows")
  func standardBook() throws {
    let trained = try table("id,city,age,y,name,one\n1,b,30,0,p,same\n2,a,,1,q,same\n3,b,7,0,r,same\n")
    let book = StandardRecipes.book(for: trained)
    #expect(book.recipes.map(\.name) == ["age", "city", "name"] && book.window == 1 && book.assets.isEmpty)
    #expect(book.recipes[1].levels == ["a", "b"])
    let matrix = try TableVariableMaker(book: book, table: trained).matrix(team: ThreadTeam(threadCount: 2))
    #expect((0..<3).map { matrix[$0, 1] } == [1, 0, 1])
    #expect(matrix[0, 0] == 30 && matrix[1, 0].isNaN && matrix[2, 0] == 7)

    let scored = try table("y,age,name,city,id\n0,5,q,a,1\n1,6,z,,2\n0,8,p,b,3\n")
    let replayed = try TableVariableMaker(book: book, table: scored).matrix(team: ThreadTeam(threadCount: 1))
    #expect(replayed[0, 1] == 0 && replayed[1, 1].isNaN && replayed[2, 1] == 1)
    #expect((0..<3).map { replayed[$0, 0] } == [5, 6, 8])
    #expect(replayed[0, 2] == 1 && replayed[1, 2].isNaN && replayed[2, 2] == 0)
  }

  @Test("dates are days up to the end of the period that the time column names, or to the latest date")
  func daysOfDates() throws {
    func read(_ text: String, time: String?, wanted: [PanelColumn]? = nil) throws -> ReadyTable {
      let path = FileManager.default.temporaryDirectory.appendingPathComponent(
        "churn-\(UUID().uuidString).csv"
      ).path
      defer { try? FileManager.default.removeItem(atPath: path) }
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      return try ReadyTableReader(patterns: [path], key: "id", timeColumn: time, wanted: wanted).read(
        team: ThreadTeam(threadCount: 2))
    }
    func values(_ book: RecipeBook, _ table: ReadyTable, rows: Int) throws -> [Float] {
      let matrix = try TableVariableMaker(book: book, table: table).matrix(team: ThreadTeam(threadCount: 1))
      return (0..<rows).map { matrix[$0, 0] }
    }
    let text = "id,t,born\n1,2024-01,31/01/2024\n2,2024-02,01/02/2024\n3,2024-02,\n4,2024-02,05/03/2024\n"
    let timed = try read(text, time: "t")
    let book = StandardRecipes.book(for: timed)
    #expect(book.recipes.map(\.name) == ["born_days"] && book.recipes[0].columns == ["born", "t"])
    #expect(book.recipes[0].figures == [1] && book.recipes[0].problem(window: 1, hasAssets: false) == nil)
    let trained = try values(book, timed, rows: 4)
    #expect(trained[0] == 0 && trained[1] == 28 && trained[2].isNaN && trained[3] == -5)
    let columns = book.columns(of: timed.columns + [try #require(timed.time).column])
    let scored = try read("born,t,id\n05/02/2024,2024-03,9\n", time: nil, wanted: columns)
    #expect(try values(book, scored, rows: 1) == [55])

    let untimed = try read("id,born,end\n1,20240131,9999-12-31\n2,20240301,2024-02-01\n", time: nil)
    let second = StandardRecipes.book(for: untimed)
    #expect(second.recipes.map(\.name) == ["born_days", "end_days"])
    #expect(try values(second, untimed, rows: 2) == [30, 0])
    let later = try read(
      "id,born,end\n1,20240302,2024-02-01\n", time: nil, wanted: second.columns(of: untimed.columns))
    #expect(try values(second, later, rows: 1) == [-1])
  }

  @Test("are refused where the table lacks a column, has another kind of it, or the recipe needs months")
  func refusals() throws {
    let book = RecipeBook(
      window: 1, assets: [],
      recipes: [
        Recipe(name: "gone", function: .level, columns: ["gone"]),
        Recipe(name: "city", function: .level, columns: ["city"]),
        Recipe(name: "age", function: .category, columns: ["age"], levels: ["1"]),
        Recipe(name: "age_change_1", function: .change, columns: ["age"], months: 1),
      ])
    let small = try table("id,city,age,y\n1,b,30,0\n2,a,4,1\n")
    #expect {
      try TableVariableMaker(book: book, table: small)
    } throws: { error in
      let text = "\(error)"
      return text.contains("no number column “gone”") && text.contains("no number column “city”")
        && text.contains("no text column “age”")
        && text.contains("“age_change_1” is made of a panel's months")
    }
  }
}
