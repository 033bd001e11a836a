import Foundation
import Parallel
import Testing

@testable import Scoring

@Suite("Probabilities of margins")
struct ProbabilityTests {
  @Test("are those of the formula to three units in the last place, from -700 to 700")
  func formula() {
    var random = RandomStream(seed: 3)
    var worst = 0.0
    for _ in 0..<200_000 {
      let margin = random.uniform(-700..<700) * (random.chance(0.5) ? 0.01 : 1)
      let exact = margin < 0 ? exp(margin) / (1 + exp(margin)) : 1 / (1 + exp(-margin))
      worst = max(worst, (Scorer.probability(ofMargin: margin) - exact).magnitude / exact.ulp)
    }
    // The formula rounds three times itself.
    #expect(worst <= 5)
  }

  @Test("are one half at 0, and 0 and 1 at the ends without a fuss")
  func ends() {
    #expect(Scorer.probability(ofMargin: 0) == 0.5 && Scorer.probability(ofMargin: -0.0) == 0.5)
    #expect(Scorer.probability(ofMargin: .infinity) == 1 && Scorer.probability(ofMargin: -.infinity) == 0)
    #expect(Scorer.probability(ofMargin: 1e300) == 1 && Scorer.probability(ofMargin: -1e300) == 0)
    #expect(Scorer.probability(ofMargin: -707) > 0 && Scorer.probability(ofMargin: -708) == 0)
    #expect(Scorer.probability(ofMargin: .nan).isNaN)
  }

  @Test("rise with the margin, and those of opposite margins add up to 1")
  func order() {
    var last = 0.0
    for step in -4000...4000 {
      let margin = Double(step) / 100
      let probability = Scorer.probability(ofMargin: margin)
      #expect(probability >= last)
      #expect((probability + Scorer.probability(ofMargin: -margin) - 1).magnitude <= 2 * Double.ulpOfOne)
      last = probability
    }
  }
}
