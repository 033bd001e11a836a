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
    let edges = Self.edges(ofSorted: expected.sorted(), bins: binCount)
    let expectedCounts = Self.counts(expected, edges)
    let actualCounts = Self.counts(actual, edges)
    bins = (0...edges.count).map { index in
      Bin(
        from: index > 0 ? edges[index - 1] : nil, to: index < edges.count ? edges[index] : nil,
        expected: expectedCounts[index] / Double(expected.count),
        actual: actualCounts[index] / Double(actual.count))
    }
    guard let index = Self.index(expected: expectedCounts, actual: actualCounts) else { return nil }
    self.index = index
  }

  private static func counts(_ values: [Double], _ edges: [Double]) -> [Double] {
    var counts = [Double](repeating: 0, count: edges.count + 1)
    for value in values {
      var bin = 0
      while bin < edges.count, value >= edges[bin] { bin += 1 }
      counts[bin] += 1
    }
    return counts
  }
}
