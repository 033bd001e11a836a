import Configuration
import Foundation
import ModelFile
import Reporting
import SystemIO
import Testing

@testable import Workflow

@Suite("Importance of variables, three ways")
struct ImportanceRunTests {
  /// A table whose outcome goes with `driver`, of which `echo` tells the same with some error, and with nothing else.
  private func table(in folder: TemporaryFolder) -> InputSelection {
    var text = "id,driver,echo,noise,lost\n"
    for row in 0..<6000 {
      let (driver, noise) = ((row * 7919) % 6007, (row * 104_729) % 5003)
      let isLost = (row * 31 + driver * 17) % 6007 < driver * driver / 6007
      text += "\(row),\(driver),\(driver + noise % 1500),\(noise),\(isLost ? 1 : 0)\n"
    }
    var input = InputSelection()
    input.table = TableSelection(
      patterns: [folder.write(text, as: "table.csv")], label: "lost", positive: nil, key: "id",
      timeColumn: nil)
    return input
  }

  private func train(_ algorithm: TrainingDefinition.Algorithm, in folder: TemporaryFolder, threads: Int = 2)
    throws
  {
    _ = try TrainingRun(
      input: table(in: folder), algorithm: algorithm, seed: nil, month: nil, folder: folder.file("model"),
      commandLine: "train"
    ).run(SimulatedBank.context(threads: threads))
  }

  /// The cells of `variables.csv`, by variable and column.
  private func variables(in folder: TemporaryFolder) throws -> [String: [String: String]] {
    let lines = folder.text("model/variables.csv").split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let header = try #require(lines.first)
    return Dictionary(
      uniqueKeysWithValues: lines.dropFirst().map { cells in
        (cells[0], Dictionary(uniqueKeysWithValues: zip(header, cells)))
      })
  }

  @Test(
    "trees: gain, splits that add up to the model's nodes, and the AUC's fall on rows that were not trained on"
  )
  func trees() throws {
    let folder = TemporaryFolder()
    try train(.trees, in: folder)
    let cells = try variables(in: folder)
    let splits = try ["driver", "echo", "noise"].map { try #require(Int(cells[$0]?["splits"] ?? "")) }
    let falls = try ["driver", "echo", "noise"].map { try #require(Double(cells[$0]?["auc_fall"] ?? "")) }
    guard case .forest(let forest) = try ModelCoder.read(folder.file("model/model.churn")).scoring else {
      Issue.record("the model has no trees")
      return
    }
    #expect(splits.reduce(0, +) == forest.trees.reduce(0) { $0 + $1.leafCount - 1 })
    #expect(falls[0] > 0.1 && falls[1] < falls[0] / 2 && falls[2].magnitude < 0.01, "\(falls)")
    let report = try DeterministicJSON.decode(ReportContent.self, from: folder.bytes("model/report.json"))
    #expect(report.variables.top.map(\.name).first == "driver")
    #expect(
      report.variables.top.first?.splits == splits[0] && report.variables.top.first?.aucFall == falls[0])
    #expect(folder.text("model/report.html").contains("AUC"))
    let returned = try ModelDescriptionRun(modelPath: folder.file("model")).run()
    #expect(returned.scoring.splitCounts == splits)
  }

  @Test("logistic regression: the AUC's fall, and no splits")
  func logistic() throws {
    let folder = TemporaryFolder()
    try train(.logistic, in: folder)
    let cells = try variables(in: folder)
    #expect(cells["driver"]?["splits"] == "")
    #expect(Double(cells["driver"]?["auc_fall"] ?? "") ?? 0 > 0.1)
    let returned = try ModelDescriptionRun(modelPath: folder.file("model")).run()
    #expect(returned.scoring.splitCounts == nil)
  }

  @Test("the same for any number of threads")
  func threads() throws {
    let files = try [1, 3].map { threads in
      let folder = TemporaryFolder()
      try train(.trees, in: folder, threads: threads)
      return folder.text("model/variables.csv")
    }
    #expect(files[0] == files[1])
  }
}
