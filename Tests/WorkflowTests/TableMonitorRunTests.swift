import Calendar
import Configuration
import Foundation
import Messages
import ModelFile
import Parallel
import Reporting
import SystemIO
import Testing
import Validation

@testable import Workflow

@Suite("Ready-made tables are watched, compared and validated", .serialized)
struct TableMonitorRunTests {
  /// Rows whose loss depends on `balance` and `branch`; `account` holds numbers that Float32s do not tell apart.
  ///
  /// - Parameters:
  ///   - shift: added to every balance.
  ///   - branch: a branch that takes the place of one in three.
  private func rows(_ range: Range<Int>, shift: Int = 0, branch: String? = nil, label: Bool = true) -> String
  {
    var text = "id,balance,branch,account,day\(label ? ",lost" : "")\n"
    for row in range {
      var random = RandomStream(seed: 7, key: "\(row)")
      let (balance, place, day) = (random.below(1000), random.below(3), random.below(300))
      let isLost = random.below(100) < (balance < 200 ? 60 : place == 1 ? 20 : 3)
      text +=
        "k\(row),\(balance + shift),\(place == 2 ? branch ?? "west" : ["north", "south"][place]),"
        + "20240101\(1000 + random.below(977)),\(day)\(label ? isLost ? ",1" : ",0" : "")\n"
    }
    return text
  }

  private func input(
    _ folder: TemporaryFolder, _ text: String, as name: String, label: String? = "lost", time: String? = nil
  ) -> InputSelection {
    InputSelection(
      language: .english,
      table: TableSelection(
        patterns: [folder.write(text, as: name)], label: label, positive: nil, key: "id", timeColumn: time))
  }

  @discardableResult
  private func train(
    _ folder: TemporaryFolder, _ name: String, rows range: Range<Int> = 0..<1500, time: String? = nil,
    yaml: String = "training: { trees: { rounds: 12 } }\nlanguage: en\n"
  ) throws -> String {
    var input = input(folder, rows(range), as: "train.csv", time: time)
    input.configurationPath = folder.write(yaml, as: "bank.yaml")
    _ = try TrainingRun(
      input: input, algorithm: nil, seed: nil, month: nil, folder: folder.file(name), commandLine: "train"
    ).run(SimulatedBank.context(threads: 2))
    return folder.file(name)
  }

  private func watch(
    _ folder: TemporaryFolder, _ model: String, _ text: String, label: String? = nil,
    reference: [String] = [],
    threads: Int = 2
  ) throws -> MonitorContent {
    _ = try MonitorRun(
      modelPath: model, input: input(folder, text, as: "now.csv", label: label), month: nil,
      reference: reference, listPath: nil, outputPath: folder.file("watch.json"),
      reportPath: folder.file("watch.html"), commandLine: "monitor"
    ).run(SimulatedBank.context(threads: threads))
    return try DeterministicJSON.decode(MonitorContent.self, from: folder.bytes("watch.json"))
  }

  @Test("quiet rows are green, however few; a shift and a new text are told by name")
  func drift() throws {
    let folder = TemporaryFolder()
    let model = try train(folder, "m")
    for count in [120, 1000] {
      let quiet = try watch(folder, model, rows(5000..<5000 + count, label: false))
      #expect(quiet.verdict == .green && quiet.month == nil && quiet.customers == count, "\(quiet.findings)")
      #expect(quiet.outcome == nil && quiet.flow.isEmpty)
    }
    #expect(folder.text("watch.html").contains("Watching the model: a table"))
    let shifted = try watch(folder, model, rows(5000..<5800, shift: 300, label: false))
    #expect(shifted.verdict == .red)
    #expect(shifted.findings.contains { $0.variable == "balance" && $0.light == .red })
    #expect(!shifted.findings.contains { $0.variable == "branch" || $0.variable == "account" })
    let renamed = try watch(folder, model, rows(5000..<5800, branch: "East", label: false))
    #expect(renamed.findings.contains { $0.variable == "branch" && $0.text.contains("East") })
  }

