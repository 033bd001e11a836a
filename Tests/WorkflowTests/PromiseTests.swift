import Configuration
import ModelFile
import Parallel
import Testing

@testable import Workflow

@Suite("Promises kept from files to list", .serialized)
struct PromiseTests {
  @Test(
    "one, two and five threads give the same model bytes and the same list",
    arguments: [TrainingDefinition.Algorithm.trees, .logistic])
  func threads(algorithm: TrainingDefinition.Algorithm) throws {
    let bank = try SimulatedBank(customers: 1500, months: 7, training: .largeSteps)
    for threads in [1, 2, 5] {
      try bank.train("t\(threads)", threads: threads, algorithm: algorithm)
      try bank.predict("t\(threads)", to: "list\(threads).csv", threads: threads)
    }
    #expect(bank.modelBytes("t1").count > 1000)
    #expect(bank.modelBytes("t1") == bank.modelBytes("t2") && bank.modelBytes("t1") == bank.modelBytes("t5"))
    #expect(bank.folder.text("list1.csv").split(separator: "\n").count > 50)
    #expect(bank.folder.bytes("list1.csv") == bank.folder.bytes("list2.csv"))
    #expect(bank.folder.bytes("list1.csv") == bank.folder.bytes("list5.csv"))
  }

  @Test("a panel with its rows shuffled gives the same model and the same list")
  func shuffled() throws {
    let bank = try SimulatedBank(customers: 1500, months: 7, training: .quick)
    try bank.train("ordered")
    try bank.predict("ordered", to: "ordered.csv")
    var random = RandomStream(seed: 9)
    var rows: [Substring] = []
    var header: Substring = ""
    for month in 1...7 {
      let lines = bank.panelFile("2024-0\(month)").split(separator: "\n")
      header = lines[0]
      rows += lines.dropFirst()
    }
    for index in (1..<rows.count).reversed() { rows.swapAt(index, random.below(index + 1)) }
    let path = bank.folder.write(([header] + rows).joined(separator: "\n") + "\n", as: "shuffled.csv")
    var input = bank.input
    input.panelPatterns = [path]
    try bank.predict("ordered", to: "shuffled_list.csv", input: input)
    #expect(bank.folder.bytes("ordered.csv") == bank.folder.bytes("shuffled_list.csv"))
    try bank.train("shuffled", input: input)
    #expect(bank.modelBytes("shuffled").count > 1000)
    // The file names differ, and with them the configuration in the model: what was trained does not.
    let trained = try LoadedModel(path: bank.model("ordered")).document
    let again = try LoadedModel(path: bank.model("shuffled")).document
    #expect(trained.scoring == again.scoring && trained.recipes == again.recipes)
  }

  @Test("what comes after the cut-off changes no model byte and no score")
  func cutOff() throws {
    let bank = try SimulatedBank(customers: 1500, months: 8, training: .quick)
    try bank.train("before", month: "2024-06")
    try bank.predict("before", to: "before.csv", month: "2024-06")
    // Every amount of July grows by a digit, and August turns into nonsense.
    let july = bank.panelFile("2024-07")
    bank.folder.write(july.replacing(".", with: "9."), as: "bank/panel_2024-07.csv")
    let august = bank.panelFile("2024-08").replacing(".", with: "no number")
    bank.folder.write(august, as: "bank/panel_2024-08.csv")
    try bank.train("after", month: "2024-06")
    try bank.predict("after", to: "after.csv", month: "2024-06")
    #expect(bank.modelBytes("before").count > 1000 && bank.modelBytes("before") == bank.modelBytes("after"))
    #expect(bank.folder.bytes("before.csv") == bank.folder.bytes("after.csv"))
  }
}
