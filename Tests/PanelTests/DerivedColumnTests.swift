import Calendar
import Configuration
import Foundation
import Parallel
import Testing

@testable import Panel

@Suite("Derived columns")
struct DerivedColumnTests {
  private func statements(_ derive: String) throws -> ColumnStatements {
    ColumnStatements(try BankConfiguration(yaml: "derive: { \(derive) }", file: "bank.yaml"))
  }

  private func read(
    _ text: String, _ derive: String, label: String? = nil, wanted: [PanelColumn]? = nil
  ) throws -> ReadyTable {
    let folder = TemporaryFolder()
    return try ReadyTableReader(
      patterns: [folder.write(text, as: "table.csv")], label: label, wanted: wanted,
      statements: statements(derive)
    ).read(team: ThreadTeam(threadCount: 2))
  }

  @Test("have the values of the formula; what is missing, and a division by zero, is missing")
  func values() throws {
    let table = try read(
      """
      used,limit,open,at,segment
      5,10,2020-01-31,2024-02-29,gold
      1,0,2020-01-30,2024-02-28,silver
      ,4,2024-03-15,2024-03-14,gold
      8,2,,2024-01-01,
      0.3,0.1,2024-05-01,2024-05-01,gold

      """,
      """
      u: used / limit, twice: u * 2, least: "min(used, limit)", most: "max(used, limit, 3)", l: log(used),
      d: abs(used - limit), m: "months(open, at)", days: "days(open, at)", y: year(open),
      f: "if(used > limit, 1, 0)", s: "segment in (gold)", both: "segment = gold and used > 1", either: "segment = gold or used > 1"
      """)
    let wanted: [String: [Double]] = [
      "u": [0.5, .nan, .nan, 4, 0.3 / 0.1], "twice": [1, .nan, .nan, 8, 0.3 / 0.1 * 2],
      "least": [5, 0, .nan, 2, 0.1], "most": [10, 3, .nan, 8, 3], "l": [log(5), 0, .nan, log(8), log(0.3)],
      "d": [5, 1, .nan, 6, 0.3 - 0.1], "m": [49, 48, 0, .nan, 0], "days": [1490, 1490, -1, .nan, 0],
      "y": [2020, 2020, 2024, .nan, 2024], "f": [0, 1, .nan, 1, 1], "s": [1, 0, 1, .nan, 1],
      "both": [1, 0, .nan, .nan, 0], "either": [1, 0, 1, 1, 1],
    ]
    for (name, values) in wanted {
      let index = try #require(table.numberColumns.firstIndex { $0.name == name })
      for (row, value) in values.enumerated() {
        let found = table.numbers[row, index]
        #expect(found == Float(value) || found.isNaN && value.isNaN, "\(name) \(row): \(found) \(value)")
      }
    }
  }

  @Test("are made anew where a model asks for them, of columns that it does not ask for itself")
  func wanted() throws {
    let table = try read("a,b\n6,3\n1,4\n", "u: a / b", wanted: [PanelColumn(name: "u", kind: .number)])
    #expect(table.columns.map(\.name) == ["u"])
    #expect(Array(table.numbers.column(0).elements) == [2, 0.25])
  }

  @Test("that cannot be made are told all together")
  func problems() throws {
    func message(_ derive: String) -> String {
      do {
        _ = try read("a,b,y\n1,2,0\n3,4,1\n", derive, label: "y")
        return "none"
      } catch {
        return "\(error)"
      }
    }
    let text = message("u: a / bb, b: a * 2, m: months(a), z: y + 1")
    for part in [
      "“bb”, which is no column", "have a column of this name", "a second date", "made of the outcome",
    ] {
      #expect(text.contains(part), "\(text)")
    }
    // A cell that is no number is told as one of the derived column too.
    #expect(throws: (any Error).self) {
      try read("a,b\n" + (0..<40).map { "\($0).5,1\n" }.joined() + "1x,1\n", "u: a / b")
    }
  }

  @Test("of panels count to the end of the row's month")
  func panels() throws {
    let folder = TemporaryFolder()
    let rows = (0..<8).map { "c\($0 / 2),2024-0\(1 + $0 % 2),300000,100000,0,2020-01-31" }
    let text = (["customer_id,month,demand,time,wealth,open_date"] + rows).joined(separator: "\n") + "\n"
    var configuration = BankConfiguration.forPanel(files: [folder.write(text, as: "panel.csv")])
    configuration.derive = try BankConfiguration(
      yaml: "derive: { age_of_account: months(open_date), share: time / (demand + time) }", file: "bank.yaml"
    ).derive
    let panel = try PanelReader(
      configuration: configuration, request: PanelRequest(snapshots: .labelled(until: nil))
    ).read(team: ThreadTeam(threadCount: 2))
    let names = panel.numberColumns.map(\.name)
    let (age, share) = (
      try #require(names.firstIndex(of: "age_of_account")), try #require(names.firstIndex(of: "share"))
    )
    let first = try #require(Month(year: 2024, month: 1))
    #expect(panel.number(0, first, column: age) == 48 && panel.number(0, first + 1, column: age) == 49)
    #expect(panel.number(1, first, column: share) == 0.25)
  }
}