  @Test("numbers that Float32 does not hold do not drift by themselves, by trees and by weights of evidence")
  func exactNumbers() throws {
    for yaml in ["", "training: { algorithm: logistic, logistic: { woe: true } }\n"] {
      let folder = TemporaryFolder()
      let model = try train(folder, "m", yaml: yaml)
      let same = try watch(folder, model, rows(0..<1500, label: false))
      for drift in same.variables { #expect((drift.stability ?? 1) < 1e-9, "\(drift)") }
      #expect((same.score.stability ?? 1) < 1e-9)
    }
  }

  @Test("outcomes are told as validation tells them, whatever the number of threads")
  func outcome() throws {
    let folder = TemporaryFolder()
    let model = try train(folder, "m", time: "day")
    let content = try watch(folder, model, rows(5000..<5800), label: "lost")
    #expect(try watch(folder, model, rows(5000..<5800), label: "lost", threads: 5) == content)
    let validated = try ValidationRun(
      modelPath: model, input: input(folder, rows(5000..<5800), as: "now.csv"), month: nil, outputPath: nil
    ).run(SimulatedBank.context(threads: 2))
    #expect(
      content.outcome?.evaluation.auc == validated.evaluated.auc && validated.evaluated.customers == 800)
    #expect(content.outcome?.trainingAUC != nil && content.outcome?.snapshot == nil)
    #expect(folder.text("watch.html").contains("Predicted and actual"))
  }

  @Test("a model that does not say what its training rows looked like is watched against rows that are named")
  func reference() throws {
    let folder = TemporaryFolder()
    let model = try train(folder, "m")
    var document = try LoadedModel(path: model).document
    document.trainingDistributions = nil
    let bare = folder.file("bare.churn")
    try AtomicFile.write((bare, { try ModelCoder.encode(document, path: bare) }))
    let error = #expect(throws: RunError.self) { try watch(folder, bare, rows(5000..<6000, label: false)) }
    #expect(error?.description.contains("does not say what its training rows looked like") == true)
    let train = folder.file("train.csv")
    #expect(try watch(folder, bare, rows(5000..<6000, label: false), reference: [train]).verdict == .green)
    let shifted = try watch(folder, bare, rows(5000..<6000, shift: 300, label: false), reference: [train])
    #expect(shifted.verdict == .red && shifted.reproduction.inputs.count == 2)
    #expect(throws: RunError.self) {
      try MonitorRun(
        modelPath: bare, input: input(folder, rows(0..<9), as: "now.csv"), month: nil, reference: [train],
        listPath: nil, outputPath: train, reportPath: nil, commandLine: ""
      ).run(SimulatedBank.context(threads: 1))
    }
  }

  @Test("two models are compared on the same rows, as validation evaluates each")
  func comparing() throws {
    let folder = TemporaryFolder()
    let champion = try train(folder, "champion", rows: 0..<500)
    let challenger = try train(
      folder, "challenger", yaml: "training: { algorithm: logistic }\nignore: [account]\nlanguage: en\n")
    let later = input(folder, rows(5000..<5800), as: "later.csv")
    let content = try ComparisonRun(
      championPath: champion, challengerPath: challenger, input: later, month: nil, outputPath: nil,
      reportPath: folder.file("c.html"), commandLine: "compare"
    ).run(SimulatedBank.context(threads: 2))
    for (model, side) in [
      (champion, content.comparison.auc.champion), (challenger, content.comparison.auc.challenger),
    ] {
      let validated = try ValidationRun(modelPath: model, input: later, month: nil, outputPath: nil)
        .run(SimulatedBank.context(threads: 1)).evaluated
      #expect(validated.auc == side && validated.customers == content.customers)
      #expect(validated.losses == content.losses)
    }
    #expect(content.months.isEmpty && folder.text("c.html").contains("the same 800 rows of a table"))
  }
}
