import Numerics
import Scoring

/// Grows one tree after another, leaf by leaf: always the leaf whose split gains most is split next.
///
/// Holds the memory that all trees of a training share. A split fills the histograms of the child with fewer
/// rows and gets the other's by subtraction from the parent's.
final class TreeGrower {
  /// A leaf that may still be split.
  private struct OpenLeaf {
    var node: Int
    var rows: Range<Int>
    var depth: Int
    /// Which histogram holds the leaf's sums.
    var histogram: Int
    var sum: GradientSum
    var split: SplitCandidate
  }

  /// A leaf of the finished tree.
  struct Leaf: Sendable {
    var rows: Range<Int>
    var value: Double
  }

  /// A finished tree.
  struct Growth: Sendable {
    var tree: DecisionTree
    var leaves: [Leaf]
    /// The variable and gain of each split.
    var gains: [(variable: Int, gain: Double)]
  }

  /// Depth of trees without a bound of their own, well within what scoring accepts.
  private static let deepest = 512

  private let matrix: BinnedMatrix
  private let options: TreeOptions
  private let weights: [Float]?
  private let team: ThreadTeam
  let partition: RowPartition
  private var histograms: [AlignedArray<GradientSum>] = []
  private var freeHistograms: [Int] = []

  init(_ matrix: BinnedMatrix, options: TreeOptions, weights: [Float]?, team: ThreadTeam) {
    self.matrix = matrix
    self.options = options
    self.weights = weights
    self.team = team
    partition = RowPartition(capacity: matrix.rowCount)
  }

  /// Grows a tree on the derivatives `gradients` of the rows that `partition` was reset to.
  func grow(
    gradients: SharedBuffer<Gradients.Pair>, scale: GradientScale, rowCount: Int, drawn: [Int]
  ) -> Growth {
    let groups = HistogramGroups(matrix, drawn: drawn)
    let finder = SplitFinder(options: options, bins: matrix.bins, scale: scale)
    var builder = TreeBuilder(bins: matrix.bins)
    var gains: [(variable: Int, gain: Double)] = []

    let rootSum = sum(gradients: gradients, rows: 0..<rowCount)
    var open = [
      OpenLeaf(
        node: 0, rows: 0..<rowCount, depth: 0, histogram: takeHistogram(), sum: rootSum,
        split: .none(minimumGain: options.minimumGain))
    ]
    if isSplittable(open[0]) {
      fillRoot(&open[0], groups: groups, finder: finder, gradients: gradients)
    }

    while open.count < options.leaves {
      var pick = -1
      for index in open.indices where open[index].split.exists {
        if pick < 0 || open[index].split.gain > open[pick].split.gain { pick = index }
      }
      if pick < 0 { break }
      let parent = open[pick]
      let split = parent.split
      gains.append((Int(split.variable), split.gain))
      let children = builder.split(node: parent.node, by: split)
      let leftCount = divideRows(of: parent)
      let middle = parent.rows.lowerBound + leftCount
      var left = OpenLeaf(
        node: children.left, rows: parent.rows.lowerBound..<middle, depth: parent.depth + 1, histogram: -1,
        sum: split.left, split: .none(minimumGain: options.minimumGain))
      var right = OpenLeaf(
        node: children.right, rows: middle..<parent.rows.upperBound, depth: parent.depth + 1, histogram: -1,
        sum: parent.sum - split.left, split: .none(minimumGain: options.minimumGain))
      if open.count + 1 < options.leaves, isSplittable(left) || isSplittable(right) {
        let small = takeHistogram()
        if left.rows.count <= right.rows.count {
          (left.histogram, right.histogram) = (small, parent.histogram)
          fill(small: &left, large: &right, groups: groups, finder: finder, gradients: gradients)
        } else {
          (left.histogram, right.histogram) = (parent.histogram, small)
          fill(small: &right, large: &left, groups: groups, finder: finder, gradients: gradients)
        }
        for child in [left, right] where !child.split.exists { freeHistograms.append(child.histogram) }
      } else {
        freeHistograms.append(parent.histogram)
      }
      open[pick] = left
      open.append(right)
    }
    for leaf in open where leaf.split.exists { freeHistograms.append(leaf.histogram) }
    if open.count == 1, !open[0].split.exists { freeHistograms.append(open[0].histogram) }

    let leaves = open.map { leaf in
      // The minimum of the loss's second-order estimate: −G / (H + l2).
      let value =
        -scale.gradient(leaf.sum) / (scale.hessian(leaf.sum) + options.l2) * options.learningRate
      return Leaf(rows: leaf.rows, value: value.isFinite ? value : 0)
    }
    for (leaf, finished) in zip(open, leaves) {
      builder.finish(leaf: leaf.node, value: finished.value, cover: cover(of: leaf.rows))
    }
    return Growth(tree: builder.tree(), leaves: leaves, gains: gains)
  }

