import Configuration
import Learning
import Testing

@testable import Workflow

@Suite("churn train --tune")
struct TuningRunTests {
  private func train(
    _ bank: SimulatedBank, _ name: String, input: InputSelection, tuning: TuningBudget?
  ) throws -> TrainingOutcome {
    try TrainingRun(
      input: input, algorithm: nil, seed: nil, month: nil, tuning: tuning,
      folder: bank.folder.file("\(name)/model"), commandLine: "train"
    ).run(SimulatedBank.context(threads: 2))
  }

  @Test("keeps what was tried, and the model's own configuration gives the same model without a search")
  func sameModel() throws {
    let bank = try SimulatedBank(customers: 700, months: 9)
    let tuned = try train(bank, "tuned", input: bank.input, tuning: .trials(4))
    let tuning = try #require(tuned.model.fit.tuning)
    #expect(tuning.result.trials.count == 4 && tuning.isTimeOrdered && tuning.folds == TreeTuning.mostFolds)
    #expect(tuning.settings == tuning.result.trials[tuning.result.best].settings)
    let own = InputSelection(configurationPath: bank.folder.file("tuned/model/bank.yaml"))
    let again = try train(bank, "again", input: own, tuning: nil)
    #expect(again.model.fit.tuning == nil)
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
      "\($0)".contains("for trees only; leave the search out")
    }
  }
}
