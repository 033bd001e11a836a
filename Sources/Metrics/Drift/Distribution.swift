/// How the values of a variable or score are distributed over bins, by which samples of different months are compared.
///
/// Categories are distributed by their codes 0, 1, 2, …, a bin for each.
public struct Distribution: Sendable, Equatable, Codable {
  /// Edges of the bins, rising: a bin holds values from its edge up to the next one, the first all below the first
  /// edge.
  public var edges: [Double]
  /// Rows in each bin, one more than ``edges``.
  public var counts: [Double]
  /// Rows without a value.
  public var missing: Double

  /// A spread of nobody over the bins that `edges` make.
  public init(edges: [Double]) {
    self.edges = edges
    counts = [Double](repeating: 0, count: edges.count + 1)
    missing = 0
  }

  /// A spread of nobody over bins that hold equal shares of sorted numbers; see
  /// ``PopulationStability/edges(ofSorted:bins:)``.
  public init(binsOfSorted sorted: [Double], bins: Int = 10) {
    self.init(edges: PopulationStability.edges(ofSorted: sorted, bins: bins))
  }

  /// A spread of nobody over the codes of a category.
  public init(levels: Int) {
    self.init(edges: (0..<max(0, levels - 1)).map { Double($0) + 0.5 })
  }

  /// The bin of a value.
  ///
  /// - Complexity: O(log bins).
  public func bin(of value: Double) -> Int {
    var (low, high) = (0, edges.count)
    while low < high {
      let middle = (low + high) / 2
      if value >= edges[middle] { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Counts a row; NaN is missing.
  public mutating func add(_ value: Double, weight: Double = 1) {
    if value.isNaN { missing += weight } else { counts[bin(of: value)] += weight }
  }

  /// All rows.
  public var total: Double { counts.reduce(missing, +) }
  /// Share of the rows without a value; nil for nobody.
  public var missingShare: Double? { total > 0 ? missing / total : nil }

  /// The population stability index against an earlier distributed over the same bins, missing values being a bin of their
  /// own; nil where either has nobody.
  public func stability(against earlier: Distribution) -> Double? {
    precondition(edges == earlier.edges, "Spreads are compared over the same bins.")
    return PopulationStability.index(expected: earlier.counts + [earlier.missing], actual: counts + [missing])
  }
}
