import Configuration
import Foundation
import ModelFile
import Retention
import Testing
import Validation
import Variables

@testable import Workflow

@Suite("Runs count texts that training never saw")
struct UnseenTextRunTests {
  private let folder = TemporaryFolder()

  /// Rows of a tier and a number; `rename` changes the tier of some rows.
  private func table(rows: Int = 400, rename: (Int, String) -> String = { $1 }) -> String {
    var text = "id,tier,x,y\n"
    for row in 0..<rows {
      let tier = ["Gold", "Silver", "Bronze"][row % 3]
      let isLost = (row * 7919) % 100 < [60, 30, 10][row % 3]
      text += "\(row),\(rename(row, tier)),\(row * 37 % 101),\(isLost ? 1 : 0)\n"
    }
    return text
  }

  private func input(_ text: String, label: String?, yaml: String? = nil) -> InputSelection {
    var input = InputSelection(configurationPath: yaml.map { folder.write($0, as: "\($0.count).yaml") })
    input.table = TableSelection(
      patterns: [folder.write(text, as: "t\(text.utf8.count).csv")], label: label, positive: nil, key: "id",
      timeColumn: nil)
    return input
  }

  private func train(_ algorithm: String) throws {
    let yaml = "training: { algorithm: \(algorithm), trees: { rounds: 20, patience: 20 } }\nlanguage: en\n"
    _ = try TrainingRun(
      input: input(table(), label: "y", yaml: yaml), algorithm: nil, seed: nil, month: nil,
      folder: folder.file("m"), commandLine: "train"
    ).run(SimulatedBank.context(threads: 2))
  }

  private func predict(_ input: InputSelection, accepted: String? = nil) throws -> (
    PredictionOutcome, RunRecord
  ) {
    let outcome = try PredictionRun(
      modelPath: folder.file("m"), input: input, month: nil, selection: .all, order: nil,
      outputPath: folder.file("s.csv"), accepted: accepted
    ).run(SimulatedBank.context(threads: 2))
    let record = try JSONDecoder().decode(RunRecord.self, from: Data(folder.bytes("s.json")))
    return (outcome, record)
  }

  @Test("predict counts, warns and stops by shares, and a reason goes on", arguments: ["trees", "logistic"])
  func shares(algorithm: String) throws {
    try train(algorithm)
    let (quiet, record) = try predict(input(table(), label: nil))
    #expect(quiet.findings.isEmpty && record.unseenTexts.isEmpty && record.warnings.isEmpty)
    #expect(record.unseenRule == (algorithm == "trees" ? .missing : .rareLevels))

    // Two of 400 rows are below one in a hundred: counted, not warned of.
    let (few, fewRecord) = try predict(input(table { $0 < 2 ? "Iron" : $1 }, label: nil))
    #expect(few.findings.isEmpty && fewRecord.unseenTexts.first?.rows == 2)

    let (some, someRecord) = try predict(input(table { $0 < 40 ? $1.uppercased() : $1 }, label: nil))
    #expect(some.findings.map(\.weight) == [.warning])
    let texts = try #require(someRecord.unseenTexts.first)
    #expect(texts.column == "tier" && texts.rows == 40 && texts.share == 0.1 && texts.count == 3)
    #expect(texts.texts.map(\.like) == ["Gold", "Bronze", "Silver"])
    #expect(texts.texts[0].differences == [.letterCase] && someRecord.warnings.count == 1)

    let before = folder.bytes("s.csv")
    let all = input(table { $1.uppercased() }, label: nil)
    let error = #expect(throws: DeliveryError.self) { try predict(all) }
    #expect(error?.description.contains("“tier” holds texts in 400 rows (100.0%)") == true)
    #expect(error?.description.contains("it is “Gold” but for case") == true)
    #expect(folder.bytes("s.csv") == before)
    let (_, accepted) = try predict(all, accepted: "new core system")
    #expect(accepted.accepted == "new core system" && accepted.unseenTexts.first?.rows == 400)

    let strict = input(
      table { $0 < 2 ? "Iron" : $1 }, label: nil,
      yaml: "deliveries: { unseen_texts: { warn: 0, stop: 0.001 } }\n")
    #expect(throws: DeliveryError.self) { try predict(strict) }
  }

  @Test("validate tells them before its figures, and in its JSON")
  func validation() throws {
    try train("trees")
    let outcome = try ValidationRun(
      modelPath: folder.file("m"), input: input(table { $0 < 40 ? "Iron" : $1 }, label: "y"), month: nil,
      outputPath: folder.file("v.json"), reportPath: folder.file("v.html")
    ).run(SimulatedBank.context(threads: 2))
    #expect(outcome.unseenTexts.map(\.rows) == [40])
    #expect(folder.text("v.json").contains("\"unseen_texts\""))
    #expect(folder.text("v.html").contains("“Iron” (40)"))
  }
}

@Suite("Texts of a panel that training never saw")
struct UnseenPanelTextTests {
  @Test("are counted in the month's population by predict")
  func panel() throws {
    let bank = try SimulatedBank(customers: 1500, months: 7)
    try bank.train("m")
    let name = try #require(bank.folder.names.first { $0 == "bank" })
    let newest = try #require(
      (FileManager.default.contentsOfDirectory(atPath: bank.folder.file(name)) as [String])
        .filter { $0.hasPrefix("panel_") }.sorted().last)
    let text = bank.folder.text("bank/\(newest)")
    // A new core system writes genders its own way.
    let changed = text.replacingOccurrences(of: ",女,", with: ",Ｆ,").replacingOccurrences(
      of: ",男,", with: ",Ｍ,")
    try #require(changed != text)
    bank.folder.write(changed, as: "bank/\(newest)")
    let error = #expect(throws: DeliveryError.self) { try bank.predict("m", to: "l.csv") }
    #expect(
      error?.findings.contains { $0.weight == .stop && $0.text.english.contains("training never saw") }
        == true)
  }
}
