#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Splits a variable as a decision tree of one variable does: the split that lowers the entropy most comes first.
enum TreeSplits {
  /// Rows times entropy in nats: the log-loss of telling every row its bin's share of losses.
  static func impurity(_ counts: ClassCounts) -> Double {
    func part(_ rows: Double) -> Double { rows > 0 ? -rows * log(rows / counts.rows) : 0 }
    return part(counts.kept) + part(counts.lost)
  }

  private struct Split {
    var place: Int
    var gain: Double
  }

  /// First parts of the leaves.
  ///
  /// - Complexity: O(parts · leaves).
  static func starts(_ parts: [ClassCounts], most: Int, leastRows: Double) -> [Int] {
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

  /// The best split of a leaf; nil where none leaves enough rows on both sides and gains anything.
  private static func split(_ parts: [ClassCounts], _ range: Range<Int>, _ leastRows: Double) -> Split? {
    let total = parts[range].reduce(ClassCounts(), +)
    let whole = impurity(total)
    var left = ClassCounts()
    var best: Split?
    for place in range.dropFirst() {
      left += parts[place - 1]
      let right = total - left
      guard left.rows >= leastRows, right.rows >= leastRows else { continue }
      let gain = whole - impurity(left) - impurity(right)
      // What rounding leaves is no gain.
      if gain > max(best?.gain ?? 0, 1e-12 * whole) { best = Split(place: place, gain: gain) }
    }
    return best
  }
}
