import Configuration
import Foundation
import Messages
import ModelFile
import Panel
import Testing
import Variables

@testable import Workflow

@Suite("Columns as they come")
struct ColumnKindRunTests {
  private func input(
    _ text: String, in folder: TemporaryFolder, time: String? = nil, training: String? = nil
  ) -> InputSelection {
    InputSelection(
      configurationPath: training.map { folder.write("training: { \($0) }\n", as: "training.yaml") },
      table: TableSelection(
        patterns: [folder.write(text, as: "table.csv")], label: "y", positive: nil, key: "id",
        timeColumn: time))
  }

  private func train(_ input: InputSelection, in folder: TemporaryFolder) throws -> TrainingOutcome {
    try TrainingRun(
      input: input, algorithm: .trees, seed: nil, month: nil, folder: folder.file("model"),
      commandLine: "train"
    ).run(SimulatedBank.context(threads: 2))
  }

  /// A guarantor is none, yes or not known; the figures are 36 of 300, 60 of 150 and 90 of 150.
  private var guarantors: String {
    let groups = [("none", 300, 36), ("yes", 150, 60), ("", 150, 90)]
    let rows = groups.flatMap { level, rows, losses in
      (0..<rows).map { "\(level)-\($0),\(level),\($0 < losses ? 1 : 0)\n" }
    }
    return "id,guarantor,y\n" + rows.joined()
  }

  @Test("the level “none” is told from empty cells")
  func none() throws {
    let folder = TemporaryFolder()
    let outcome = try AnalysisRun(input: input(guarantors, in: folder)).run(SimulatedBank.context(threads: 2))
    let bins = try #require(outcome.result.variables.first).binning.bins.map(\.counts)
    #expect(bins.map { [$0.lost, $0.rows] } == [[36, 300], [60, 150], [90, 150]])
    #expect(outcome.notes.leftOut.isEmpty)
  }

  @Test("a model keeps what was missing in its columns; one of an earlier version keeps its own rule")
  func olderModels() throws {
    let folder = TemporaryFolder()
    _ = try train(input(guarantors, in: folder), in: folder)
    var document = try ModelCoder.read(folder.file("model"))
    let column = try #require(document.columns.first)
    #expect(column.reason == "texts" && column.missing?.contains("na") == true)
    #expect(column.missing?.contains("none") == false)
    #expect(document.panelColumns[0].missing == column.missing)
    document.columns[0].missing = nil
    #expect(document.panelColumns[0].missing?.contains("none") == true)
  }

  @Test(
    "every column that no variable is made of is named, with the reason, in the outcome and in the report")
  func leftOut() throws {
    let folder = TemporaryFolder()
    let rows = (0..<600).map { row in
      "\(row / 2),\(row * 7 % 101),n\(row),m\(row % 300),k,,\(row % 5),\(row * 31 % 7 < 3 ? 1 : 0)\n"
    }
    let outcome = try train(
      input(
        "id,x,name,many,one,empty,,y\n" + rows.joined(), in: folder,
        training: "levels: { loss_rates: false }"), in: folder)
    let wanted = [
      LeftOutColumn(name: "name", reason: .key, count: 600),
      LeftOutColumn(name: "many", reason: .manyLevels, count: 300),
      LeftOutColumn(name: "one", reason: .oneLevel, count: 1), LeftOutColumn(name: "empty", reason: .empty),
      LeftOutColumn(name: "", reason: .unnamed, count: 1),
    ]
    #expect(outcome.model.notes.leftOut == wanted)
    #expect(outcome.model.notes.duplicateKeys == 300)
    #expect(try ModelCoder.read(folder.file("model")).recipes.recipes.map(\.name) == ["x"])
    let report = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(filePath: folder.file("model") + "/report.json")))
    let variables = (report as? [String: Any])?["variables"] as? [String: Any]
    let told = try #require(variables?["left_out"] as? [[String: Any]])
    #expect(told.compactMap { $0["reason"] as? String } == wanted.map(\.reason.rawValue))
    // By itself, the losses of any number of levels are counted.
    let counted = try train(
      input("id,x,name,many,one,empty,,y\n" + rows.joined(), in: folder), in: folder)
    #expect(counted.model.notes.leftOut == wanted.filter { $0.reason != .manyLevels })
    #expect(
      try ModelCoder.read(folder.file("model")).recipes.recipes.map(\.name) == [
        "x", "many_loss_rate", "many_frequency",
      ])
  }

  @Test("rows of one key or one time alone are told as that")
  func nothingToHoldOut() throws {
    let folder = TemporaryFolder()
    let rows = { (cells: (Int) -> String) in (0..<60).map { "\(cells($0)),\($0),\($0 % 2)\n" }.joined() }
    func message(_ text: String, time: String? = nil) -> String {
      do {
        _ = try train(input(text, in: folder, time: time), in: folder)
        return "no error"
      } catch {
        return "\(error)"
      }
    }
    let oneKey = message("id,x,y\n" + rows { _ in "6.2222E+17" })
    #expect(
      oneKey.contains("All 60 rows") && oneKey.contains("the same key, “6.2222E+17” in “id”"), "\(oneKey)")
    let oneDay = message("day,id,x,y\n" + rows { "2024-01-31,\($0)" }, time: "day")
    #expect(oneDay.contains("All 60 rows") && oneDay.contains("the same time by “day”"), "\(oneDay)")
    // Nine in ten rows of the first day: the later ones are held out.
    #expect(
      message("day,id,x,y\n" + rows { "2024-01-\($0 < 54 ? 30 : 31),\($0)" }, time: "day") == "no error")
  }

  @Test("what is said of a model's columns must be what it was trained with")
  func modelsKinds() throws {
    let folder = TemporaryFolder()
    var input = input(guarantors, in: folder)
    _ = try train(input, in: folder)
    let model = try LoadedModel(path: folder.file("model"))
    input.columns.category = ["guar*"]
    _ = try model.configuration(for: input)
    input.columns.category = []
    input.columns.number = ["guar*"]
    let error = #expect(throws: RunError.self) { try model.configuration(for: input) }
    #expect(error?.description.contains("“guarantor” as category") == true)
  }
}
