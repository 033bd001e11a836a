import Testing

@testable import Parallel

@Suite("Orders by radix sort")
struct OrderTests {
  @Test("are those of a stable comparison sort, whichever bytes differ")
  func equalsComparisonSort() {
    var random = RandomStream(seed: 5)
    for _ in 0..<200 {
      let mask = (0..<8).reduce(UInt64(0)) { $0 | (random.chance(0.4) ? 255 << UInt64(8 * $1) : 0) }
      let keys = (0..<random.below(3000)).map { _ in
        (UInt64(random.below(1 << 30)) << 34 | UInt64(random.below(1 << 30)) << 4) & mask
      }
      let expected = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
      #expect(ascendingOrder(of: keys) == expected)
    }
  }

  @Test("of doubles' keys are the doubles' own, both zeros and infinities included")
  func keysOfDoubles() {
    var random = RandomStream(seed: 6)
    var values = [0.0, -0.0, .infinity, -.infinity, .leastNonzeroMagnitude, -1e-300, 1, -1]
    for _ in 0..<2_000 { values.append((random.uniform() - 0.5) * 1e6) }
    for left in values.prefix(200) {
      for right in values {
        #expect((left < right) == (left.ascendingKey < right.ascendingKey), "\(left) \(right)")
      }
    }
  }

  @Test("are completed within runs that the key does not distinguish")
  func runs() {
    var random = RandomStream(seed: 7)
    for _ in 0..<300 {
      let pairs = (0..<random.below(60)).map { _ in (first: random.below(5), second: random.below(1_000)) }
      var sorted = ascendingOrder(of: pairs.map { UInt64($0.first) }).map { pairs[$0] }
      sorted.sortRuns(of: { $0.first == $1.first }, by: { $0.second < $1.second })
      let expected = pairs.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
      #expect(sorted.elementsEqual(expected) { $0 == $1 })
    }
  }
}
