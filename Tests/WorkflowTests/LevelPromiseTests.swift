import Configuration
import Messages
import ModelFile
import Parallel
import Testing
import Variables

@testable import Workflow

@Suite("Promises kept with loss rates of levels in the model", .serialized)
struct LevelPromiseTests {
  /// Rows of a table with two categories of many levels, which go with the outcome.
  private static func rows() -> [String] {
    var random = RandomStream(seed: 5)
    return (0..<900).map { row in
      let (shop, agent) = (random.below(50), random.below(200))
      let isLost = random.chance((shop * 7 + agent * 3) % 10 < 3 ? 0.6 : 0.1)
      return "k\(row),s\(shop),a\(agent),\(random.below(1000)),\(isLost ? 1 : 0)"
    }
  }

  private func train(_ rows: [String], _ name: String, threads: Int, in folder: TemporaryFolder) throws {
    var input = InputSelection()
    input.table = TableSelection(
      patterns: [
        folder.write("key,shop,agent,amount,lost\n" + rows.joined(separator: "\n") + "\n", as: "table.csv")
      ], label: "lost", positive: nil, key: "key", timeColumn: nil)
    _ = try TrainingRun(
      input: input, algorithm: .trees, seed: nil, month: nil, folder: folder.file("\(name)/model"),
      commandLine: "train"
    ).run(SimulatedBank.context(threads: threads))
  }

  @Test("a table gives the same model bytes on one, two and five threads, and with its rows shuffled")
  func table() throws {
    let folder = TemporaryFolder()
    let rows = Self.rows()
    for threads in [1, 2, 5] { try train(rows, "t\(threads)", threads: threads, in: folder) }
    var random = RandomStream(seed: 8)
    try train(rows.shuffled(using: &random), "shuffled", threads: 2, in: folder)
    let bytes = folder.bytes("t1/model/model.churn")
    #expect(bytes.count > 1000)
    #expect(bytes == folder.bytes("t2/model/model.churn") && bytes == folder.bytes("t5/model/model.churn"))
    #expect(bytes == folder.bytes("shuffled/model/model.churn"))
    let model = try LoadedModel(path: folder.file("t1/model")).document
    #expect(model.recipes.recipes.contains { $0.function == .lossRate })
  }

  @Test("what comes after the cut-off of a panel changes no model byte")
  func panel() throws {
    let bank = try SimulatedBank(customers: 500, months: 7)
    /// A category of 40 levels by the customer, and what `change` makes of the rest.
    func write(_ month: String, _ change: (String) -> String = { $0 }) {
      let lines = bank.panelFile(month).split(separator: "\n")
      let changed = lines.enumerated().map { index, line in
        let key = line.prefix { $0 != "," }.utf8.reduce(0) { ($0 * 31 + Int($1)) % 40 }
        return index == 0 ? "\(line),shop" : change("\(line),shop \(key)")
      }
      bank.folder.write(changed.joined(separator: "\n") + "\n", as: "bank/panel_\(month).csv")
    }
    for month in 1...7 { write("2024-0\(month)") }
    try bank.train("before", month: "2024-05")
    for month in ["2024-06", "2024-07"] {
      let text = bank.panelFile(month).replacing(".", with: "9.").replacing("shop 1", with: "shop 2")
      bank.folder.write(text, as: "bank/panel_\(month).csv")
    }
    try bank.train("after", month: "2024-05")
    #expect(bank.modelBytes("before").count > 1000 && bank.modelBytes("before") == bank.modelBytes("after"))
    let model = try LoadedModel(path: bank.model("before")).document
    #expect(model.recipes.recipes.contains { $0.function == .lossRate && $0.columns.contains("shop") })
  }
}
