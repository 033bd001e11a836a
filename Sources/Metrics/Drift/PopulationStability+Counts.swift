import Foundation

extension PopulationStability {
  /// The index of counts in the same bins; nil where either side has nobody.
  ///
  /// Counts may be sums of weights. A bin that only one of the samples has customers in counts as half a customer in the
  /// other; one that neither has counts nothing.
  public static func index(expected: [Double], actual: [Double]) -> Double? {
    precondition(expected.count == actual.count, "Both samples are counted in the same bins.")
    let (expectedTotal, actualTotal) = (expected.reduce(0, +), actual.reduce(0, +))
    guard expectedTotal > 0, actualTotal > 0 else { return nil }
    var sum = 0.0
    for (expected, actual) in zip(expected, actual) where expected > 0 || actual > 0 {
      let expectedShare = (expected > 0 ? expected : 0.5) / expectedTotal
      let actualShare = (actual > 0 ? actual : 0.5) / actualTotal
      sum += (actualShare - expectedShare) * log(actualShare / expectedShare)
    }
    return sum
  }

  /// Edges that cut sorted values into bins of equal shares: a bin holds values from its edge up to the next one.
  ///
  /// Equal values stay in one bin, so there may be fewer bins than asked for. Where the top bin would be a single
  /// value, higher values are something new and get a bin of their own.
  public static func edges(ofSorted sorted: [Double], bins binCount: Int = 10) -> [Double] {
    precondition(binCount > 1, "At least two bins are needed to see a change.")
    guard let greatest = sorted.last else { return [] }
    var edges: [Double] = []
    for part in 1..<binCount {
      let edge = sorted[sorted.count * part / binCount]
      if edge != edges.last { edges.append(edge) }
    }
    if let last = edges.last, last == greatest { edges.append(last.nextUp) }
    return edges
  }
}
