import Metrics

/// How well bins, taken in some order, tell losses apart.
struct BinCurve {
  /// Greatest distance of the cumulative share of kept rows above that of losses.
  let ks: Double
  /// Area under the curve; ties within a bin count half.
  let auc: Double

  /// The bins in the order of their share of losses.
  ///
  /// - Parameter bins: rows of each bin; both classes occur in some of them.
  init(_ bins: [ClassCounts]) {
    self.init(inOrder: bins.filter { $0.rows > 0 }.sorted { $0.rate < $1.rate })
  }

  /// The bins in the order given.
  init(inOrder bins: [ClassCounts]) {
    let total = bins.reduce(ClassCounts(), +)
    var (kept, lost, area, distance) = (0.0, 0.0, 0.0, 0.0)
    for bin in bins {
      area += RankedSample.pairs(winners: bin.lost, others: bin.kept, othersBefore: kept)
      kept += bin.kept
      lost += bin.lost
      distance = max(distance, kept / total.kept - lost / total.lost)
    }
    auc = area / (total.kept * total.lost)
    ks = distance
  }
}
