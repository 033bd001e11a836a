import Parallel
import Testing

@testable import Retention

@Suite("The order of the loss list")
struct LossRankingTests {
  @Test("is by expected loss, then probability, then assets, then customer")
  func byExpectedLoss() throws {
    let ranking = try LossRanking(
      probabilities: [0.1, 0.2, 0.2, 0.2, 0.9], expectedLosses: [500, 500, 500, 500, 400],
      assets: [1, 7, 8, 8, 9], customers: ["a", "b", "d", "c", "e"], order: .expectedLoss)
    #expect(ranking.rows == [3, 2, 1, 0, 4])
  }

  @Test("is by probability, then assets, then customer")
  func byProbability() throws {
    let ranking = try LossRanking(
      probabilities: [0.2, 0.9, 0.2, 0.2], expectedLosses: [9, 1, 1, 1], assets: [5, 1, .nan, 6],
      customers: ["a", "b", "c", "d"], order: .probability)
    #expect(ranking.rows == [1, 3, 0, 2])
    #expect(ranking.order == .probability)
  }

  @Test("is by money kept for its cost, then expected loss, then as before")
  func byKeptPerCost() throws {
    let ranking = try LossRanking(
      probabilities: [0.1, 0.2, 0.3, 0.3], expectedLosses: [500, 600, 500, 500], assets: [1, 7, 8, 9],
      keptPerCost: [2, 2, 2, 1], customers: ["a", "b", "c", "d"], order: .keptPerCost)
    #expect(ranking.rows == [1, 2, 0, 3] && ranking.order == .keptPerCost)
  }

  @Test("is by probability where there are no amounts")
  func table() throws {
    let ranking = try LossRanking(probabilities: [0.2, 0.9], customers: ["a", "b"], order: .expectedLoss)
    #expect(ranking.rows == [1, 0] && ranking.order == .probability)
  }

  @Test("does not depend on the order of the rows")
  func shuffled() throws {
    var random = RandomStream(seed: 21)
    for order in [ListOrder.expectedLoss, .probability] {
      for _ in 0..<300 {
        let count = random.below(60)
        let customers = (0..<count).map { "客户\($0)" }
        let probabilities = customers.map { _ in Double(random.below(4)) / 4 }
        let assets = customers.map { _ in Double(random.below(4)) * 100_000 }
        let losses = zip(probabilities, assets).map { $0 * $1 }
        let ranked = try LossRanking(
          probabilities: probabilities, expectedLosses: losses, assets: assets, customers: customers,
          order: order
        ).rows.map { customers[$0] }
        let rows = (0..<count).shuffled(using: &random)
        let again = try LossRanking(
          probabilities: rows.map { probabilities[$0] }, expectedLosses: rows.map { losses[$0] },
          assets: rows.map { assets[$0] }, customers: rows.map { customers[$0] }, order: order
        ).rows.map { customers[rows[$0]] }
        #expect(again == ranked)
      }
    }
  }

  @Test("refuses what cannot be ranked, and names the customer")
  func refusals() {
    #expect(throws: RankingError.noProbability(customer: "b", value: "nan")) {
      try LossRanking(probabilities: [0.1, .nan], customers: ["a", "b"], order: .probability)
    }
    #expect(throws: RankingError.noProbability(customer: "a", value: "1.5")) {
      try LossRanking(probabilities: [1.5], customers: ["a"], order: .probability)
    }
    #expect(throws: RankingError.noExpectedLoss(customer: "a", value: "inf")) {
      try LossRanking(
        probabilities: [0.5], expectedLosses: [.infinity], customers: ["a"], order: .expectedLoss)
    }
    #expect(RankingError.noProbability(customer: "b", value: "nan").description.contains("“b” is nan"))
  }
}
