/// Splits a variable as a decision tree of one variable does: the split that lowers the Gini impurity most comes first
/// (Breiman et al., *Classification and Regression Trees*, 1984).
enum TreeSplits {
  private struct Split {
    var place: Int
    var gain: Double
  }

  /// First parts of the leaves.
  ///
  /// - Complexity: O(parts · depth of the tree).
  static func starts(_ parts: [ClassCounts], most: Int, leastRows: Double) -> [Int] {
    parts.withUnsafeBufferPointer { parts in
      var leaves = [0..<parts.count]
      var splits = [split(parts, 0..<parts.count, leastRows)]
      while leaves.count < most {
        var best: Int?
        for leaf in leaves.indices {
          guard let split = splits[leaf] else { continue }
          if split.gain > best.flatMap({ splits[$0]?.gain }) ?? 0 { best = leaf }
        }
        guard let best, let place = splits[best]?.place else { break }
        let whole = leaves[best]
        leaves.replaceSubrange(best...best, with: [whole.lowerBound..<place, place..<whole.upperBound])
        splits.replaceSubrange(
          best...best,
          with: [
            split(parts, whole.lowerBound..<place, leastRows),
            split(parts, place..<whole.upperBound, leastRows),
          ])
      }
      return leaves.map(\.lowerBound)
    }
  }

  /// The best split of a leaf; nil where none leaves enough rows on both sides and gains anything.
  ///
  /// With n rows of which l are losses, rows times the Gini impurity are 2 l (n − l) / n = 2 l − 2 l² / n. As l is the
  /// same before and after a split, the gain is twice Σ l² / n over both sides less l² / n of the whole.
  private static func split(
    _ parts: UnsafeBufferPointer<ClassCounts>, _ range: Range<Int>, _ leastRows: Double
  ) -> Split? {
    var total = ClassCounts()
    for part in range { total += parts[part] }
    guard total.rows >= 2 * leastRows, total.rows > 0 else { return nil }
    let whole = total.lost * total.lost / total.rows
    let least = leastRows * (1 - 1e-12)
    var left = ClassCounts()
    var best = Split(place: -1, gain: 1e-12 * max(whole, 1e-12))
    for place in range.dropFirst() {
      left += parts[place - 1]
      let right = total - left
      guard left.rows >= least, right.rows >= least, left.rows > 0, right.rows > 0 else { continue }
      let gain = left.lost * left.lost / left.rows + right.lost * right.lost / right.rows - whole
      if gain > best.gain { best = Split(place: place, gain: gain) }
    }
    return best.place < 0 ? nil : best
  }
}
