import Foundation
import Parallel
import Testing

@testable import Metrics

@Suite("Population stability index")
struct PopulationStabilityTests {
  @Test("is the textbook sum where the bins are known")
  func textbook() throws {
    // Expected: 0 to 99, so the bins begin at 10, 20, … Actual: 40% in the lowest bin, 60% in the highest.
    let expected = (0..<100).map(Double.init)
    let actual = Array(repeating: 5.0, count: 40) + Array(repeating: 95.0, count: 60)
    let stability = try #require(try PopulationStability(expected: expected, actual: actual))
    // The eight empty bins count half a customer of a hundred.
    let expectedIndex = (0.4 - 0.1) * log(4) + (0.6 - 0.1) * log(6) + 8 * (0.005 - 0.1) * log(0.05)
    #expect(nearlyEqual(stability.index, expectedIndex))
    #expect(stability.bins.count == 10)
    #expect(stability.bins.first == .init(from: nil, to: 10, expected: 0.1, actual: 0.4))
    #expect(stability.bins.last == .init(from: 90, to: nil, expected: 0.1, actual: 0.6))
  }

  @Test(
    "of weighted rows takes the weights as they are, however light; only empty bins count as half a customer")
  func weights() throws {
    // Shares 0.25 and 0.75 against 0.8 and 0.2, though no bin weighs more than half.
    let light = try #require(PopulationStability.index(expected: [0.1, 0.3], actual: [0.4, 0.1]))
    #expect(nearlyEqual(light, (0.8 - 0.25) * log(0.8 / 0.25) + (0.2 - 0.75) * log(0.2 / 0.75)))
    // The second bin is new: half a customer of forty; the third has nobody on either side.
    let empty = try #require(PopulationStability.index(expected: [40, 0, 0], actual: [6, 2, 0]))
    #expect(nearlyEqual(empty, (0.75 - 1) * log(0.75) + (0.25 - 0.0125) * log(20)))
  }

  @Test("is zero for a sample against itself, and never negative")
  func zeroAgainstItself() throws {
    var random = RandomStream(seed: 8)
    for _ in 0..<500 {
      let levels = 1 + random.below(30)
      let first = (0...random.below(200)).map { _ in Double(random.below(levels)) }
      let second = (0...random.below(200)).map { _ in Double(random.below(levels)) }
      #expect(try PopulationStability(expected: first, actual: first)?.index == 0)
      let stability = try #require(try PopulationStability(expected: first, actual: second))
      #expect(stability.index >= 0)
      #expect(nearlyEqual(stability.bins.reduce(0) { $0 + $1.expected }, 1))
      #expect(nearlyEqual(stability.bins.reduce(0) { $0 + $1.actual }, 1))
      for bin in stability.bins {
        let inside: (Double) -> Bool = { $0 >= bin.from ?? -.infinity && $0 < bin.to ?? .infinity }
        #expect(nearlyEqual(bin.expected, Double(first.count(where: inside)) / Double(first.count)))
        #expect(nearlyEqual(bin.actual, Double(second.count(where: inside)) / Double(second.count)))
      }
    }
  }

  @Test("sees a shift away from a constant in either direction")
  func constant() throws {
    for shift in [-1.0, 1.0] {
      let stability = try PopulationStability(
        expected: Array(repeating: 5, count: 50), actual: Array(repeating: 5 + shift, count: 50))
      #expect((stability?.index ?? 0) > 5)
    }
  }

  @Test("is nil for an empty sample and refuses scores that are not finite")
  func refusals() throws {
    #expect(try PopulationStability(expected: [], actual: [1]) == nil)
    #expect(try PopulationStability(expected: [1], actual: []) == nil)
    #expect(throws: ValidationError.unusableNumber(quantity: .score, row: 1, value: "nan")) {
      try PopulationStability(expected: [1, .nan], actual: [1])
    }
    #expect(throws: ValidationError.unusableNumber(quantity: .score, row: 0, value: "inf")) {
      try PopulationStability(expected: [1], actual: [.infinity])
    }
  }
}
