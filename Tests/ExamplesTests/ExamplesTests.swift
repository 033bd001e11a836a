import Configuration
import Foundation
import Parallel
import Testing

@testable import TrainAndScore
@testable import TrainOnPanel

@Suite("Examples")
struct ExamplesTests {
  @Test("values in memory: trees find what was planted")
  func values() throws {
    let scorer = try TrainAndScore.train(
      on: TrainAndScore.customers(2000, seed: 1), validation: TrainAndScore.customers(500, seed: 2))
    let rows = ColumnMatrix(columns: [[0.4, 0.4, 1.1, 1.1], [0, 1, 0, 1]])
    let probabilities = scorer.probabilities(of: rows, team: TrainAndScore.team)
    for (found, planted) in zip(probabilities, [0.5, 0.25, 0.05, 0.025]) {
      #expect(abs(found - planted) < 0.06, "\(probabilities)")
    }
  }

  @Test("a panel: the sample bank's losses are found out of time")
  func panel() throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../datasets/sample/bank.yaml").standardized.path
    var configuration = try BankConfiguration.load(path: path)
    configuration.training.trees.rounds = 60
    let result = try TrainOnPanel.train(configuration, team: ThreadTeam(threadCount: 2))
    #expect(result.fit.rounds.map { (1...60).contains($0) } == true)
    #expect(result.evaluation.auc.map { $0 > 0.65 } == true, "\(String(describing: result.evaluation.auc))")
  }
}
