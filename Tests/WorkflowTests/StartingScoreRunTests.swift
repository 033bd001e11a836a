import Configuration
import Foundation
import Messages
import ModelFile
import Testing
import Validation

@testable import Workflow

@Suite("Trees that go on from a score of the bank's own", .serialized)
struct StartingScoreRunTests {
  private static let yaml =
    "training: { refit: false, trees: { rounds: 60, learning_rate: 0.1, start: champion } }\n"

  /// A table whose outcome goes with two columns, of which the champion's score knows the first only.
  private func table(rows: Int, points: Bool = false) -> String {
    var text = "id,first,second,champion,lost\n"
    for row in 0..<rows {
      let (first, second) = (Double((row * 7919) % 1009) / 1009, Double((row * 104_729) % 1013) / 1013)
      let probability = 0.02 + 0.5 * first * first
      let chance = Double((row * 31_337) % 1021) / 1021
      let isLost = chance < probability * (second > 0.5 ? 1.6 : 0.4)
      let score = row % 9 == 4 ? "" : "\(points && row == 700 ? 640 : probability)"
      text += "\(row),\(Int(first * 1000)),\(Int(second * 1000)),\(score),\(isLost ? 1 : 0)\n"
    }
    return text
  }

  private func selection(_ path: String) -> TableSelection {
    TableSelection(patterns: [path], label: "lost", positive: nil, key: "id", timeColumn: nil)
  }

  @Test("train on a table what the score leaves, and refuse rows whose score is no probability")
  func table() throws {
    let folder = TemporaryFolder()
    var input = InputSelection(configurationPath: folder.write(Self.yaml, as: "bank.yaml"))
    input.table = selection(folder.write(table(rows: 6000), as: "table.csv"))
    _ = try TrainingRun(
      input: input, algorithm: nil, seed: nil, month: nil, folder: folder.file("model"), commandLine: "train"
    ).run(SimulatedBank.context(threads: 2))
    let document = try ModelCoder.read(folder.file("model"))
    guard case .forest(let forest) = document.scoring else {
      Issue.record("the model has no trees")
      return
    }
    #expect(forest.start?.variable == 0 && forest.splitCounts[0] == 0)
    let importance = document.variables.map(\.importance)
    #expect(importance[2] > 2 * importance[1] && importance[0] == 0, "\(importance)")

    // What the AUC loses without the score is told, though no tree splits on it.
    let line = folder.text("model/variables.csv").split(separator: "\n").first { $0.hasPrefix("champion,") }
    let cells = try #require(line).split(separator: ",", omittingEmptySubsequences: false)
    #expect(cells[cells.count - 2] == "0" && Double(cells[cells.count - 1]) ?? 0 > 0.02)
    #expect(folder.text("model/report.html").contains("出发评分"))

    func predict(_ path: String) throws {
      var input = InputSelection()
      input.table = TableSelection(patterns: [path], label: nil, positive: nil, key: "id", timeColumn: nil)
      _ = try PredictionRun(
        modelPath: folder.file("model"), input: input, month: nil, selection: .all, order: nil,
        outputPath: folder.file("list.csv")
      ).run(SimulatedBank.context(threads: 2))
    }
    try predict(folder.file("table.csv"))
    #expect(folder.text("list.csv").split(separator: "\n").count == 6001)
    let list = folder.bytes("list.csv")
    let error = #expect(throws: RunError.self) {
      try predict(folder.write(table(rows: 800, points: true), as: "points.csv"))
    }
    #expect(error?.description.hasPrefix("“champion” of “700” is 640.0, which is no probability") == true)
    #expect(folder.bytes("list.csv") == list)

    // Also where it is trained on, by the name of the row and not by its number among those that are trained on.
    var points = input
    points.table = selection(folder.file("points.csv"))
    let refusal = #expect(throws: RunError.self) {
      _ = try TrainingRun(
        input: points, algorithm: nil, seed: nil, month: nil, folder: folder.file("other"),
        commandLine: "train"
      ).run(SimulatedBank.context(threads: 2))
    }
    #expect(refusal?.description.hasPrefix("“champion” of “700” is 640.0") == true)

    let export = ExportRun(
      modelPath: folder.file("model"), format: .onnx, outputPath: folder.file("model.onnx"))
    #expect { _ = try export.run() } throws: { "\($0)".contains("training.trees.start") }
  }

  @Test("train on a panel, list its customers, and name the customer whose score is no probability")
  func panel() throws {
    let bank = try SimulatedBank(customers: 1500, months: 8)
    var files: [String] = []
    for month in 1...8 {
      let lines = bank.panelFile("2024-0\(month)").split(separator: "\n").map(String.init)
      let scored = lines.dropFirst().enumerated().map { row, line in
        "\(line),0.\(10 + (row * 37 + month) % 80)"
      }
      let text = ([lines[0] + ",champion"] + scored).joined(separator: "\n") + "\n"
      files.append(bank.folder.write(text, as: "bank/scored_2024-0\(month).csv"))
    }
    let months = files
    let plain = bank.folder.text("bank/bank.yaml")
    let own = bank.folder.write(plain + Self.yaml, as: "bank/start.yaml")
    let input = InputSelection(configurationPath: own, panelPatterns: months)
    try bank.train("started", input: input)
    guard case .forest(let forest) = try ModelCoder.read(bank.model("started")).scoring else {
      Issue.record("the model has no trees")
      return
    }
    #expect(forest.start != nil)
    try bank.predict("started", to: "list.csv", input: InputSelection(panelPatterns: months))
    #expect(bank.folder.text("list.csv").split(separator: "\n").count > 20)

    /// The months with one whose scores are percentages.
    func percentages(in month: Int) -> [String] {
      let lines = bank.folder.text("bank/scored_2024-0\(month).csv").split(separator: "\n").map(String.init)
      let text =
        lines.map { $0.replacing(/,0\.(\d\d)$/) { ",\($0.output.1)" } }.joined(separator: "\n") + "\n"
      var files = months
      files[month - 1] = bank.folder.write(text, as: "bank/percentages_\(month).csv")
      return files
    }
    let message = "which is no probability from 0 to 1"
    // The delivery's check sees the other unit before any score is read.
    let scoring = #expect(throws: DeliveryError.self) {
      try bank.predict("started", to: "list.csv", input: InputSelection(panelPatterns: percentages(in: 8)))
    }
    #expect(scoring.map { "\($0)".contains("about 100 times as much") } == true)
    // Months trained on, that of the validation, and that which evaluates.
    for month in [3, 6, 7] {
      let learning = #expect(throws: RunError.self) {
        try bank.train(
          "other", input: InputSelection(configurationPath: own, panelPatterns: percentages(in: month)))
      }
      #expect(learning?.description.contains(message) == true, "month \(month)")
    }
  }
}
