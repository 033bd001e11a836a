import Configuration
import Parallel

/// Grows one tree after another, leaf by leaf: the leaf whose split gains most is split next, level by level or not.
///
/// Finding out what lies below a leaf — dividing its rows, filling the histogram of the child with fewer rows, the other's by
/// subtraction from the parent's, the best splits of both — is called exploring it. Several leaves are explored
/// at once, so that all threads have work even where leaves are small: besides the leaf whose turn it is, those that
/// gain most after it. Their turn comes almost surely; if it does not, what was found is dropped. The tree is the
/// same as if leaves were explored one by one, and how many are taken together depends on the options alone.
///
/// Holds the memory that all trees of a training share.
final class TreeGrower {
  struct Node {
    var rows: Range<Int>
    var depth: Int
    var sum: PackedSum
    var bounds: NodeBounds
    /// Which histogram holds the node's sums; -1 for none.
    var histogram = -1
    var split: SplitCandidate
    /// Number of the left child, the right one's is one more; -1 until the node is explored.
    var left = -1
  }

  /// Depth of trees without a bound of their own, well within what scoring accepts.
  private static let deepest = 512
  let bins: [VariableBins]
  let options: TreeSettings
  let team: ThreadTeam
  /// Most leaves that are explored at once.
  private let batchLimit: Int
  let histograms: NodeHistograms
  let partition: RowPartition
  let constraints: TreeConstraints
  var nodes: [Node] = []
  private(set) var levels = LevelColumns.all

  /// Makes room for trees that train on up to `capacity` rows.
  init(
    bins: [VariableBins], capacity: Int, options: TreeSettings, team: ThreadTeam,
    constraints: TreeConstraints? = nil, batchLimit: Int = 8
  ) {
    self.batchLimit = batchLimit
    self.constraints = constraints ?? TreeConstraints(variableCount: bins.count)
    self.bins = bins
    self.options = options
    self.team = team
    histograms = NodeHistograms(size: HistogramLayout(bins: bins, drawn: []).size, team: team)
    partition = RowPartition(capacity: capacity)
  }

  /// Grows a tree on `rows`.
  ///
  /// - Parameter levels: the variables that the nodes of each level may split on.
  func grow(_ rows: TreeRows, levels: LevelColumns = .all) -> GrownTree {
    self.levels = levels
    let layout = HistogramLayout(bins: bins, drawn: rows.drawn)
    let finder = SplitFinder(
      options: options, bins: bins, layout: layout, scale: rows.scale, constraints: constraints)
    partition.reset(count: rows.count, team: team)
    histograms.giveBackAll()
    nodes = [
      Node(
        rows: 0..<rows.count, depth: 0, sum: rows.total, bounds: constraints.root,
        split: .none(minimumGain: options.minimumGain))
    ]
    nodes[0].bounds.drawn = levels.columns(ofLevel: 0)
    if options.growth == .symmetric { return growSymmetric(rows, finder: finder) }
    findRootSplit(rows, finder: finder)

    var tree = GrownTree(nodes: [GrownTree.Node(rows: 0..<rows.count, depth: 0)])
    // The leaves so far: their numbers in the tree and among the nodes that were looked at.
    var open = [(position: 0, node: 0)]
    while open.count < options.leaves {
      guard let pick = mostGaining(open.map(\.node)) else { break }
      let node = open[pick].node
      if nodes[node].left < 0 {
        explore(batch(from: open.map(\.node), splitsLeft: options.leaves - open.count), rows, finder: finder)
        // Too small sides may have changed the node's split, so choose anew.
        continue
      }
      let position = open[pick].position
      let left = nodes[node].left
      tree.nodes[position].split = nodes[node].split
      tree.nodes[position].left = tree.nodes.count
      for child in [left, left + 1] {
        tree.nodes.append(
          GrownTree.Node(rows: nodes[child].rows, depth: nodes[child].depth, bounds: nodes[child].bounds))
      }
      open[pick] = (tree.nodes.count - 2, left)
      open.append((tree.nodes.count - 1, left + 1))
    }
    for (leaf, entry) in open.enumerated() { tree.nodes[entry.position].leaf = leaf }
    return tree
  }

  /// Whether it is node `a`'s turn before node `b`'s.
  private func comesBefore(_ a: Node, _ b: Node) -> Bool {
    if options.growth == .depthwise, a.depth != b.depth { return a.depth < b.depth }
    return a.split.gain > b.split.gain
  }

  /// The position of the node whose turn it is, the first of equals; nil where no split gains anything.
  private func mostGaining(_ open: [Int]) -> Int? {
    var pick: Int?
    for (position, node) in open.enumerated() where nodes[node].split.exists {
      if let before = pick, !comesBefore(nodes[node], nodes[open[before]]) { continue }
      pick = position
    }
    return pick
  }

  /// The unexplored nodes whose turn comes next, fewer towards the end of the tree, when fewer will get theirs.
  private func batch(from open: [Int], splitsLeft: Int) -> [Int] {
    var waiting = open.filter { nodes[$0].left < 0 && nodes[$0].split.exists }
    var batch: [Int] = []
    while batch.count < max(1, min(batchLimit, splitsLeft / 2)), let position = mostGaining(waiting) {
      batch.append(waiting.remove(at: position))
    }
    return batch
  }

