/// Spearman's rank correlation.
enum RankCorrelation {
  /// The correlation of the mid-ranks; nil where all numbers of a side are equal.
  ///
  /// - Complexity: O(n log n).
  static func of(_ a: [Double], _ b: [Double]) -> Double? {
    precondition(a.count == b.count, "Numbers are compared in pairs.")
    let (first, second) = (ranks(a), ranks(b))
    // Mid-ranks have the mean (n + 1) / 2 whatever ties there are.
    let mean = Double(a.count + 1) / 2
    var (product, squaresA, squaresB) = (0.0, 0.0, 0.0)
    for (x, y) in zip(first, second) {
      product += (x - mean) * (y - mean)
      squaresA += (x - mean) * (x - mean)
      squaresB += (y - mean) * (y - mean)
    }
    let scale = (squaresA * squaresB).squareRoot()
    return scale > 0 ? product / scale : nil
  }

  /// The rank of each number from 1 on; equal ones share the middle of theirs.
  private static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for position in start..<end { ranks[order[position]] = Double(start + end + 1) / 2 }
      start = end
    }
    return ranks
  }
}
