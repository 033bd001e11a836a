import Configuration
import Parallel
import Testing

@testable import Variables

@Suite("The search for bins")
struct BinSearchTests {
  @Test(
    "finds what trying all ways of joining finds",
    arguments: [BinningDefinition.Shape.any, .up, .down, .peak, .valley])
  func exhaustive(shape: BinningDefinition.Shape) {
    var random = RandomStream(seed: 11)
    for _ in 0..<1500 {
      let parts = (0..<1 + random.below(10)).map { _ in
        // One part in five holds one class only.
        let pure = random.below(10)
        return ClassCounts(
          kept: pure == 0 ? 0 : Double(random.below(30)), lost: pure == 1 ? 0 : Double(random.below(12)))
      }
      let outside = ClassCounts(kept: Double(1 + random.below(20)), lost: Double(1 + random.below(5)))
      let total = parts.reduce(outside, +)
      let (most, least) = (1 + random.below(6), Double(random.below(25)))
      let expected = SlowBinning.best(
        parts, total: total, mostBins: most, leastRows: least, shape: shape)
      let limits = BinLimits(total: total, leastRows: least)
      let found = BinSearch(parts, limits: limits, mostBins: most).best(shape)
      #expect((found == nil) == (expected == nil))
      guard let found, let expected else { continue }
      #expect((found.informationValue - expected).magnitude <= 1e-12 * max(1, expected))
      // And the bins that it names are worth what it says and keep to the limits.
      let bins = PreBins(starts: found.starts, of: parts).counts
      #expect((SlowBinning.informationValue(bins, total) - found.informationValue).magnitude < 1e-12)
      #expect(bins.count <= most && bins.allSatisfy { SlowBinning.isAllowed($0, total, leastRows: least) })
      #expect(SlowBinning.fits(bins.map(\.rate), shape))
    }
  }

  @Test("an open shape is up or down unless a turn is worth a tenth more")
  func automatic() throws {
    func choice(_ rates: [Double]) -> BinningDefinition.Shape? {
      let parts = rates.map { ClassCounts(kept: 1000 * (1 - $0), lost: 1000 * $0) }
      let total = parts.reduce(ClassCounts(), +)
      let limits = BinLimits(total: total, leastRows: 1)
      return BinSearch.choice(among: BinSearch(parts, limits: limits, mostBins: 8))?.shape
    }
    #expect(choice([0.1, 0.2, 0.3, 0.4]) == .up)
    #expect(choice([0.4, 0.3, 0.2, 0.19, 0.195]) == .down)
    #expect(choice([0.1, 0.3, 0.5, 0.3, 0.1]) == .peak)
    #expect(choice([0.5, 0.2, 0.1, 0.2, 0.5]) == .valley)
  }

  @Test("joining by χ² and splitting by entropy keep to the number and the least rows")
  func otherMethods() {
    var random = RandomStream(seed: 12)
    for _ in 0..<500 {
      let parts = (0..<2 + random.below(40)).map { _ in
        ClassCounts(kept: Double(1 + random.below(30)), lost: Double(random.below(12)))
      }
      let (most, least) = (2 + random.below(6), Double(random.below(60)))
      for starts in [
        ChiMerge.starts(parts, most: most, leastRows: least),
        TreeSplits.starts(parts, most: most, leastRows: least),
      ] {
        #expect(starts.first == 0 && starts.count <= most && starts == starts.sorted())
        let bins = PreBins(starts: starts, of: parts).counts
        #expect(bins.count == 1 || bins.allSatisfy { $0.rows >= least })
      }
    }
    // Two clear steps are found by both.
    let steps = [0.1, 0.1, 0.1, 0.5, 0.5, 0.5, 0.9, 0.9].map {
      ClassCounts(kept: 100 * (1 - $0), lost: 100 * $0)
    }
    #expect(ChiMerge.starts(steps, most: 8, leastRows: 1) == [0, 3, 6])
    #expect(TreeSplits.starts(steps, most: 8, leastRows: 1) == [0, 3, 6])
    #expect(ChiMerge.statistic(steps[0], steps[3]) > 30)
    // The example of a 2 × 2 table that textbooks have: n (ad − bc)² / (row and column sums).
    let statistic = ChiMerge.statistic(ClassCounts(kept: 10, lost: 20), ClassCounts(kept: 30, lost: 40))
    #expect((statistic - 100.0 * 40_000 / (30 * 70 * 40 * 60)).magnitude < 1e-12)
  }

  @Test("parts of equal numbers of rows leave heavy values alone")
  func equalParts() {
    var random = RandomStream(seed: 13)
    for _ in 0..<300 {
      let runs = (0..<1 + random.below(300)).map { _ in
        ClassCounts(kept: Double(1 + random.below(5)), lost: random.chance(0.05) ? 200 : 0)
      }
      let most = 2 + random.below(20)
      let starts = PreBins.equalStarts(runs, in: 0..<runs.count, most: most)
      #expect(starts.first == 0 && starts.count <= most)
      #expect(zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 })
    }
    let even = [ClassCounts](repeating: ClassCounts(kept: 1), count: 1000)
    let parts = PreBins(starts: PreBins.equalStarts(even, in: 0..<1000, most: 10), of: even).counts
    #expect(parts.count == 10 && parts.allSatisfy { (90...110).contains($0.rows) })
  }
}
