import Testing

@testable import Parallel

@Suite("Radix sort")
struct RadixSortTests {
  @Test("sorts like the standard library", arguments: [0, 1, 2, 255, 257, 5000])
  func sorts(count: Int) {
    var random = RandomStream(seed: UInt64(count))
    var keys = (0..<count).map { _ in UInt32(truncatingIfNeeded: random.next() >> UInt64(random.below(40))) }
    let expected = keys.sorted()
    radixSort(&keys)
    #expect(keys == expected)
  }

  @Test("puts numbers of both signs and infinities in order, and leaves NaN out")
  func numbers() {
    var random = RandomStream(seed: 1)
    var values = (0..<3000).map { _ in Float(random.normal()) }
    values += [
      .infinity, -.infinity, .nan, 0, -0.0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
      .greatestFiniteMagnitude,
    ]
    let matrix = ColumnMatrix(columns: [values])
    let sorted = sortedNumbers(matrix.column(0))
    #expect(sorted == values.filter { !$0.isNaN }.sorted())
    #expect(sorted.allSatisfy { $0 != 0 || $0.sign == .plus })
  }
}
