import Configuration
import Foundation
import Messages
import Panel
import Testing
import Variables

@testable import Workflow

@Suite("describe of a ready-made table")
struct TableDescriptionRunTests {
  /// Forty rows: two in eight churn; `closed` gives that away.
  private static func table() -> String {
    var text = "number,id,area_code,branch,opened,amount,account,closed,same,month,churn\n"
    for row in 0..<40 {
      let isLost = row % 8 < 2
      text +=
        "\(row + 1),k\(row),\(row % 5 + 10),\(row % 3 == 0 ? "north" : "south"),2024-0\(1 + row % 9)-15,\(row == 7 ? "" : "\(row).25"),"
        + "0\(100 + row % 4),\(isLost ? "2024-06-30" : ""),one,2024-0\(1 + row % 2),\(isLost ? "Yes" : "No")\n"
    }
    return text
  }

  private func describe(
    _ folder: TemporaryFolder, _ text: String = table(), label: String? = "churn", positive: String? = "Yes",
    key: String? = "id", timeColumn: String? = "month", json: String? = nil, draft: String? = nil
  ) throws -> TableDescription {
    let table = TableSelection(
      patterns: [folder.write(text, as: "table.csv")], label: label, positive: positive, key: key,
      timeColumn: timeColumn)
    return try TableDescriptionRun(
      input: InputSelection(table: table), selection: table, jsonPath: json, draftPath: draft
    ).run(SimulatedBank.context(threads: 2)).description
  }

  @Test("kinds with their reasons, quantiles, texts, what is left out, the label and the time")
  func findings() throws {
    let found = try describe(TemporaryFolder())
    let columns = Dictionary(uniqueKeysWithValues: found.report.columns.map { ($0.name, $0) })
    #expect(columns["churn"] == nil && columns["id"] == nil && columns["month"] == nil)
    #expect(columns["account"]?.kind == .text && columns["account"]?.reason == .leadingZeros)
    let amount = try #require(columns["amount"])
    #expect(amount.missing == 1 && amount.quantiles == [0.25, 10.25, 20.25, 30.25, 39.25])
    #expect(amount.quantilesAreExact == true && amount.least == 0.25 && amount.greatest == 39.25)
    #expect(
      columns["branch"]?.commonTexts == [
        TextCount(text: "south", rows: 26), TextCount(text: "north", rows: 14),
      ])
    #expect(columns["opened"]?.earliest == "2024-01-15" && columns["opened"]?.latest == "2024-09-15")
    #expect(found.leftOut.map(\.name) == ["same"] && found.leftOut.map(\.reason) == [.oneLevel])
    #expect(found.likelyKeys == ["number"] && found.likelyCodes == ["area_code"])
    let label = try #require(found.label)
    #expect(label.losses == 10 && label.kept == 30 && label.lossRate == 0.25 && label.isUsable)
    #expect(label.values == [TextCount(text: "No", rows: 30), TextCount(text: "Yes", rows: 10)])
    #expect(found.leaks.contains { $0.kind == .missing && $0.column?.hasPrefix("closed") == true })
    let time = try #require(found.time)
    #expect(time.first == "2024-01" && time.last == "2024-02" && time.periods.map(\.rows) == [20, 20])
  }

  @Test("a label that cannot be read as one is told with its texts, and the rest is described all the same")
  func labelProblems() throws {
    let folder = TemporaryFolder()
    let texts = try describe(folder, positive: nil)
    #expect(texts.label?.losses == nil && texts.leaks.isEmpty && texts.report.rowsUsed == 40)
    #expect(
      texts.label?.problem(in: .english)?.description.contains("“No”, “Yes” and not 0 and 1 alone") == true)
    #expect(
      try describe(folder, positive: "yes").label?.problem(in: .english)?.description.contains(
        "cells read “No”, “Yes”")
        == true)
    let unknown = #expect(throws: (any Error).self) { try describe(folder, label: "churned") }
    #expect(unknown.map { "\($0)".contains("no column “churned”") && "\($0)".contains("Name it") } == true)
    #expect(
      try describe(folder, label: "id").label?.problem(in: .english)?.description.contains("cells read “k0”")
        == true)
    let alone = try describe(folder, "id,y\n1,-1\n2,0\n", label: "y", positive: "-1", timeColumn: nil)
    #expect(alone.label?.losses == 1 && alone.report.columns.isEmpty)
    let whole = try describe(
      folder, "a,y\n1,-1\n2,0\n3,1\n4,-1.0\n", label: "y", positive: "-1", key: nil, timeColumn: nil)
    #expect(whole.label?.losses == 2 && whole.label?.kept == 2)
    #expect(
      try describe(folder, "a,y\n1,0\n2,0\n", label: "y", positive: nil, key: nil, timeColumn: nil).label?
        .problem(in: .english)?
        .description.contains("No row of the table is a loss") == true)
  }

  @Test("rows that train would stop at are counted and told with their lines")
  func badRows() throws {
    let rows = (0..<30).map { "k\($0),\($0 % 2),\($0)\n" }.joined()
    let text = "id,y,a\n" + rows + "k30,1\n,1,7\nk1,1,8\nk31,,9\nk32,1,x\n"
    let found = try describe(
      TemporaryFolder(), text, label: "y", positive: nil, timeColumn: nil)
    #expect(
      found.report.brokenRows == 1 && found.report.rowsWithoutKey == 1 && found.report.duplicateKeys == 1)
    #expect(found.report.rowsRead == 35 && found.label?.missing == 1 && found.report.unreadableCells == 1)
    #expect(Set(found.report.findings.compactMap(\.line)) == [32, 33, 34, 36])
  }

  @Test("a draft holds the table, and training by it gives the model that the options give")
  func draft() throws {
    let folder = TemporaryFolder()
    let draft = folder.file("drafts.yaml")
    _ = try describe(folder, json: folder.file("found.json"), draft: draft)
    let configuration = try BankConfiguration.load(path: draft)
    #expect(
      configuration.table
        == TableSource(
          files: [folder.file("table.csv")], label: "churn", positive: "Yes", key: "id", timeColumn: "month"))
    #expect(
      configuration.columns.category.contains("account") && configuration.columns.date.contains("opened"))
    let text = folder.text("drafts.yaml")
    #expect(text.contains("“number”：每行各不相同") && text.contains("“same”不使用：只有一种取值"))
    #expect(text.contains("\ntable:\n") && !text.contains("\nassets:") && !text.contains("\npanel:"))
    let filled = try InputSelection(configurationPath: draft).withTableOfConfiguration()
    #expect(filled.table?.patterns == [folder.file("table.csv")] && filled.table?.positive == "Yes")
    let other = try InputSelection(
      configurationPath: draft,
      table: TableSelection(patterns: ["b.csv"], label: "y", positive: nil, key: nil, timeColumn: nil)
    ).withTableOfConfiguration()
    #expect(other.table?.patterns == ["b.csv"] && other.table?.label == "y" && other.table?.positive == nil)
    #expect(other.table?.key == "id")
    let json = try JSONDecoder().decode(TableDescription.self, from: Data(folder.text("found.json").utf8))
    #expect(json.likelyKeys == ["number"] && json.label?.losses == 10)
  }
}
