import Configuration
import Messages
import Metrics
import Parallel
import Testing

@testable import Workflow

@Suite("Cross-validation of a table", .serialized)
struct CrossValidationRunTests {
  /// 400 rows of 100 households in 12 months, a third lost where `x` is small; rows of a household have one `x`.
  private static var table: String {
    var text = "id,household,month,x,lost\n"
    for row in 0..<400 {
      var random = RandomStream(seed: 3, key: "\(row)")
      let x = row % 100 * 37 % 100
      let isLost = random.below(100) < (x < 40 ? 60 : 10)
      text += "k\(row),h\(row % 100),2024-\(row % 12 < 9 ? "0" : "")\(row % 12 + 1),\(x),\(isLost ? 1 : 0)\n"
    }
    return text
  }

  private func train(
    _ folder: TemporaryFolder, _ request: FoldRequest?, time: String? = nil, threads: Int = 2
  ) throws -> CrossValidation? {
    let input = InputSelection(
      configurationPath: folder.write(
        "training: { trees: { rounds: 8, minimum_rows: 10 } }\nlanguage: en\n", as: "bank.yaml"),
      table: TableSelection(
        patterns: [folder.write(Self.table, as: "t.csv")], label: "lost", positive: nil, key: "id",
        timeColumn: time))
    return try TrainingRun(
      input: input, algorithm: nil, seed: nil, month: nil, folds: request, folder: folder.file("m"),
      commandLine: "train"
    ).run(SimulatedBank.context(threads: threads)).model.figures.crossValidation
  }

  private func scores(_ folder: TemporaryFolder) -> [[Substring]] {
    folder.text("scores.csv").split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
  }

  @Test("scores every row once by a model that knows nothing of its group, on any number of threads")
  func groups() throws {
    let folder = TemporaryFolder()
    let request = FoldRequest(count: 4, column: "household", scoresPath: folder.file("scores.csv"))
    let crossed = try #require(try train(folder, request))
    #expect(crossed.kind == .column && crossed.column == "household" && crossed.folds.count == 4)
    #expect(crossed.folds.map(\.rows).reduce(0, +) == 400)
    let rows = scores(folder)
    #expect(rows.count == 400 && rows.allSatisfy { $0.count == 4 && Double($0[3]) != nil })
    var folds: [Int: Set<Substring>] = [:]
    for (row, cells) in rows.enumerated() { folds[row % 100, default: []].insert(cells[1]) }
    #expect(folds.values.allSatisfy { $0.count == 1 })
    // The figures are those of the scores that were written.
    let auc = try #require(crossed.figures.first { $0.name == .auc })
    for value in auc.folds {
      let own = rows.filter { $0[1] == "\(value.fold)" }
      let sample = try ScoredSample(
        scores: own.compactMap { Double($0[3]) }, losses: own.map { $0[2] == "1" })
      #expect(((Evaluation(sample).auc ?? 0) - value.value).magnitude < 1e-12)
    }
    let written = folder.bytes("scores.csv")
    #expect(try train(folder, request, threads: 5) == crossed && folder.bytes("scores.csv") == written)
    #expect(folder.text("m/report.html").contains("Cross-validation"))
    #expect(folder.text("m/report.json").contains("\"cross_validation\""))
  }

  @Test(
    "by time, folds are later than what they are evaluated by, and the model is the same as without folds")
  func time() throws {
    let folder = TemporaryFolder()
    let request = FoldRequest(count: 3, scoresPath: folder.file("scores.csv"))
    let crossed = try #require(try train(folder, request, time: "month"))
    #expect(crossed.kind == .time && crossed.column == "month" && crossed.folds.count == 3)
    let rows = scores(folder)
    #expect(rows.indices.allSatisfy { rows[$0][1] == ($0 % 12 < 9 ? "" : "\($0 % 12 - 8)") })
    #expect(rows.indices.allSatisfy { ($0 % 12 < 9) == rows[$0][3].isEmpty })
    #expect(crossed.folds[0].trainedRows == rows.indices.count { $0 % 12 < 9 })
    let model = folder.bytes("m/model.churn")
    _ = try train(folder, nil, time: "month")
    #expect(folder.bytes("m/model.churn") == model && !model.isEmpty)
  }

  @Test("too many folds, and columns that are not there, are refused with a sentence")
  func refusals() {
    let folder = TemporaryFolder()
    #expect(throws: RunError.self) { try train(folder, FoldRequest(count: 90, column: "month")) }
    let error = #expect(throws: RunError.self) {
      try train(folder, FoldRequest(count: 3, column: "houshold"))
    }
    #expect(error?.description.contains("Did you mean “household”?") == true)
    #expect(throws: RunError.self) {
      try train(folder, FoldRequest(count: 3, scoresPath: folder.write(Self.table, as: "t.csv")))
    }
  }
}
