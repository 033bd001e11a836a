import Foundation
import Parallel
import Testing

@testable import Metrics

@Suite("The H-measure")
struct HMeasureTests {
  /// The least expected cost over all cuts, summed over a fine grid of costs.
  private func slow(_ sample: ScoredSample) -> Double? {
    let losses = SlowFigures.weights(sample) { sample.losses[$0] }
    let others = SlowFigures.weights(sample) { !sample.losses[$0] }
    guard losses > 0, others > 0 else { return nil }
    let lossShare = losses / (losses + others)
    let otherShare = 1 - lossShare
    let cuts = ([.infinity] + Set(sample.scores)).map { cut in
      (
        alarms: otherShare * SlowFigures.weights(sample) { !sample.losses[$0] && sample.scores[$0] >= cut }
          / others,
        missed: lossShare * SlowFigures.weights(sample) { sample.losses[$0] && sample.scores[$0] < cut }
          / losses
      )
    }
    let shape = otherShare / lossShare
    var (sum, trivial) = (0.0, 0.0)
    let steps = 4000
    for step in 0..<steps {
      let cost = (Double(step) + 0.5) / Double(steps)
      let density = cost * pow(1 - cost, shape)
      sum += density * (cuts.map { cost * $0.alarms + (1 - cost) * $0.missed }.min() ?? 0)
      trivial += density * min(cost * otherShare, (1 - cost) * lossShare)
    }
    return 1 - sum / trivial
  }

  @Test("agrees with the least cost over all cuts, cost by cost", arguments: [false, true])
  func slowTwin(weighted: Bool) throws {
    var random = RandomStream(seed: weighted ? 14 : 13)
    for _ in 0..<400 {
      let sample = try randomSample(&random, weighted: weighted)
      let (fast, slow) = (RankedSample(sample).hMeasure, slow(sample))
      #expect((fast == nil) == (slow == nil))
      if let fast, let slow { #expect(abs(fast - slow) < 2e-5, "\(fast) \(slow)") }
    }
  }

  @Test("is 1 for a perfect ranking and 0 for none")
  func extremes() throws {
    let losses = [true, true, false, false, false]
    let perfect = try ScoredSample(scores: [5, 4, 3, 2, 1], losses: losses)
    let none = try ScoredSample(scores: [1, 1, 1, 1, 1], losses: losses)
    let worst = try ScoredSample(scores: [1, 2, 3, 4, 5], losses: losses)
    #expect(nearlyEqual(RankedSample(perfect).hMeasure, 1))
    #expect(nearlyEqual(RankedSample(none).hMeasure, 0) && nearlyEqual(RankedSample(worst).hMeasure, 0))
  }
}
