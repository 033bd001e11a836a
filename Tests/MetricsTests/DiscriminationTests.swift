import Parallel
import Testing

@testable import Metrics

@Suite("AUC, KS and average precision")
struct DiscriminationTests {
  @Test("agree with counting every pair and every cut, ties and weights included", arguments: [false, true])
  func slowTwins(weighted: Bool) throws {
    var random = RandomStream(seed: weighted ? 2 : 1)
    for _ in 0..<2000 {
      let sample = try randomSample(&random, weighted: weighted)
      let ranked = RankedSample(sample)
      #expect(nearlyEqual(ranked.auc, SlowFigures.auc(sample)))
      #expect(nearlyEqual(ranked.averagePrecision, SlowFigures.averagePrecision(sample)))
      let ks = ranked.kolmogorovSmirnov
      let slow = SlowFigures.ks(sample)
      #expect(nearlyEqual(ks?.value, slow?.value))
      if let ks, let slow {
        // Two cuts may open the same gap up to rounding: the threshold must be one that opens it.
        let losses = SlowFigures.weights(sample) { sample.losses[$0] }
        let others = SlowFigures.weights(sample) { !sample.losses[$0] }
        let gap =
          SlowFigures.weights(sample) { sample.losses[$0] && sample.scores[$0] >= ks.threshold } / losses
          - SlowFigures.weights(sample) { !sample.losses[$0] && sample.scores[$0] >= ks.threshold } / others
        #expect(nearlyEqual(gap, slow.value))
      }
      if !weighted {
        #expect(nearlyEqual(ranked.aucStandardError, SlowFigures.aucStandardError(sample), within: 1e-9))
      }
    }
  }

  @Test("agree with scikit-learn 1.9.1 on a small sample with ties")
  func smallSampleAsInScikitLearn() throws {
    let sample = try ScoredSample(
      scores: [0.1, 0.4, 0.35, 0.8, 0.35, 0.4, 0.05, 0.2, 0.9, 0.1, 0.0, 0.3],
      losses: [0, 0, 1, 1, 0, 1, 0, 0, 1, 0, 0, 0].map { $0 == 1 })
    let ranked = RankedSample(sample)
    #expect(ranked.auc == 0.9375)
    #expect(nearlyEqual(ranked.averagePrecision, 0.8541666666666666))
    #expect(ranked.kolmogorovSmirnov?.value == 0.75 && ranked.kolmogorovSmirnov?.threshold == 0.35)
    #expect(ranked.kolmogorovSmirnov?.lossesShare == 1 && ranked.kolmogorovSmirnov?.othersShare == 0.25)
    #expect(ranked.kolmogorovSmirnov?.customersShare == 0.5)
    let probabilities = try #require(ProbabilityFigures(sample))
    #expect(nearlyEqual(probabilities.logLoss, 0.3398381903466216))
    #expect(nearlyEqual(probabilities.brier, 0.10562500000000002))
  }

  /// 500 rows: score `37 i mod 101` hundredths; a loss where `6 (53 i mod 17) + 100 − (37 i mod 101) < 60`; weight
  /// `1 + (i mod 5) / 2`. Probabilities of exactly 0 and 1 are among them.
  private func largeSample(weighted: Bool) throws -> ScoredSample {
    var (scores, losses, weights): ([Double], [Bool], [Double]) = ([], [], [])
    for index in 0..<500 {
      let hundredths = (index * 37) % 101
      scores.append(Double(hundredths) / 100)
      losses.append(((index * 53) % 17) * 6 + 100 - hundredths < 60)
      weights.append(1 + Double(index % 5) / 2)
    }
    return try ScoredSample(scores: scores, losses: losses, weights: weighted ? weights : nil)
  }

  @Test("agree with scikit-learn 1.9.1 on 500 rows")
  func largeSampleAsInScikitLearn() throws {
    let sample = try largeSample(weighted: false)
    #expect(sample.losses.count { $0 } == 98)
    let ranked = RankedSample(sample)
    #expect(nearlyEqual(ranked.auc, 0.8614326327545944))
    #expect(nearlyEqual(ranked.averagePrecision, 0.5454094643832115))
    #expect(nearlyEqual(ranked.kolmogorovSmirnov?.value, 0.6002132196162047))
    #expect(ranked.kolmogorovSmirnov?.threshold == 0.56)
    let probabilities = try #require(ProbabilityFigures(sample))
    #expect(nearlyEqual(probabilities.logLoss, 0.6644810823772408))
    #expect(nearlyEqual(probabilities.brier, 0.21996780000000002))
  }

  @Test("agree with scikit-learn 1.9.1 on 500 weighted rows")
  func weightedSampleAsInScikitLearn() throws {
    let sample = try largeSample(weighted: true)
    let ranked = RankedSample(sample)
    #expect(nearlyEqual(ranked.auc, 0.8614033036013427))
    #expect(nearlyEqual(ranked.averagePrecision, 0.5446390151963539))
    #expect(nearlyEqual(ranked.kolmogorovSmirnov?.value, 0.6089790190339526))
    #expect(ranked.kolmogorovSmirnov?.threshold == 0.56)
    let probabilities = try #require(ProbabilityFigures(sample))
    #expect(nearlyEqual(probabilities.logLoss, 0.6643611618125953))
    #expect(nearlyEqual(probabilities.brier, 0.21932645000000003))
  }

  @Test("KS of a model that is worse than chance everywhere is zero")
  func invertedModel() throws {
    let sample = try ScoredSample(scores: [0.1, 0.2, 0.8, 0.9], losses: [true, true, false, false])
    let ks = RankedSample(sample).kolmogorovSmirnov
    #expect(ks?.value == 0 && ks?.threshold == 0.1 && ks?.customersShare == 1)
    #expect(RankedSample(sample).auc == 0)
  }
}