  /// Most splits between the root and a leaf.
  var depthLimit: Int { options.maximumDepth > 0 ? options.maximumDepth : Self.deepest }

  func isSplittable(_ node: Node) -> Bool {
    node.rows.count / 2 >= options.minimumRows && node.depth < depthLimit
  }

  private func findRootSplit(_ rows: TreeRows, finder: SplitFinder) {
    guard isSplittable(nodes[0]) else { return }
    nodes[0].histogram = histograms.take()
    let filled = histograms.fill(
      [NodeHistograms.Job(rows: nodes[0].rows, histogram: nodes[0].histogram)], list: nil, rows: rows,
      layout: finder.layout)
    let histogram = histograms.entries(nodes[0].histogram)
    let root = SplitFinder.Node(total: nodes[0].sum, bounds: nodes[0].bounds)
    let layout = finder.layout
    let none = SplitCandidate.none(minimumGain: options.minimumGain)
    let found = AlignedArray<SplitCandidate>(count: layout.chunkCount, repeating: none)
    let candidates = found.view
    team.forEach(layout.chunkCount) { chunk, _ in
      for variable in layout.chunk(chunk) { filled.collect(job: 0, entries: layout.entries(of: variable)) }
      candidates[chunk] = finder.best(of: layout.chunk(chunk), histogram: histogram, node: root)
    }
    nodes[0].split = finder.best(of: candidates)
  }

  /// Divides nodes and finds the best splits of their children.
  ///
  /// A node whose best split leaves too few rows on a side is not explored, but gets the best split that does not.
  private func explore(_ batch: [Int], _ rows: TreeRows, finder: SplitFinder) {
    let divisions = batch.map { node in
      let variable = Int(nodes[node].split.variable)
      return RowPartition.Division(
        rows: nodes[node].rows, variable: variable, table: nodes[node].split.leftTable(bins: bins[variable]))
    }
    let leftCounts = partition.divide(divisions, rows: rows, team: team)
    var explored: [Int] = []
    var refused: [Int] = []
    for (node, leftCount) in zip(batch, leftCounts) {
      let all = nodes[node].rows
      if min(leftCount, all.count - leftCount) < options.minimumRows {
        refused.append(node)
        continue
      }
      let left = appendChildren(of: node, split: nodes[node].split, leftCount: leftCount, finder: finder)
      if isSplittable(nodes[left]) || isSplittable(nodes[left + 1]) {
        explored.append(node)
      } else {
        histograms.giveBack(nodes[node].histogram)
      }
    }
    if !explored.isEmpty { findSplits(below: explored, rows, finder: finder) }
    if !refused.isEmpty { findCountedSplits(of: refused, rows, finder: finder) }
  }

  /// Notes the children of a node whose first `leftCount` rows go left; returns the number of the left one.
  func appendChildren(of node: Int, split: SplitCandidate, leftCount: Int, finder: SplitFinder) -> Int {
    let parent = nodes[node]
    let rightSum = parent.sum - split.left
    var bounds = constraints.children(
      of: parent.bounds, variable: Int(split.variable),
      leftValue: finder.value(of: split.left, bounds: parent.bounds),
      rightValue: finder.value(of: rightSum, bounds: parent.bounds))
    bounds.left.drawn = levels.columns(ofLevel: parent.depth + 1)
    bounds.right.drawn = bounds.left.drawn
    let middle = parent.rows.lowerBound + leftCount
    let none = SplitCandidate.none(minimumGain: options.minimumGain)
    nodes[node].left = nodes.count
    nodes.append(
      Node(
        rows: parent.rows.lowerBound..<middle, depth: parent.depth + 1, sum: split.left, bounds: bounds.left,
        split: none))
    nodes.append(
      Node(
        rows: middle..<parent.rows.upperBound, depth: parent.depth + 1, sum: rightSum, bounds: bounds.right,
        split: none))
    return nodes.count - 2
  }

  /// Two children of one node; the larger one's histogram is what the smaller one's leaves of the parent's.
  private struct ChildPair: Sendable {
    var small: Int
    var large: Int
    var smallNode: SplitFinder.Node
    var largeNode: SplitFinder.Node
    var isSmallWanted: Bool
    var isLargeWanted: Bool
    var smallHistogram: SharedBuffer<Int64>
    var largeHistogram: SharedBuffer<Int64>
  }

  /// The children of `parents`, with histograms for each: the larger child takes over the parent's.
  private func pairs(below parents: [Int]) -> [ChildPair] {
    var pairs: [ChildPair] = []
    for parent in parents {
      let left = nodes[parent].left
      let isLeftSmall = nodes[left].rows.count <= nodes[left + 1].rows.count
      let (small, large) = isLeftSmall ? (left, left + 1) : (left + 1, left)
      nodes[small].histogram = histograms.take()
      nodes[large].histogram = nodes[parent].histogram
      nodes[parent].histogram = -1
      pairs.append(
        ChildPair(
          small: small, large: large,
          smallNode: SplitFinder.Node(total: nodes[small].sum, bounds: nodes[small].bounds),
          largeNode: SplitFinder.Node(total: nodes[large].sum, bounds: nodes[large].bounds),
          isSmallWanted: isSplittable(nodes[small]), isLargeWanted: isSplittable(nodes[large]),
          smallHistogram: histograms.entries(nodes[small].histogram),
          largeHistogram: histograms.entries(nodes[large].histogram)))
    }
    return pairs
  }

