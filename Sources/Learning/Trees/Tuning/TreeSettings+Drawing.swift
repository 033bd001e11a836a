import Configuration
import Glibc
import Parallel

extension TreeSettings {
  /// These settings with others in the place of those that matter most, drawn evenly on a scale of ratios (the share of
  /// the variables: evenly), as numbers of two digits that can be read and written down.
  ///
  /// The number of trees grows as steps shrink, so that the steps of all trees together reach as far.
  func drawing(_ random: inout RandomStream) -> TreeSettings {
    var drawn = self
    drawn.learningRate = Self.ratio(0.02...0.2, &random)
    drawn.leaves = Int(Self.ratio(8...128, &random).rounded())
    drawn.minimumRows = Int(Self.ratio(10...500, &random).rounded())
    drawn.l2 = Self.ratio(0.5...100, &random)
    drawn.columnShare = (random.uniform(0.3..<1) * 100).rounded() / 100
    drawn.rounds = min(100_000, rounds(reaching: reach, learningRate: drawn.learningRate))
    return drawn
  }

  /// How far the steps of all trees go together.
  var reach: Double { Double(rounds) * learningRate }

  /// How many trees reach so far.
  func rounds(reaching reach: Double, learningRate: Double) -> Int {
    // Less a little, so that what was multiplied by the rate gives the same number again.
    max(1, Int((reach / learningRate - 1e-9).rounded(.up)))
  }

  private static func ratio(_ range: ClosedRange<Double>, _ random: inout RandomStream) -> Double {
    let drawn = range.lowerBound * pow(range.upperBound / range.lowerBound, random.uniform())
    let scale = pow(10, 1 - floor(log10(drawn)))
    return (drawn * scale).rounded() / scale
  }
}
