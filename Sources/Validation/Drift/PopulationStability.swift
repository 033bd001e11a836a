import Foundation

/// How far the spread of a number has moved between two samples (population stability index).
///
/// `PSI = Σ (aᵢ − eᵢ) · ln(aᵢ / eᵢ)` over bins, `e` and `a` being the shares of the expected and the actual sample.
/// Usual reading: below 0.1 stable, 0.1 to 0.25 look into it, above 0.25 moved.
public struct PopulationStability: Sendable, Equatable, Codable {
  /// Values from `from` (included; nil: no lower end) to `to` (excluded; nil: no upper end).
  public struct Bin: Sendable, Equatable, Codable {
    public var from: Double?
    public var to: Double?
    public var expected: Double
    public var actual: Double
  }

  public var index: Double
  public var bins: [Bin]

  /// Compares two samples in bins that hold equal shares of the expected one; nil where either is empty.
  ///
  /// Equal values stay in one bin, so there may be fewer bins than asked for. A bin that only one of the samples
  /// has customers in counts as half a customer in the other.
  /// - Complexity: O(n log n).
  /// - Throws: ``ValidationError`` where a score is not finite.
  public init?(expected: [Double], actual: [Double], bins binCount: Int = 10) throws(ValidationError) {
    precondition(binCount > 1, "At least two bins are needed to see a change.")
    try ScoredSample.check(expected, .score)
    try ScoredSample.check(actual, .score)
    guard !expected.isEmpty, !actual.isEmpty else { return nil }
    let sorted = expected.sorted()
    var edges: [Double] = []
    for part in 1..<binCount {
      let edge = sorted[sorted.count * part / binCount]
      if edge != edges.last { edges.append(edge) }
    }
    // Where the top bin is a single value, higher values are something new and get a bin of their own.
    if let last = edges.last, last == sorted.last { edges.append(last.nextUp) }

    let expectedCounts = Self.counts(expected, edges)
    let actualCounts = Self.counts(actual, edges)
    var sum = 0.0
    var bins: [Bin] = []
    for index in 0...edges.count {
      let counted = (expectedCounts[index], actualCounts[index])
      bins.append(
        Bin(
          from: index > 0 ? edges[index - 1] : nil, to: index < edges.count ? edges[index] : nil,
          expected: Double(counted.0) / Double(expected.count),
          actual: Double(counted.1) / Double(actual.count)))
      if counted == (0, 0) { continue }
      let expectedShare = max(0.5, Double(counted.0)) / Double(expected.count)
      let actualShare = max(0.5, Double(counted.1)) / Double(actual.count)
      sum += (actualShare - expectedShare) * log(actualShare / expectedShare)
    }
    self.index = sum
    self.bins = bins
  }

  private static func counts(_ values: [Double], _ edges: [Double]) -> [Int] {
    var counts = [Int](repeating: 0, count: edges.count + 1)
    for value in values {
      var bin = 0
      while bin < edges.count, value >= edges[bin] { bin += 1 }
      counts[bin] += 1
    }
    return counts
  }
}
