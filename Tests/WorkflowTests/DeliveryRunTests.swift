import Calendar
import Configuration
import Foundation
import Testing

@testable import Validation
@testable import Workflow

@Suite("Deliveries are checked before they are scored", .serialized)
struct DeliveryRunTests {
  /// A bank, its model of all months but the last, and the last month's file.
  private struct Bank {
    let bank: SimulatedBank
    let yaml: String

    init() throws {
      bank = try SimulatedBank(customers: 1500, months: 8)
      yaml = bank.folder.file("bank/fast.yaml")
      let text = bank.folder.text("bank/bank.yaml") + "\ntraining: { trees: { rounds: 3, patience: 3 } }\n"
      bank.folder.write(text, as: "bank/fast.yaml")
      try bank.train("m", month: "2024-07", input: InputSelection(configurationPath: yaml))
    }

    func findings(expected: ExpectedMonth? = nil, accepted: String? = nil) throws -> [DeliveryFinding] {
      do {
        return try PredictionRun(
          modelPath: bank.model("m"), input: InputSelection(configurationPath: yaml), month: nil,
          selection: .share(0.2), order: nil, outputPath: bank.folder.file("l.csv"), expected: expected,
          accepted: accepted
        ).run(SimulatedBank.context(threads: 2)).findings
      } catch let error as DeliveryError {
        return error.findings
      }
    }

    /// Writes August anew, runs, and puts it back.
    func damaged(_ change: ([[String]]) -> [[String]]) throws -> [DeliveryFinding] {
      let text = bank.panelFile("2024-08")
      defer { bank.folder.write(text, as: "bank/panel_2024-08.csv") }
      let lines = DeliveryRunTests.rows(of: text)
      let rows = [lines[0]] + change(Array(lines.dropFirst()))
      bank.folder.write(
        rows.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n", as: "bank/panel_2024-08.csv")
      return try findings()
    }
  }

  /// The cells of a file, amounts such as "1,234.50" without quotes and commas.
  private static func rows(of text: String) -> [[String]] {
    text.split(separator: "\n").map { line in
      var cells = [""]
      var isQuoted = false
      for character in line {
        switch character {
        case "\"": isQuoted.toggle()
        case ",": if !isQuoted { cells.append("") }
        default: cells[cells.count - 1].append(character)
        }
      }
      return cells
    }
  }

  private func scaled(_ row: [String], _ columns: Range<Int>, by factor: Double) -> [String] {
    row.enumerated().map { index, cell in
      // Some cells have full-width digits or blanks around them.
      let plain = cell.applyingTransform(.fullwidthToHalfwidth, reverse: false) ?? cell
      let number = Double(plain.trimmingCharacters(in: .whitespaces))
      return columns.contains(index) ? number.map { "\($0 * factor)" } ?? cell : cell
    }
  }

  private func stops(_ findings: [DeliveryFinding], _ words: String) -> Bool {
    findings.contains { $0.weight == .stop && $0.text.english.contains(words) }
  }

