import ArgumentParser
import Foundation
import Testing

@testable import churn

@Suite("Help texts")
struct HelpTests {
  static let verbs: [String: any ParsableCommand.Type] = [
    "churn": Churn.self, "simulate": SimulateCommand.self, "aggregate": AggregateCommand.self,
    "describe": DescribeCommand.self, "products": ProductsCommand.self, "analyze": AnalyzeCommand.self,
    "train": TrainCommand.self,
    "validate": ValidateCommand.self, "predict": PredictCommand.self, "explain": ExplainCommand.self,
    "playbook": PlaybookCommand.self,
    "monitor": MonitorCommand.self,
    "compare": CompareCommand.self, "winback": WinBackCommand.self, "lookalike": LookAlikeCommand.self,
    "model-show": ModelCommand.Show.self,
    "model-import": ModelCommand.Import.self, "model-export": ModelCommand.Export.self,
    "model-schema": ModelCommand.Schema.self,
    "benchmark": BenchmarkCommand.self,
  ]

  /// To take over new texts, run the tests once with `CHURN_UPDATE_SNAPSHOTS=1` and look at the difference.
  @Test("are as they were", arguments: HelpTests.verbs.keys.sorted())
  func snapshot(verb: String) throws {
    let command = try #require(HelpTests.verbs[verb])
    let text =
      command == Churn.self
      ? Churn.helpMessage(columns: 100) : Churn.helpMessage(for: command, columns: 100)
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/\(verb).txt")
    if ProcessInfo.processInfo.environment["CHURN_UPDATE_SNAPSHOTS"] != nil {
      try Data((text + "\n").utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text + "\n")
  }

  @Test("every verb has an example", arguments: HelpTests.verbs.keys.sorted())
  func example(verb: String) throws {
    let command = try #require(HelpTests.verbs[verb])
    #expect(command.configuration.discussion.contains("churn "))
  }

  @Test("options that cannot be met are refused with a sentence")
  func refusals() {
    func problem(_ arguments: [String]) -> String {
      do {
        var command = try Churn.parseAsRoot(arguments)
        try command.run()
        return ""
      } catch {
        return Churn.fullMessage(for: error)
      }
    }
    #expect(
      problem(["describe", "--threads", "0"]).contains("--threads is 0; give a number from 1 to 1024."))
    #expect(
      problem(["predict", "--model", "m", "--out", "l.csv", "--top", "0"]).contains("give a whole number"))
    #expect(problem(["describe", "--config", "/nowhere/bank.yaml"]).contains("/nowhere/bank.yaml"))
    #expect(problem(["train", "--out", "m"]).contains("No data is given"))
    #expect(problem(["simulate", "--customers", "0", "--out", "x"]).contains("The number of customers is 0"))
  }
}