  private func isSplittable(_ leaf: OpenLeaf) -> Bool {
    leaf.rows.count >= 2 * options.minimumRows && leaf.depth < options.maximumDepth ?? Self.deepest
  }

  private func takeHistogram() -> Int {
    if let free = freeHistograms.popLast() { return free }
    histograms.append(AlignedArray(count: matrix.histogramBinCount))
    return histograms.count - 1
  }

  private func sum(gradients: SharedBuffer<Gradients.Pair>, rows: Range<Int>) -> GradientSum {
    var sum = GradientSum.zero
    for row in partition.rows(rows).elements {
      let pair = gradients[Int(row)]
      sum += GradientSum(gradient: pair.gradient, hessian: pair.hessian)
    }
    return sum
  }

  /// Weight of the rows, added in their order.
  private func cover(of rows: Range<Int>) -> Double {
    guard let weights else { return Double(rows.count) }
    return partition.rows(rows).elements.reduce(0) { $0 + Double(weights[Int($1)]) }
  }

  private func divideRows(of leaf: OpenLeaf) -> Int {
    let variable = Int(leaf.split.variable)
    let width = BinnedMatrix.groupWidth
    let group = matrix.groupCodes(variable / width)
    let codes = group[variable % width..<group.count]
    return partition.split(
      leaf.rows, codes: codes, stride: width, table: leaf.split.leftTable(bins: matrix.bins[variable]),
      team: team)
  }

  private func fillRoot(
    _ root: inout OpenLeaf, groups: HistogramGroups, finder: SplitFinder,
    gradients: SharedBuffer<Gradients.Pair>
  ) {
    let histogram = histograms[root.histogram].view
    let rows = partition.rows(root.rows)
    let total = root.sum
    let found = AlignedArray<SplitCandidate>(count: groups.count)
    let candidates = found.view
    team.forEach(groups.count) { group, _ in
      groups.fill(group, histogram: histogram.base, rows: rows, gradients: gradients)
      candidates[group] = Self.best(of: group, groups, finder, histogram: histogram.base, total: total)
    }
    root.split = Self.best(of: candidates, minimumGain: options.minimumGain)
  }

  /// Fills the histograms of both children of a node, of which `large` still holds the node's own, and finds
  /// their best splits.
  private func fill(
    small: inout OpenLeaf, large: inout OpenLeaf, groups: HistogramGroups, finder: SplitFinder,
    gradients: SharedBuffer<Gradients.Pair>
  ) {
    let smallHistogram = histograms[small.histogram].view
    let largeHistogram = histograms[large.histogram].view
    let rows = partition.rows(small.rows)
    let smallSum = small.sum
    let largeSum = large.sum
    let smallWanted = isSplittable(small)
    let largeWanted = isSplittable(large)
    let none = SplitCandidate.none(minimumGain: options.minimumGain)
    let found = AlignedArray<SplitCandidate>(count: 2 * groups.count, repeating: none)
    let smallFound = found.view[0..<groups.count]
    let largeFound = found.view[groups.count..<2 * groups.count]
    team.forEach(groups.count) { group, _ in
      groups.fill(group, histogram: smallHistogram.base, rows: rows, gradients: gradients)
      groups.subtract(group, part: smallHistogram.base, from: largeHistogram.base)
      if smallWanted {
        smallFound[group] = Self.best(
          of: group, groups, finder, histogram: smallHistogram.base, total: smallSum)
      }
      if largeWanted {
        largeFound[group] = Self.best(
          of: group, groups, finder, histogram: largeHistogram.base, total: largeSum)
      }
    }
    small.split = Self.best(of: smallFound, minimumGain: options.minimumGain)
    large.split = Self.best(of: largeFound, minimumGain: options.minimumGain)
  }

  /// The best split by the variables of a group; the first of equals.
  private static func best(
    of group: Int, _ groups: HistogramGroups, _ finder: SplitFinder,
    histogram: UnsafeMutablePointer<GradientSum>, total: GradientSum
  ) -> SplitCandidate {
    var best = SplitCandidate.none(minimumGain: finder.options.minimumGain)
    for variable in groups.variables(group) {
      let start = groups.histogramStart(of: variable)
      let candidate = finder.best(variable: variable, histogram: histogram + start, total: total)
      if candidate.exists, candidate.gain > best.gain { best = candidate }
    }
    return best
  }

  /// The best of several splits; the first of equals.
  private static func best(of candidates: SharedBuffer<SplitCandidate>, minimumGain: Double) -> SplitCandidate
  {
    var best = SplitCandidate.none(minimumGain: minimumGain)
    for candidate in candidates.elements where candidate.exists && candidate.gain > best.gain {
      best = candidate
    }
    return best
  }
}
