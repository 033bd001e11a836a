import Calendar
import Configuration
import Reporting
import SystemIO
import Testing

@testable import Workflow

@Suite("Champion and challenger", .serialized)
struct ComparisonRunTests {
  @Test("are evaluated on the same customers as validation evaluates each")
  func comparing() throws {
    let bank = try SimulatedBank(customers: 2000, months: 9, training: .quick)
    try bank.train("trees", month: "2024-08")
    try bank.train("logistic", month: "2024-08", algorithm: .logistic)
    let month = Month(parsing: "2024-09")
    let returned = try ComparisonRun(
      championPath: bank.model("logistic"), challengerPath: bank.model("trees"), input: bank.input,
      month: month,
      outputPath: bank.folder.file("c.json"), reportPath: bank.folder.file("c.html"), commandLine: "compare"
    ).run(SimulatedBank.context(threads: 2))
    let content = try DeterministicJSON.decode(ComparisonContent.self, from: bank.folder.bytes("c.json"))
    for (name, side) in [
      ("logistic", content.comparison.auc.champion), ("trees", content.comparison.auc.challenger),
    ] {
      _ = try ValidationRun(
        modelPath: bank.model(name), input: bank.input, month: month, outputPath: bank.folder.file("v.json")
      ).run(SimulatedBank.context(threads: 1))
      let evaluated = try DeterministicJSON.decode(ValidationOutcome.self, from: bank.folder.bytes("v.json"))
        .evaluated
      #expect(
        evaluated.auc == side && evaluated.customers == content.customers
          && evaluated.losses == content.losses)
    }
    #expect(content.notes.isEmpty && returned == content)
    #expect(content.comparison.moves.off.customers > 0)
    // Without a month, those that both know are left out.
    try bank.train("old", month: "2024-07")
    _ = try ComparisonRun(
      championPath: bank.model("old"), challengerPath: bank.model("trees"), input: bank.input, month: nil,
      outputPath: bank.folder.file("c2.json"), reportPath: nil, commandLine: "compare"
    ).run(SimulatedBank.context(threads: 2))
    let unseen = try DeterministicJSON.decode(ComparisonContent.self, from: bank.folder.bytes("c2.json"))
    #expect(unseen.months.map(\.description) == ["2024-08"] && unseen.notes.isEmpty)
    let page = bank.folder.text("c.html")
    #expect(page.contains("冠军") && page.contains("AUC"))
  }
}
