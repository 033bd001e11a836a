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
            level_column_share: 0.5
            loss_weight: 8
            start: 旧评分
            edges: { age: [30, 40.5, 60] }
        """, file: "bank.yaml")
    let trees = configuration.training.trees
    #expect(trees.growth == .symmetric && trees.maximumDepth == 6 && trees.stopBy == .lift)
    #expect(trees.liftShare == 0.05 && trees.sampleShare == 0.2)
    #expect(trees.monotone == ["age": .increasing, "资产": .decreasing])
    #expect(trees.levelColumnShare == 0.5 && trees.lossWeight == 8 && trees.edges == ["age": [30, 40.5, 60]])
    #expect(try BankConfiguration(yaml: configuration.yaml(), file: "bank.yaml") == configuration)
    #expect(trees.start == "旧评分" && configuration.training.withoutVariables.trees.start == nil)
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
          loss_weight: 0
          edges: { age: [40, 30] }
          l2: 0
          minimum_hessian: 0
      """)
    for part in [
      "“training.trees.learning_rate” is “-0.1”", "“training.trees.bins” is “1”",
      "“training.trees.leaves” is “0”",
      "“training.trees.growth” is “upwards”", "“training.trees.monotone.age” is “rising”",
      "“age” stands twice in “training.trees.interactions”", "cannot both be below 1", "lambda",
      "“training.trees.loss_weight” is “0”",
      "“training.trees.edges.age” must be from 1 to 254 rising numbers",
      "cannot both be 0",
    ] {
      #expect(found.count { $0.contains(part) } == 1, "\(part)")
    }
    #expect(found.count == 11 && found.allSatisfy { $0.contains("bank.yaml") && $0.contains("line") })
  }
}
