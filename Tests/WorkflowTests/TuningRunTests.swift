import Configuration
import Learning
import Testing

@testable import Workflow

@Suite("churn train --tune")
struct TuningRunTests {
  private func train(
    _ bank: SimulatedBank, _ name: String, input: InputSelection, tuning: TuningBudget?
  ) throws -> String {
    try TrainingRun(
      input: input, algorithm: nil, seed: nil, month: nil, tuning: tuning,
      folder: bank.folder.file("\(name)/model"), commandLine: "train"
    ).run(SimulatedBank.context(threads: 2))
  }

  @Test("says what was tried, and the model's own configuration gives the same model without a search")
  func sameModel() throws {
    let bank = try SimulatedBank(customers: 700, months: 9)
    let said = try train(bank, "tuned", input: bank.input, tuning: .trials(4))
    #expect(said.contains("4 settings were tried on") && said.contains("later months"), "\(said)")
    #expect(said.contains("chosen"))
    let own = InputSelection(configurationPath: bank.folder.file("tuned/model/bank.yaml"))
    let again = try train(bank, "again", input: own, tuning: nil)
    #expect(!again.contains("settings were tried"))
    #expect(bank.modelBytes("tuned") == bank.modelBytes("again"))
  }

  @Test("is refused for logistic regression before any work")
  func refused() throws {
    let folder = TemporaryFolder()
    let input = InputSelection(panelPatterns: [folder.file("not-there.csv")])
    #expect {
      _ = try TrainingRun(
        input: input, algorithm: .logistic, seed: nil, month: nil, tuning: .trials(4),
        folder: folder.file("model"), commandLine: ""
      ).run(SimulatedBank.context(threads: 1))
    } throws: {
      "\($0)".contains("--tune")
    }
  }
}
