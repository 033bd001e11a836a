import Calendar
import Configuration
import Foundation
import SystemIO
import Tabular
import Testing

@testable import Retention

typealias ListOrder = ListDefinition.Order

@Suite("The loss list and its record")
struct LossListWriterTests {
  private func written(_ entries: [LossEntry], _ layout: LossListWriter.Layout) throws -> String {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("list-\(UUID()).csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let table = try TableOutput(path: path, columns: layout.columns)
    let writer = LossListWriter(to: table.rows, layout: layout)
    for entry in entries { try writer.write(entry) }
    #expect(writer.count == entries.count)
    try table.ended()?.commit()
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  private let reasons = [
    Reason(
      cause: .maturity, contribution: 1, text: "Wealth products of 300,000 fall due next month, 62% of assets"
    ),
    Reason(cause: .balanceFalling, contribution: 0.5, text: "Assets fell"),
  ]

  @Test("has the points of a scorecard, and what they are the sum of")
  func points() throws {
    var entry = LossEntry(customer: "7", probability: 0.25, reasons: reasons)
    entry.points = [512, -20, 31]
    let text = try written([entry], .table(key: "id", scorecard: ["age", "tenure"]))
    let lines = text.split(separator: "\n")
    #expect(
      lines[0] == "rank,id,probability,points,reason_1,reason_2,reason_3,base_points,points_age,points_tenure"
    )
    #expect(lines[1].hasPrefix("1,7,0.250000,523,") && lines[1].hasSuffix(",512,-20,31"))
  }

  @Test("has a bank's columns in their order")
  func bank() throws {
    let entry = LossEntry(
      customer: "C001", monthAtRisk: Month(parsing: "2024-09"), probability: 0.123456789,
      expectedLoss: 59_259.2587,
      assets: 480_000, tier: "黄金级", reasons: reasons, manager: "李\"四\"", branch: "东\n区")
    let text = try written([entry, LossEntry(customer: "C002", probability: 1)], .bank)
    let firstRow =
      "1,C001,2024-09,0.123457,59259.26,480000.00,黄金级,"
      + #""Wealth products of 300,000 fall due next month, 62% of assets",Assets fell,,"李""四""","东"#
    #expect(
      text.components(separatedBy: "\n") == [
        "rank,customer_id,month,probability,expected_loss,assets,tier,reason_1,reason_2,reason_3,manager,branch",
        firstRow, #"区""#, "2,C002,,1.000000,,,,,,,,", "",
      ])
  }

  @Test("of a ready-made table has the key's own name and no bank columns")
  func table() throws {
    let entry = LossEntry(customer: "7", probability: 0.5, assets: 3, reasons: reasons, manager: "x")
    #expect(
      try written([entry], .table(key: "cust,no")) == """
        rank,"cust,no",probability,reason_1,reason_2,reason_3
        1,7,0.500000,"Wealth products of 300,000 fall due next month, 62% of assets",Assets fell,

        """)
  }

  @Test("neutralises texts that a spreadsheet would run, but leaves customer numbers alone")
  func formulas() throws {
    let keys = ["=1+1", "+cmd", "-x", "@a", "-5", "+8.5", "-", "-1.2.3", "007"]
    let text = try written(keys.map { LossEntry(customer: $0, probability: 0) }, .table(key: "k"))
    let cells = text.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[1] }
    #expect(cells == ["'=1+1", "'+cmd", "'-x", "'@a", "-5", "+8.5", "'-", "'-1.2.3", "007"])
    #expect(
      try written([LossEntry(customer: "a", probability: 0, manager: "=HYPERLINK(1)")], .bank).contains(
        ",'=HYPERLINK(1),"))
  }

  @Test("has a record that is the same bytes for the same run")
  func record() throws {
    let record = RunRecord(
      program: "churn 0.1.0", model: .init(name: "trees", crc32: 0xBEEF),
      inputs: [.init(path: "panel.csv", bytes: 12, crc32: 1)], snapshotMonth: Month(parsing: "2024-12"),
      counts: [.init(step: "rows read", count: 10), .init(step: "customers listed", count: 2)],
      order: .expectedLoss, selection: .top(2), language: .english, warnings: ["August is thin."])
    let text = String(decoding: try record.json(), as: UTF8.self)
    #expect(
      text == """
        {
          "counts" : [
            {
              "count" : 10,
              "step" : "rows read"
            },
            {
              "count" : 2,
              "step" : "customers listed"
            }
          ],
          "inputs" : [
            {
              "bytes" : 12,
              "crc32" : "00000001",
              "path" : "panel.csv"
            }
          ],
          "language" : "en",
          "model" : {
            "crc32" : "0000beef",
            "name" : "trees"
          },
          "month_at_risk" : "2025-01",
          "order" : "expected_loss",
          "program" : "churn 0.1.0",
          "selection" : {
            "top" : 2
          },
          "snapshot_month" : "2024-12",
          "unseen_texts" : [],
          "warnings" : ["August is thin."]
        }

        """)
    #expect(try JSONDecoder().decode(RunRecord.self, from: Data(text.utf8)) == record)
  }
}
