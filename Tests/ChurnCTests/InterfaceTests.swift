import Arrow
import CArrow
import ChurnInterface
import Configuration
import ForeignProgram
import Foundation
import ModelFile
import Parallel
import Synchronization
import SystemIO
import Testing

@testable import ChurnC
@testable import Workflow

@Suite("The C interface")
struct InterfaceTests {
  typealias Rows = ForeignCalls.Rows

  @Test("a program in C trains, scores, saves and opens by the header alone")
  func program() {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).churn")
      .path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var report = [CChar](repeating: 0, count: 1000)
    let line = foreign_program(path, &report, 1000)
    let text = report.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    #expect(line == 0, "program.c:\(line): \(text)")
  }

  @Test("scores are those of a file with the same rows, bit by bit, on any number of threads")
  func sameBits() throws {
    let rows = Rows(700)
    let trained = try ForeignCalls.train(rows.stream(labelled: true))
    defer { churn_model_close(trained) }
    let held = try HeldModel.of(trained)
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).csv").path
    try Data(rows.csv.utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let selection = TableSelection(patterns: [path], label: nil, positive: nil, key: nil, timeColumn: nil)
    let context = RunContext(
      team: ThreadTeam(threadCount: 1),
      progress: TerminalProgress(style: .quiet, output: { _ in }, clock: { 0 }))
    let expected = try held.document.score(
      selection, label: nil, held.model.configuration(for: InputSelection(table: selection)), context
    ).probabilities
    #expect(Set(expected).count > 10)
    for threads in [1, 2, 5] as [Int32] {
      var model: OpaquePointer?
      try ForeignCalls.call { churn_model_open_bytes(held.content, held.content.count, threads, &model, $0) }
      defer { churn_model_close(model) }
      let found = try ForeignCalls.score(model, rows.stream(), CHURN_MARGIN | CHURN_CONTRIBUTIONS)
      #expect(found["probability"]?.map(\.bitPattern) == expected.map(\.bitPattern))
      let base = try held.document.scorer().expectedMargin
      for row in 0..<700 {
        let sum = base + found["contribution_balance"]![row] + found["contribution_branch"]![row]
        #expect(abs(sum - found["margin"]![row]) < 1e-9)
      }
    }
  }

  @Test("an outcome that stands beside the table gives the model of one that stands in it")
  func beside() throws {
    let rows = Rows(500)
    let inside = try ForeignCalls.train(rows.stream(labelled: true))
    // Cut otherwise than the rows are.
    let parts = [Array(rows.lost[..<123]), Array(rows.lost[123...])]
    let next = Mutex(0)
    let outcome = ArrowExportStream([ArrowField(name: "lost", type: Int32.arrowType)]) {
      let index = next.withLock { index in
        defer { index += 1 }
        return index
      }
      return index < 2 ? try ArrowExportBatch([ArrowExportColumn("lost", parts[index])]) : nil
    }
    let outside = try ForeignCalls.train(rows.stream(), beside: outcome.stream())
    defer {
      churn_model_close(inside)
      churn_model_close(outside)
    }
    #expect(try HeldModel.of(inside).content == HeldModel.of(outside).content)
    let short = ArrowExportStream(try ArrowExportBatch([ArrowExportColumn("lost", parts[0])])).stream()
    #expect(throws: ForeignCalls.Refused.self) { try ForeignCalls.train(rows.stream(), beside: short) }
  }

  @Test("who follows a training stops it")
  func interruption() throws {
    let rows = try Rows(500).stream(labelled: true)
    do {
      _ = try ForeignCalls.train(rows) { _, step, done, _ in
        step.map { String(cString: $0) } == "Fitting trees" && done > 1 ? 1 : 0
      }
      Issue.record("The training went on.")
    } catch {
      #expect(error.status == CHURN_INTERRUPTED && error.text.contains("interrupted"))
    }
  }

  @Test("a model that is closed while it scores ends what was begun")
  func closing() throws {
    let rows = Rows(300)
    let trained = try ForeignCalls.train(rows.stream(labelled: true))
    let expected = try ForeignCalls.score(trained, rows.stream())
    // The batch comes when the model is closed.
    let batch = try ArrowExportBatch([
      ArrowExportColumn("balance", rows.balances), try ArrowExportColumn("branch", texts: rows.branches),
    ])
    let given = Mutex(false)
    let stream = ArrowExportStream(batch.fields) {
      given.withLock { given in
        defer { given = true }
        if !given { churn_model_close(trained) }
        return given ? nil : batch
      }
    }
    #expect(try ForeignCalls.score(trained, stream.stream()) == expected)
  }

  @Test("what cannot be used is refused in words, and no row is a table without rows")
  func refusals() throws {
    let rows = Rows(300)
    func refusal(_ body: () throws -> Void) -> String {
      do {
        try body()
        return "nothing was refused"
      } catch { return (error as? ForeignCalls.Refused)?.text ?? "\(error)" }
    }
    let trained = try ForeignCalls.train(rows.stream(labelled: true))
    defer { churn_model_close(trained) }
    let other = try ArrowExportStream(ArrowExportBatch([ArrowExportColumn("balance", rows.balances)]))
      .stream()
    #expect(refusal { _ = try ForeignCalls.score(trained, other) }.contains("no column “branch”"))
    #expect(refusal { _ = try ForeignCalls.score(trained, ArrowArrayStream()) }.contains("released"))
    #expect(refusal { _ = try ForeignCalls.score(trained, rows.stream(), 1 << 20) }.contains("flags"))
    #expect(refusal { _ = try ForeignCalls.score(nil, rows.stream()) }.contains("null"))
    #expect(
      refusal { _ = try ForeignCalls.train(rows.stream(labelled: true), label: "lots") }.contains("“lots”"))
    #expect(
      refusal {
        _ = try ForeignCalls.train(rows.stream(labelled: true), configuration: "training: { tree: 1 }")
      }.contains("did you mean “trees”"))
    var model: OpaquePointer?
    #expect(
      refusal { try ForeignCalls.call { churn_model_open_bytes([1, 2, 3], 3, 1, &model, $0) } }.contains(
        "model"))
    #expect(model == nil)
    let nothing = try ArrowExportStream(
      ArrowExportBatch([ArrowExportColumn("balance", [Double]())])
    ).stream()
    #expect(try ForeignCalls.score(trained, nothing)["probability"] == [])
  }

  @Test("a verb's request is read whole: keys that no verb knows, and values that are none, are said")
  func requests() throws {
    func refusal(_ verb: String, _ request: String) -> String {
      var text: UnsafeMutablePointer<CChar>?
      let status = churn_run(verb, request, 1, nil, &text)
      defer { churn_free(text) }
      #expect(status == CHURN_INVALID)
      return text.map { String(cString: $0) } ?? ""
    }
    #expect(refusal("predikt", "{}").contains("none of the verbs “describe”"))
    #expect(refusal("predict", "{\"modell\": 1}").contains("did you mean “model”?"))
    #expect(refusal("predict", "{}").contains("lacks “model”"))
    #expect(refusal("train", "[").contains("not as churn.h says"))
    #expect(refusal("train", "{\"month\": \"May\", \"out\": \"m\"}").contains("“May” is no month"))
    #expect(refusal("describe", "{\"configuration\": \"nowhere.yaml\"}").contains("nowhere.yaml"))
  }

  @Test(
    "a model without a report is that of a training with one, but for what a fit that nobody needs would tell"
  )
  func withoutReport() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).csv").path
    let rows = Rows(600)
    let lines = zip(rows.csv.split(separator: "\n"), ["lost"] + rows.lost.map { "\($0)" })
      .map { "\($0),\($1)" }
    try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let context = RunContext(
      team: ThreadTeam(threadCount: 2),
      progress: TerminalProgress(style: .quiet, output: { _ in }, clock: { 0 }))
    func document(_ settings: String, makesReport: Bool) throws -> ModelDocument {
      let table = TableSelection(patterns: [path], label: "lost", positive: nil, key: nil, timeColumn: nil)
      let run = TrainingRun(
        input: InputSelection(table: table), algorithm: nil, seed: nil, month: nil, folder: "",
        commandLine: "")
      let configuration = try BankConfiguration.parse(
        yaml: "{\"training\": {\(settings)}}", name: "the configuration")
      return try run.train(configuration, context, makesReport: makesReport).document(name: "m")
    }
    let trees = #""ensemble": "never", "trees": {"rounds": 8, "minimum_rows": 10"#
    let plain = #""levels": {"loss_rates": false}, "#
    let settings = [
      "\(trees)}", "\(trees), \"patience\": 0}", "\(plain)\(trees), \"patience\": 0}",
      "\(plain)\"algorithm\": \"logistic\"",
      "\(plain)\"algorithm\": \"logistic\", \"logistic\": {\"woe\": true}",
    ]
    for (index, settings) in settings.enumerated() {
      var (lean, whole) = (
        try document(settings, makesReport: false), try document(settings, makesReport: true)
      )
      #expect((lean.trainingDistributions?.auc == nil) == (index > 1))
      if index > 1 {
        #expect(lean.trainingDistributions?.variables == whole.trainingDistributions?.variables)
        (lean.trainingDistributions, whole.trainingDistributions) = (nil, nil)
      }
      #expect(try ModelCoder.encode(lean, path: "m") == ModelCoder.encode(whole, path: "m"), "\(settings)")
    }
  }
}
