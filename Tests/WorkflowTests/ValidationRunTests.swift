import Calendar
import Configuration
import Foundation
import Metrics
import Reporting
import SystemIO
import Testing

@testable import Workflow

@Suite("Validation from files to report", .serialized)
struct ValidationRunTests {
  @Test("evaluates later months the same for any number of threads, and writes figures and a report")
  func evaluating() throws {
    let bank = try SimulatedBank(customers: 1500, months: 9, training: .quick)
    try bank.train("early", month: "2024-07")
    func validate(threads: Int) throws -> ValidationOutcome {
      try ValidationRun(
        modelPath: bank.model("early"), input: bank.input, month: Month(parsing: "2024-09"),
        outputPath: bank.folder.file("figures\(threads).json"),
        reportPath: bank.folder.file("report\(threads).html"), commandLine: "validate"
      ).run(SimulatedBank.context(threads: threads))
    }
    let returned = try validate(threads: 1)
    #expect(returned.months.map(\.month.description) == ["2024-08"])
    _ = try validate(threads: 3)
    #expect(bank.folder.bytes("figures1.json") == bank.folder.bytes("figures3.json"))
    #expect(bank.folder.bytes("report1.html") == bank.folder.bytes("report3.html"))
    let output = try DeterministicJSON.decode(
      ValidationOutcome.self, from: bank.folder.bytes("figures1.json"))
    let evaluated = output.evaluated
    #expect(evaluated.customers > 300 && evaluated.losses > 5)
    #expect(output.months.map(\.evaluation.customers) == [evaluated.customers])
    #expect(output.trainedOn.isEmpty)
    #expect(evaluated.bootstrap?.rounds == Bootstrap.standardRounds)
    // A customer has one row in one month.
    #expect(evaluated.bootstrap?.customers == evaluated.customers)
    let tiers = try #require(output.segments.first { $0.by == "tier" })
    #expect(tiers.segments.reduce(0) { $0 + $1.customers } == evaluated.customers)
    #expect(tiers.segments.reduce(0) { $0 + $1.losses } == evaluated.losses)
    let lost = try #require(evaluated.money?.lost)
    #expect(abs(tiers.segments.reduce(0) { $0 + ($1.lostAssets ?? 0) } - lost) < 1)
    #expect(output.segments.contains { $0.by == "gender" })
    let page = bank.folder.text("report1.html")
    #expect(page.contains("检验报告") && page.contains("跨期检验") && page.contains("2024-08"))
  }

  private func evaluated(_ bank: SimulatedBank, _ model: String) throws -> ValidationOutcome {
    _ = try ValidationRun(
      modelPath: bank.model(model), input: bank.input, month: nil,
      outputPath: bank.folder.file("figures.json"), reportPath: bank.folder.file("report.html")
    ).run(SimulatedBank.context(threads: 2))
    return try DeterministicJSON.decode(ValidationOutcome.self, from: bank.folder.bytes("figures.json"))
  }

  @Test("evaluates all months where none is unseen, says so, and draws the months of a customer together")
  func customers() throws {
    let bank = try SimulatedBank(customers: 1500, months: 9, training: .quick)
    try bank.train("all")
    let output = try evaluated(bank, "all")
    #expect(output.months.count == 8)
    let drawn = try #require(output.evaluated.bootstrap?.customers)
    #expect(drawn < output.evaluated.customers / 4 && drawn > output.evaluated.customers / 10)
    #expect(output.segments.first { $0.by == "month" }?.segments.count == 8)
    #expect(!output.trainedOn.isEmpty && bank.folder.text("report.html").contains("模型学习时用过"))
  }

  @Test("evaluates, without a month, those that the model was not trained on")
  func unseen() throws {
    let bank = try SimulatedBank(customers: 1500, months: 9, training: .quick)
    try bank.train("early", month: "2024-06")
    let output = try evaluated(bank, "early")
    #expect(output.months.map(\.month.description) == ["2024-06", "2024-07", "2024-08"])
    #expect(output.trainedOn.isEmpty && bank.folder.text("report.html").contains("跨期检验"))
  }
}