  /// Fills the histograms of the children of `parents` and finds their best splits.
  private func findSplits(below parents: [Int], _ rows: TreeRows, finder: SplitFinder) {
    let pairs = self.pairs(below: parents)
    let jobs = pairs.map {
      NodeHistograms.Job(rows: nodes[$0.small].rows, histogram: nodes[$0.small].histogram)
    }
    let filled = histograms.fill(jobs, list: partition.list, rows: rows, layout: finder.layout)
    let layout = finder.layout
    let chunks = layout.chunkCount
    let none = SplitCandidate.none(minimumGain: options.minimumGain)
    let found = AlignedArray<SplitCandidate>(count: 2 * chunks * pairs.count, repeating: none)
    let candidates = found.view
    team.forEach(pairs.count * chunks) { index, _ in
      let job = index / chunks
      let pair = pairs[job]
      let variables = layout.chunk(index % chunks)
      for variable in variables {
        let entries = layout.entries(of: variable)
        filled.collect(job: job, entries: entries)
        pair.largeHistogram[entries].subtract(pair.smallHistogram[entries])
      }
      let position = 2 * job * chunks + index % chunks
      if pair.isSmallWanted {
        candidates[position] = finder.best(
          of: variables, histogram: pair.smallHistogram, node: pair.smallNode)
      }
      if pair.isLargeWanted {
        candidates[position + chunks] = finder.best(
          of: variables, histogram: pair.largeHistogram, node: pair.largeNode)
      }
    }
    for (job, pair) in pairs.enumerated() {
      let start = 2 * job * chunks
      nodes[pair.small].split = finder.best(of: candidates[start..<start + chunks])
      nodes[pair.large].split = finder.best(of: candidates[start + chunks..<start + 2 * chunks])
      for child in [pair.small, pair.large] where !nodes[child].split.exists {
        histograms.giveBack(nodes[child].histogram)
        nodes[child].histogram = -1
      }
    }
  }

  /// Finds the best splits of nodes that leave enough rows on each side.
  private func findCountedSplits(of batch: [Int], _ rows: TreeRows, finder: SplitFinder) {
    let jobs = batch.map { NodeHistograms.Job(rows: nodes[$0].rows, histogram: histograms.take()) }
    let filled = histograms.fill(
      jobs, list: partition.list, rows: rows, layout: finder.layout, countsRows: true)
    let layout = finder.layout
    let chunks = layout.chunkCount
    let none = SplitCandidate.none(minimumGain: options.minimumGain)
    let found = AlignedArray<SplitCandidate>(count: chunks * batch.count, repeating: none)
    let candidates = found.view
    let counted = batch.map { SplitFinder.Node(total: nodes[$0].sum, bounds: nodes[$0].bounds) }
    let sumHistograms = batch.map { histograms.entries(nodes[$0].histogram) }
    let countHistograms = jobs.map { histograms.entries($0.histogram) }
    team.forEach(batch.count * chunks) { index, _ in
      let job = index / chunks
      var best = none
      for variable in layout.chunk(index % chunks) where counted[job].bounds.allows(variable) {
        filled.collect(job: job, entries: layout.entries(of: variable))
        let candidate = finder.bestCounted(
          variable: variable, histogram: sumHistograms[job], counts: countHistograms[job],
          node: counted[job])
        if candidate.exists, candidate.gain > best.gain { best = candidate }
      }
      candidates[index] = best
    }
    for (job, node) in batch.enumerated() {
      nodes[node].split = finder.best(of: candidates[job * chunks..<(job + 1) * chunks])
      histograms.giveBack(jobs[job].histogram)
      if !nodes[node].split.exists {
        histograms.giveBack(nodes[node].histogram)
        nodes[node].histogram = -1
      }
    }
  }
}

extension SplitFinder {
  /// The best split by some variables; the first of equals.
  func best(of variables: ArraySlice<Int>, histogram: SharedBuffer<Int64>, node: Node) -> SplitCandidate {
    var best = SplitCandidate.none(minimumGain: options.minimumGain)
    for variable in variables where node.bounds.allows(variable) {
      let candidate = self.best(variable: variable, histogram: histogram, node: node)
      if candidate.exists, candidate.gain > best.gain { best = candidate }
    }
    return best
  }

  /// The best of several splits; the first of equals.
  func best(of candidates: SharedBuffer<SplitCandidate>) -> SplitCandidate {
    var best = SplitCandidate.none(minimumGain: options.minimumGain)
    for candidate in candidates.elements where candidate.exists && candidate.gain > best.gain {
      best = candidate
    }
    return best
  }
}
