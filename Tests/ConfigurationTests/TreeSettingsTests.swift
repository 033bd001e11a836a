import Testing

@testable import Configuration

@Suite("Settings of trees")
struct TreeSettingsTests {
  @Test("say how trees are grown, sampled, bounded and stopped")
  func reading() throws {
    let configuration = try BankConfiguration(
      yaml: """
        training:
          trees:
            growth: symmetric
            maximum_depth: 6
            stop_by: lift
            lift_share: 0.05
            sample_share: 0.2
            monotone: { age: increasing, 资产: decreasing }
            interactions: [[age, demand], [time]]
        """, file: "bank.yaml")
    let trees = configuration.training.trees
    #expect(trees.growth == .symmetric && trees.maximumDepth == 6 && trees.stopBy == .lift)
    #expect(trees.liftShare == 0.05 && trees.sampleShare == 0.2)
    #expect(trees.monotone == ["age": .increasing, "资产": .decreasing])
    #expect(trees.interactions == [["age", "demand"], ["time"]])
  }

  @Test("that make no sense are all named together, with their lines")
  func refusals() {
    let found = problems(
      """
      training:
        trees:
          learning_rate: -0.1
          bins: 1
          leaves: 0
          growth: upwards
          monotone: { age: rising }
          interactions: [[age, age]]
          row_share: 0.5
          sample_share: 0.5
          lambda: 3
      """)
    for part in [
      "“training.trees.learning_rate” is “-0.1”", "“training.trees.bins” is “1”",
      "“training.trees.leaves” is “0”",
      "“training.trees.growth” is “upwards”", "“training.trees.monotone.age” is “rising”",
      "“age” stands twice in “training.trees.interactions”", "cannot both be below 1", "lambda",
    ] {
      #expect(found.count { $0.contains(part) } == 1, "\(part)")
    }
    #expect(found.count == 8 && found.allSatisfy { $0.contains("bank.yaml") && $0.contains("line") })
  }
}
