import Configuration
import Foundation
import Parallel
import SystemIO
import Testing
import Workflow

@testable import churn

/// What the commands print, of models of one small table.
@Suite("Words of training for the terminal", .serialized)
struct TrainingWordsTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("churn-\(UUID().uuidString)").path
  private let context = RunContext(
    team: ThreadTeam(threadCount: 2), progress: .standardError(quiet: true))

  private var table: TableSelection {
    TableSelection(
      patterns: [folder + "/table.csv"], label: "lost", positive: nil, key: "id", timeColumn: nil)
  }

  /// Trains on rows whose outcome goes with one of two columns.
  private func train(_ settings: String) throws -> TrainingOutcome {
    var text = "id,driver,noise,lost\n"
    for row in 0..<1200 {
      let (driver, noise) = ((row * 7919) % 1009, (row * 104_729) % 1013)
      text += "\(row),\(driver),\(noise),\((row * 31_337) % 1021 < driver / 2 ? 1 : 0)\n"
    }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/table.csv"))
    try Data("training: { \(settings) }\nlanguage: en\n".utf8).write(
      to: URL(fileURLWithPath: folder + "/bank.yaml"))
    return try TrainingRun(
      input: InputSelection(configurationPath: folder + "/bank.yaml", table: table), algorithm: nil,
      seed: nil,
      month: nil, folder: folder + "/model", commandLine: "train"
    ).run(context)
  }

  private func described() throws -> String {
    ModelWords(
      document: try ModelDescriptionRun(modelPath: folder + "/model").run(), language: .english
    ).text
  }

  @Test("trees: figures of both parts, and the splits of each variable")
  func trees() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let outcome = try train("trees: { rounds: 10 }")
    let text = TrainingWords(outcome: outcome).text
    let figures = outcome.model.figures
    #expect(
      text.contains("  evaluated on") && text.contains("a quarter of the rows, chosen by a seeded hash"))
    #expect(text.contains(figures.evaluated.cells("")[3]) && text.contains(figures.training.cells("")[3]))
    #expect(text.hasSuffix("The model and its report are in \(folder)/model."))
    let model = try described()
    #expect(model.contains("variable  importance  splits") && model.contains("driver"))
    let export = try ExportRun(
      modelPath: folder + "/model", format: .onnx, outputPath: folder + "/model.onnx"
    ).run()
    #expect(
      export.text(in: .english)
        == "Written to \(folder)/model.onnx: 2 variables in, the probability of a loss out.")
    let validation = ValidationWords(
      outcome: try ValidationRun(
        modelPath: folder + "/model", input: InputSelection(table: table), month: nil, outputPath: nil
      ).run(context))
    #expect(validation.text.contains("  all (trained on) ") && validation.text.contains("1,200"))
    #expect(validation.text.contains("The model was trained on all of these 1,200 rows"))
    #expect(model.contains("trained on 1,200 rows of a table"))
  }

  @Test("a logistic regression has no splits, a scorecard has points")
  func logistic() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try train("algorithm: logistic")
    #expect(try !described().contains("splits"))
    _ = try train(
      "algorithm: logistic, logistic: { woe: true, scorecard: { base_score: 500, base_odds: 20 } }")
    let model = try described()
    #expect(
      model.contains("base points") && model.contains("At 500 points there are 20 kept customers"))
  }

  @Test("an analysis: a row for each variable, the bins of one, and where the tables are")
  func analysis() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try train("trees: { rounds: 2 }")
    let text = AnalysisWords(
      outcome: try AnalysisRun(
        input: InputSelection(language: .english, table: table), folder: folder + "/analysis",
        shown: ["driver"]
      ).run(context)
    ).text
    #expect(text.hasPrefix("2 variables, 1,200 rows, of which"))
    #expect(text.contains("\ndriver: IV ") && text.hasSuffix("page are in \(folder)/analysis.\n"))
  }

  @Test("a search: what was tried and what was chosen")
  func tuning() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try train("trees: { rounds: 10 }")
    let outcome = try TrainingRun(
      input: InputSelection(configurationPath: folder + "/bank.yaml", table: table), algorithm: nil,
      seed: nil,
      month: nil, tuning: .trials(3), folder: folder + "/model", commandLine: "train"
    ).run(context)
    let text = TrainingWords(outcome: outcome).text
    #expect(text.hasPrefix("  3 settings were tried on 3 parts of the rows:\n"))
    #expect(text.contains("  chosen ") && text.contains("learning_rate"))
  }
}