  @Test("a quiet month passes; damaged ones are named for what they are")
  func damages() throws {
    let bank = try Bank()
    #expect(try bank.findings().isEmpty)
    let before = bank.bank.folder.bytes("l.csv")

    let few = try bank.damaged { Array($0.prefix($0.count / 4)) }
    #expect(stops(few, "Customers: ") && stops(few, "are missing in 2024-08"))
    let fen = try bank.damaged { $0.map { scaled($0, 2..<5, by: 100) } }
    #expect(stops(fen, "“demand” of 2024-08 beside 2024-07: That is about 100 times as much"))
    let jiao = try bank.damaged { $0.map { scaled($0, 2..<5, by: 0.1) } }
    #expect(stops(jiao, "about 10 times less"))
    // In units of 10,000 nobody is above the floor.
    let wan = #expect(throws: (any Error).self) {
      try bank.damaged { $0.map { scaled($0, 2..<5, by: 1e-4) } }
    }
    #expect(wan.map { "\($0)".contains("no customer has assets above the floor") } == true)
    let loans = try bank.damaged { $0.map { scaled($0, 5..<6, by: 0.001) } }
    #expect(stops(loans, "“loan_balance” of 2024-08 beside 2024-07: That is about 1,000 times less"))
    let renamed = try bank.damaged { $0.map { ["N" + $0[0].dropFirst()] + $0.dropFirst() } }
    #expect(stops(renamed, "100.0% of the customers of 2024-08 were not there"))
    let swapped = try bank.damaged { $0.map { [$0[0], $0[1], $0[4], $0[3], $0[2]] + $0[5...] } }
    #expect(swapped.contains { $0.text.english.contains("“demand”") })
    let mixed = try bank.damaged { rows in
      rows.indices.map { [rows[($0 + 7) % rows.count][0]] + rows[$0].dropFirst() }
    }
    #expect(stops(mixed, "were customers or columns mixed up?"))
    let empty = try bank.damaged { $0.map { $0[..<13] + [""] + $0[14...] } }
    #expect(stops(empty, "“mobile_logins” is missing in 100.0%"))
    let july = Self.rows(of: bank.bank.panelFile("2024-07")).dropFirst()
    let again = try bank.damaged { _ in july.map { [$0[0], "2024-08"] + $0[2...] } }
    #expect(stops(again, "have the very numbers of the month before"))
    #expect(bank.bank.folder.bytes("l.csv") == before)
  }

  @Test("a month that is missing, or has not arrived, stops the run; a reason goes on")
  func months() throws {
    let bank = try Bank()
    let (august, september) = (
      try #require(Month(parsing: "2024-08")), try #require(Month(parsing: "2024-09"))
    )
    #expect(try bank.findings(expected: .month(august)).isEmpty)
    #expect(stops(try bank.findings(expected: .month(september)), "2024-09 is expected"))
    // The list of August stands there: September is next.
    #expect(stops(try bank.findings(expected: .afterLast), "2024-09 is expected"))
    let accepted = try bank.findings(expected: .afterLast, accepted: "list sent again")
    #expect(accepted.map(\.weight) == [.stop])
    #expect(bank.bank.folder.text("l.json").contains("\"accepted\" : \"list sent again\""))

    let june = bank.bank.panelFile("2024-06")
    try FileManager.default.removeItem(atPath: bank.bank.folder.file("bank/panel_2024-06.csv"))
    #expect(stops(try bank.findings(), "2024-06 is missing"))
    bank.bank.folder.write(june, as: "bank/panel_2024-06.csv")
    for month in 1...7 {
      try FileManager.default.removeItem(atPath: bank.bank.folder.file("bank/panel_2024-0\(month).csv"))
    }
    #expect(stops(try bank.findings(), "2024-07 is missing"))
  }

  @Test("factors near 10, 100, 1,000 and 10,000 are units; others, and sizes that disagree, are none")
  func units() {
    for (power, factor) in [(1, 10.0), (2, 105), (3, 980), (4, 10_000), (-2, 0.01), (-4, 0.00011)] {
      #expect(UnitChange(from: 250, to: 250 * factor)?.power == power)
      #expect(UnitChange(from: [1, 2, 3, 4, 5], to: [1, 2, 3, 4, 5].map { $0 * factor })?.power == power)
    }
    for factor in [1.0, 2, 5, 30, 400, 0.3, 1e6, 0] {
      #expect(UnitChange(from: 250, to: 250 * factor) == nil)
    }
    #expect(UnitChange(from: 0, to: 10) == nil)
    #expect(UnitChange(from: [1, 2, 3, 4, 5], to: [100, 200, 300, 4, 5]) == nil)
    #expect(UnitChange(from: [1, 2, 3, 4, 5], to: [100, 200, 300, 400, 5])?.power == 2)
  }
}
