import Configuration
import Foundation
import Testing
import Variables

@testable import Workflow

@Suite("Runs say what gives the label away")
struct LeakRunTests {
  /// 600 rows with 60 losses: `flag` holds them all besides 40 others, `leak` is the label, `closed` is filled in for them.
  private func table(sorted: Bool) -> String {
    var text = "id,flag,leak,closed,x,lost\n"
    for row in 0..<600 {
      let position = sorted ? row : row * 7 % 600
      let isLost = position < 60
      text +=
        "\(sorted ? row : row * 31 % 600),\(position < 100 ? 1 : 0),\(isLost ? "yes" : "no"),"
        + "\(isLost ? "\(position % 3)" : ""),\(row * 37 % 101),\(isLost ? 1 : 0)\n"
    }
    return text
  }

  private func input(_ folder: TemporaryFolder, _ text: String, yaml: String? = nil) -> InputSelection {
    var input = InputSelection(configurationPath: yaml.map { folder.write($0, as: "bank.yaml") })
    input.table = TableSelection(
      patterns: [folder.write(text, as: "table.csv")], label: "lost", positive: nil, key: "id",
      timeColumn: nil)
    return input
  }

  @Test("analyze and train name the same columns, in figures and in the report")
  func sameLeaks() throws {
    let folder = TemporaryFolder()
    let input = input(
      folder, table(sorted: false), yaml: "training: { trees: { rounds: 3, patience: 3 } }\nlanguage: en\n")
    let analysis = try AnalysisRun(input: input, folder: folder.file("analysis"))
      .run(SimulatedBank.context(threads: 2))
    let training = try TrainingRun(
      input: input, algorithm: nil, seed: nil, month: nil, folder: folder.file("model"), commandLine: "train"
    ).run(SimulatedBank.context(threads: 2))
    let named = { (leak: Leak) in "\(leak.kind.rawValue) \(leak.column ?? "")" }
    #expect(Set(analysis.result.leaks.map(named)) == ["label leak", "missing closed", "values flag"])
    #expect(analysis.result.leaks.map(named) == training.model.figures.leaks.map(named))
    let flag = try #require(analysis.result.variables.first { $0.name == "flag" })
    #expect((flag.ks - 500.0 / 540).magnitude < 1e-9 && (flag.auc - 520.0 / 540).magnitude < 1e-9)
    #expect(flag.verdict.choice == .drop)
    #expect(folder.text("analysis/analysis.html").contains("Gives the label away?"))
    #expect(folder.text("model/report.html").contains("“leak” is the label itself"))
    #expect(folder.text("model/report.json").contains("\"column\" : \"closed\""))
  }

  @Test("a scorecard is trained on a variable with a pure bin")
  func scorecard() throws {
    let folder = TemporaryFolder()
    let yaml = "training: { algorithm: logistic, logistic: { woe: true } }\nignore: [leak, closed]\n"
    let training = try TrainingRun(
      input: input(folder, table(sorted: false), yaml: yaml), algorithm: nil, seed: nil, month: nil,
      folder: folder.file("model"), commandLine: "train"
    ).run(SimulatedBank.context(threads: 2))
    let auc = try #require(training.model.figures.evaluated.auc)
    #expect(auc > 0.9)
    #expect(training.model.figures.leaks.map(\.column) == ["flag"])
  }

  @Test("a file that is sorted by the outcome, and keys numbered by it, are told")
  func order() throws {
    let folder = TemporaryFolder()
    let analysis = try AnalysisRun(input: input(folder, table(sorted: true)))
      .run(SimulatedBank.context(threads: 2))
    let kinds = Set(analysis.result.leaks.map(\.kind))
    #expect(kinds.isSuperset(of: [.keyOrder, .rowOrder]))
  }

  @Test("a simulated bank has none")
  func simulated() throws {
    let bank = try SimulatedBank(customers: 1500, months: 6)
    let analysis = try AnalysisRun(input: bank.input)
      .run(SimulatedBank.context(threads: 2))
    #expect(analysis.result.leaks.isEmpty, "\(analysis.result.leaks)")
  }
}
