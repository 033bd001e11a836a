import CKernels

/// Splits a variable as a decision tree of one variable does: the split that lowers the Gini impurity most comes first
/// (Breiman et al., *Classification and Regression Trees*, 1984).
struct TreeSplits {
  private struct Split {
    var index: Int
    var gain: Double
  }

  /// Sums of the rows, and of the losses, of all parts before each one.
  private let rows: [Double]
  private let lost: [Double]
  private let leastRows: Double

  private init(_ parts: [ClassCounts], leastRows: Double) {
    var sum = ClassCounts()
    var (rows, lost) = ([0.0], [0.0])
    rows.reserveCapacity(parts.count + 1)
    lost.reserveCapacity(parts.count + 1)
    for part in parts {
      sum += part
      rows.append(sum.rows)
      lost.append(sum.lost)
    }
    // Rounding of sums of weights must not make a side too small.
    (self.rows, self.lost, self.leastRows) = (rows, lost, leastRows * (1 - 1e-12))
  }

  /// First parts of the leaves.
  ///
  /// - Complexity: O(parts · depth of the tree).
  static func starts(_ parts: [ClassCounts], most: Int, leastRows: Double) -> [Int] {
    let tree = TreeSplits(parts, leastRows: leastRows)
    var leaves = [0..<parts.count]
    var splits = [tree.split(0..<parts.count)]
    while leaves.count < most {
      var best: Int?
      for leaf in leaves.indices {
        guard let split = splits[leaf] else { continue }
        if split.gain > best.flatMap({ splits[$0]?.gain }) ?? 0 { best = leaf }
      }
      guard let best, let index = splits[best]?.index else { break }
      let whole = leaves[best]
      leaves.replaceSubrange(best...best, with: [whole.lowerBound..<index, index..<whole.upperBound])
      splits.replaceSubrange(
        best...best,
        with: [tree.split(whole.lowerBound..<index), tree.split(index..<whole.upperBound)])
    }
    return leaves.map(\.lowerBound)
  }

  /// The best split of a leaf; nil where none leaves enough rows on both sides and gains anything.
  ///
  /// With n rows of which l are losses, rows times the Gini impurity are 2 l (n − l) / n = 2 l − 2 l² / n. As l is the
  /// same before and after a split, the gain is twice Σ l² / n over both sides less l² / n of the whole.
  private func split(_ range: Range<Int>) -> Split? {
    let (start, end) = (range.lowerBound, range.upperBound)
    let total = rows[end] - rows[start]
    guard total >= 2 * leastRows, total > 0 else { return nil }
    let whole = square(start, end)
    // Sums rise, so that the indices with enough rows on both sides are neighbours.
    let least = max(leastRows, .leastNonzeroMagnitude)
    let first = index(in: start + 1..<end) { rows[$0] - rows[start] >= least }
    let last = index(in: first..<end) { rows[end] - rows[$0] < least }
    let bounds = [rows[start], lost[start], rows[end], lost[end]]
    var best = Split(index: -1, gain: 1e-12 * max(whole, 1e-12))
    var goal = whole + best.gain
    var next = first
    while next < last {
      next = churn_next_better_split(rows, lost, next, last, bounds, goal)
      guard next < last else { break }
      let sum = square(start, next) + square(next, end)
      if sum - whole > best.gain { (best, goal) = (Split(index: next, gain: sum - whole), sum) }
      next += 1
    }
    return best.index < 0 ? nil : best
  }

  /// l² / n between two indices.
  private func square(_ start: Int, _ end: Int) -> Double {
    let losses = lost[end] - lost[start]
    return losses * losses / (rows[end] - rows[start])
  }

  /// The first index of a range from which on a condition holds; the end where it never does.
  private func index(in range: Range<Int>, where holds: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, max(range.lowerBound, range.upperBound))
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
