import Foundation
import Parallel
import Testing

@testable import Metrics

@Suite("An evaluation")
struct EvaluationTests {
  private func json(_ evaluation: Evaluation) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(evaluation), as: UTF8.self)
  }

  @Test("survives JSON and is the same for any order of rows, to the last bit")
  func orderDoesNotMatter() throws {
    var random = RandomStream(seed: 9)
    for weighted in [false, true] {
      for _ in 0..<500 {
        let sample = try randomSample(&random, weighted: weighted)
        let evaluation = Evaluation(sample)
        let text = try json(evaluation)
        #expect(try JSONDecoder().decode(Evaluation.self, from: Data(text.utf8)) == evaluation)
        let order = (0..<sample.count).shuffled(using: &random)
        let shuffled = try ScoredSample(
          scores: order.map { sample.scores[$0] }, losses: order.map { sample.losses[$0] },
          weights: sample.weights.map { weights in order.map { weights[$0] } },
          assets: sample.assets.map { assets in order.map { assets[$0] } },
          lostAssets: sample.lostAssets.map { lost in order.map { lost[$0] } })
        #expect(try json(Evaluation(shuffled)) == text)
      }
    }
  }

  @Test("of nobody has no figures and says so")
  func nobody() throws {
    let evaluation = try Evaluation(ScoredSample(scores: [], losses: [], assets: [], lostAssets: []))
    #expect(evaluation.notes == [.noCustomers])
    #expect(
      try json(evaluation)
        == #"{"curve":[],"customers":0,"gains":[],"lists":[],"losses":0,"notes":["no_customers"]}"#)
  }

  @Test("of one class has no AUC or KS and says so", arguments: [false, true])
  func oneClass(isLoss: Bool) throws {
    let evaluation = try Evaluation(
      ScoredSample(
        scores: [0.2, 0.3, 0.4], losses: [isLoss, isLoss, isLoss], assets: [1, 2, 3], lostAssets: [1, 1, 1]))
    #expect(
      evaluation.auc == nil && evaluation.kolmogorovSmirnov == nil && evaluation.aucStandardError == nil)
    #expect(evaluation.notes == [isLoss ? .onlyLosses : .noLosses])
    #expect(evaluation.topDecile?.lift == (isLoss ? 1 : nil))
    #expect(evaluation.money?.lost == (isLoss ? 3 : 0))
    #expect(evaluation.money?.lostInTopDecile == (isLoss ? 1.0 / 3 : nil))
    _ = try json(evaluation)
  }

  @Test("of scores that are no probabilities keeps the figures about order")
  func noProbabilities() throws {
    let evaluation = try Evaluation(ScoredSample(scores: [-3, 2, 5], losses: [false, true, true]))
    #expect(evaluation.auc == 1)
    #expect(evaluation.probabilities == nil && evaluation.money == nil)
    #expect(evaluation.notes == [.fewLosses, .scoresAreNoProbabilities])
  }

  @Test("of all weights zero has no figures and does not fail")
  func noWeight() throws {
    let evaluation = try Evaluation(
      ScoredSample(
        scores: [0.1, 0.2], losses: [true, false], weights: [0, 0], assets: [1, 1], lostAssets: [1, 1]))
    #expect(evaluation.auc == nil && evaluation.topDecile == nil && evaluation.gains.isEmpty)
    _ = try json(evaluation)
  }

  @Test("keeps money by score and by expected loss apart")
  func money() throws {
    // Ten customers: the likeliest loss is small, the dearest comes second.
    let sample = try ScoredSample(
      scores: [0.9, 0.5] + Array(repeating: 0.1, count: 8),
      losses: [true, true] + Array(repeating: false, count: 8),
      assets: [300_000, 900_000] + Array(repeating: 250_000, count: 8),
      lostAssets: [100_000, 400_000] + Array(repeating: 0, count: 8))
    let money = try #require(Evaluation(sample).money)
    #expect(money.assets == 3_200_000 && money.lost == 500_000)
    #expect(money.lostInTopDecile == 0.2)
    #expect(money.lostInTopDecileByExpectedLoss == 0.8)
  }

  @Test("refuses numbers that no figure can be made of, and names the row")
  func refusals() {
    #expect(throws: ValidationError.unusableNumber(quantity: .score, row: 1, value: "nan")) {
      try ScoredSample(scores: [0, .nan], losses: [true, false])
    }
    #expect(throws: ValidationError.unusableNumber(quantity: .weight, row: 0, value: "-1.0")) {
      try ScoredSample(scores: [0], losses: [true], weights: [-1])
    }
    #expect(throws: ValidationError.unusableNumber(quantity: .assets, row: 0, value: "inf")) {
      try ScoredSample(scores: [0], losses: [true], assets: [.infinity])
    }
    #expect(throws: ValidationError.unusableNumber(quantity: .lostAssets, row: 0, value: "1e+308")) {
      try ScoredSample(scores: [0], losses: [true], lostAssets: [1e308])
    }
    let text = ValidationError.unusableNumber(quantity: .lostAssets, row: 4, value: "nan").description
    #expect(text.hasPrefix("The amount of lost assets of row 5 is nan"))
  }

  @Test("every note has words in both languages")
  func notes() {
    for note in Evaluation.Note.allCases {
      #expect(note.text(in: .english).hasSuffix("."))
      #expect(note.text(in: .chinese).hasSuffix("。"))
    }
  }

  @Test("sudden losses are counted, and caught where they score as high as the top tenth")
  func suddenLosses() throws {
    let headline = try RankedSample(
      ScoredSample(scores: (1...100).map { Double($0) / 100 }, losses: (1...100).map { $0 > 80 }))
    let sudden = try ScoredSample(
      scores: [0.95, 0.91, 0.9, 0.2], losses: [true, true, true, true], assets: [4, 3, 2, 1],
      lostAssets: [3, 2, 1, 1])
    let figures = SuddenLossFigures(sudden, against: headline)
    #expect(figures.customers == 4 && figures.assets == 10 && figures.lostAssets == 7)
    #expect(figures.caught == 2 && figures.threshold == 0.91)
    let nobody = try RankedSample(ScoredSample(scores: [], losses: []))
    #expect(SuddenLossFigures(sudden, against: nobody).caught == nil)
  }
}
