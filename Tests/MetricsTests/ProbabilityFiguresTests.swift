import Foundation
import Parallel
import Testing

@testable import Metrics

@Suite("Log-loss, Brier score and calibration")
struct ProbabilityFiguresTests {
  @Test("agree with their sums over the rows")
  func slowTwin() throws {
    var random = RandomStream(seed: 6)
    for _ in 0..<1000 {
      let sample = try randomSample(&random)
      guard sample.count > 0 else {
        #expect(ProbabilityFigures(sample) == nil)
        continue
      }
      let figures = try #require(ProbabilityFigures(sample))
      var (logSum, squares) = (0.0, 0.0)
      for (score, isLoss) in zip(sample.scores, sample.losses) {
        let kept = min(max(score, 0x1p-52), 1 - 0x1p-52)
        logSum -= isLoss ? log(kept) : log(1 - kept)
        squares += pow(score - (isLoss ? 1 : 0), 2)
      }
      #expect(nearlyEqual(figures.logLoss, logSum / Double(sample.count)))
      #expect(nearlyEqual(figures.brier, squares / Double(sample.count)))
      #expect(nearlyEqual(figures.expectedLosses, sample.scores.reduce(0, +)))
    }
  }

  @Test("calibration bins hold every customer once, in rising order, equal probabilities together")
  func binsAddUp() throws {
    var random = RandomStream(seed: 7)
    for weighted in [false, true] {
      for _ in 0..<1000 {
        let sample = try randomSample(&random, weighted: weighted)
        guard let bins = ProbabilityFigures(sample)?.calibration else { continue }
        #expect(bins.count <= 10)
        #expect(nearlyEqual(bins.reduce(0) { $0 + $1.customers }, RankedSample(sample).total.weight))
        #expect(
          nearlyEqual(bins.reduce(0) { $0 + $1.customers * $1.lossRate }, RankedSample(sample).total.losses))
        #expect(zip(bins, bins.dropFirst()).allSatisfy { $0.predicted < $1.predicted })
      }
    }
  }

  @Test("a hundred different probabilities make ten bins of ten")
  func equalBins() throws {
    let sample = try ScoredSample(
      scores: (0..<100).map { Double($0) / 100 }, losses: (0..<100).map { $0 % 10 < $0 / 10 })
    let bins = try #require(ProbabilityFigures(sample)).calibration
    #expect(bins.map(\.customers) == Array(repeating: 10, count: 10))
    #expect(bins.enumerated().allSatisfy { nearlyEqual($1.lossRate, Double($0) / 10) })
    #expect(bins.enumerated().allSatisfy { nearlyEqual($1.predicted, Double($0) / 10 + 0.045) })
  }

  @Test("are not made of scores that are no probabilities")
  func noProbabilities() throws {
    #expect(try ProbabilityFigures(ScoredSample(scores: [0.5, 1.5], losses: [true, false])) == nil)
    #expect(try ProbabilityFigures(ScoredSample(scores: [-0.1, 0.5], losses: [true, false])) == nil)
  }
}
