import CKernels
import Parallel

extension TreeGrower {
  /// A split that all leaves of a level are asked, and what it gains in all of them together.
  private struct LevelSplit: BitwiseCopyable, Sendable {
    var gain: Double
    var variable: Int32 = -1
    var lastLeftBin: Int32 = 0
    var listedBins = BinSet()
    var missingGoesLeft = false
  }

  /// Grows a tree whose leaves are all split by the same split, level by level.
  ///
  /// The split is the one that gains most in all leaves together; a leaf that it leaves too light on a side
  /// counts as gaining nothing. A leaf whose rows all go to one side stays whole and is asked again on the next level.
  func growSymmetric(_ rows: TreeRows, finder: SplitFinder) -> GrownTree {
    var tree = GrownTree(nodes: [GrownTree.Node(rows: nodes[0].rows, depth: 0)])
    var level = [(position: 0, node: 0)]
    let levels = min(depthLimit, options.leaves.bitWidth - 1 - options.leaves.leadingZeroBitCount)
    nodes[0].histogram = histograms.take()
    fillHistograms([(small: 0, large: nil)], rows, layout: finder.layout)
    for depth in 0..<levels {
      // A leaf that was left whole is asked with its level's variables, not with those of the level that it is from.
      for entry in level { nodes[entry.node].bounds.drawn = self.levels.columns(ofLevel: depth) }
      guard let split = bestSplit(level.map(\.node), finder: finder) else { break }
      var halves: [(small: Int, large: Int?)] = []
      var next: [(position: Int, node: Int)] = []
      let splits = level.map { candidate(split, node: $0.node, finder: finder) }
      let divisions = zip(level, splits).map { entry, split in
        RowPartition.Division(
          rows: nodes[entry.node].rows, variable: Int(split.variable),
          table: split.leftTable(bins: bins[Int(split.variable)]))
      }
      let leftCounts = partition.divide(divisions, rows: rows, team: team)
      for ((entry, split), leftCount) in zip(zip(level, splits), leftCounts) {
        let parent = nodes[entry.node]
        if leftCount == 0 || leftCount == parent.rows.count {
          next.append(entry)
          continue
        }
        let left = appendChildren(of: entry.node, split: split, leftCount: leftCount, finder: finder)
        tree.nodes[entry.position].split = split
        tree.nodes[entry.position].left = tree.nodes.count
        for child in [left, left + 1] {
          next.append((tree.nodes.count, child))
          tree.nodes.append(
            GrownTree.Node(rows: nodes[child].rows, depth: nodes[child].depth, bounds: nodes[child].bounds))
        }
        let isLeftSmall = nodes[left].rows.count <= nodes[left + 1].rows.count
        let (small, large) = isLeftSmall ? (left, left + 1) : (left + 1, left)
        nodes[large].histogram = parent.histogram
        nodes[small].histogram = histograms.take()
        halves.append((small, large))
      }
      if halves.isEmpty { break }
      level = next
      if depth + 1 < levels { fillHistograms(halves, rows, layout: finder.layout) }
    }
    for (leaf, entry) in level.enumerated() { tree.nodes[entry.position].leaf = leaf }
    return tree
  }

  /// Fills the histograms of small children, and takes them off those of the large ones, which hold their parents'.
  private func fillHistograms(
    _ halves: [(small: Int, large: Int?)], _ rows: TreeRows, layout: HistogramLayout
  ) {
    let jobs = halves.map {
      NodeHistograms.Job(rows: nodes[$0.small].rows, histogram: nodes[$0.small].histogram)
    }
    let filled = histograms.fill(jobs, list: partition.list, rows: rows, layout: layout)
    let small = halves.map { histograms.entries(nodes[$0.small].histogram) }
    let large = halves.map { half in half.large.map { histograms.entries(nodes[$0].histogram) } }
    let chunks = layout.chunkCount
    team.forEach(halves.count * chunks) { index, _ in
      let job = index / chunks
      for variable in layout.chunk(index % chunks) {
        let entries = layout.entries(of: variable)
        filled.collect(job: job, entries: entries)
        guard let large = large[job] else { continue }
        large[entries].subtract(small[job][entries])
      }
    }
  }

  /// The split that gains most in all nodes together; nil where none gains enough.
  private func bestSplit(_ level: [Int], finder: SplitFinder) -> LevelSplit? {
    let asked = level.map { node in
      (
        node: SplitFinder.Node(total: nodes[node].sum, bounds: nodes[node].bounds),
        histogram: histograms.entries(nodes[node].histogram)
      )
    }
    let layout = finder.layout
    let none = LevelSplit(gain: options.minimumGain)
    let found = AlignedArray<LevelSplit>(count: layout.drawn.count, repeating: none)
    let splits = found.view
    let bins = bins
    team.forEach(layout.drawn.count) { position, _ in
      let variable = layout.drawn[position]
      guard asked.allSatisfy({ $0.node.bounds.allows(variable) }) else { return }
      switch bins[variable] {
      case .numbers(_, let valueBinCount, let isBounded):
        var missingRight = [Double](repeating: 0, count: 256)
        var missingLeft = missingRight
        var hasMissing = false
        for (node, histogram) in asked {
          let start = histogram[layout.starts[variable]...]
          hasMissing = hasMissing || start[valueBinCount] != 0
          TreeKernels.addThresholdGains(
            start, binCount: valueBinCount, total: node.total,
            terms: finder.terms(node, variable: variable, light: 0), missingRight: &missingRight,
            missingLeft: &missingLeft)
        }
        var best = none
        let lastSplit = hasMissing && isBounded ? valueBinCount : valueBinCount - 1
        for bin in stride(from: 0, to: lastSplit, by: 1) where missingRight[bin] > best.gain {
          best = LevelSplit(gain: missingRight[bin], variable: Int32(variable), lastLeftBin: Int32(bin))
        }
        for bin in stride(from: 0, to: hasMissing ? valueBinCount - 1 : 0, by: 1)
        where missingLeft[bin] > best.gain {
          best = LevelSplit(
            gain: missingLeft[bin], variable: Int32(variable), lastLeftBin: Int32(bin), missingGoesLeft: true)
        }
        if !hasMissing, best.variable >= 0 {
          // Nobody knows where missing values belong: with the heavier side.
          let left = asked.reduce(Int64(0)) { sum, one in
            let start = one.histogram[layout.starts[variable]...]
            return sum
              + (0...Int(best.lastLeftBin)).reduce(Int64(0)) { $0 + PackedSum(bits: start[$1]).hessian }
          }
          best.missingGoesLeft = 2 * left >= asked.reduce(Int64(0)) { $0 + $1.node.total.hessian }
        }
        splits[position] = best
      case .categories(let codes, _):
        splits[position] = Self.bestCategorySplit(
          variable, codeCount: codes.count, asked: asked, finder: finder)
      }
    }
    var best = none
    for split in splits.elements where split.variable >= 0 && split.gain > best.gain {
      best = split
    }
    return best.variable >= 0 ? best : nil
  }

  /// Categories in the order of gradient / hessian over all nodes together; as for single nodes, the best subset is
  /// looked for among those from the start of that order.
  private static func bestCategorySplit(
    _ variable: Int, codeCount: Int, asked: [(node: SplitFinder.Node, histogram: SharedBuffer<Int64>)],
    finder: SplitFinder
  ) -> LevelSplit {
    let options = finder.options
    let start = finder.layout.starts[variable]
    let countStart = finder.layout.countStarts[variable] ?? start
    var best = LevelSplit(gain: options.minimumGain)
    var listed: [(statistic: Double, bin: Int)] = []
    for bin in 0..<codeCount {
      let sum = asked.reduce(PackedSum.zero) { $0 + PackedSum(bits: $1.histogram[start + bin]) }
      let rows = asked.reduce(Int64(0)) { $0 + $1.histogram[countStart + bin] }
      guard rows >= options.minimumCategoryRows else { continue }
      let scale = finder.scale
      listed.append((scale.gradient(sum) / (scale.hessian(sum) + options.categorySmoothing), bin))
    }
    listed.sort { $0 < $1 }
    for count in stride(from: 1, through: listed.count, by: 1) {
      for missingGoesLeft in [false, true] {
        var split = LevelSplit(gain: 0, variable: Int32(variable), missingGoesLeft: missingGoesLeft)
        for entry in missingGoesLeft ? listed[count...] : listed[..<count] {
          split.listedBins.insert(entry.bin)
        }
        for (node, histogram) in asked {
          let left = leftSum(split, codeCount: codeCount, histogram: histogram[start...])
          split.gain += finder.categoryGain(left, of: node) ?? 0
        }
        if split.gain > best.gain { best = split }
      }
    }
    return best
  }

  /// Sum of the bins that go left by a split of categories.
  private static func leftSum(
    _ split: LevelSplit, codeCount: Int, histogram: SharedBuffer<Int64>
  ) -> PackedSum {
    var sum = PackedSum.zero
    for bin in 0...codeCount {
      let goesLeft =
        bin == codeCount
        ? split.missingGoesLeft : split.listedBins.contains(bin) != split.missingGoesLeft
      if goesLeft { sum += PackedSum(bits: histogram[bin]) }
    }
    return sum
  }

  /// What a split of the whole level does to one node.
  private func candidate(_ split: LevelSplit, node: Int, finder: SplitFinder) -> SplitCandidate {
    let variable = Int(split.variable)
    let histogram = histograms.entries(nodes[node].histogram)[finder.layout.starts[variable]...]
    var candidate = SplitCandidate(
      gain: 0, variable: split.variable, lastLeftBin: split.lastLeftBin,
      listedBins: split.listedBins,
      missingGoesLeft: split.missingGoesLeft)
    let asked = SplitFinder.Node(total: nodes[node].sum, bounds: nodes[node].bounds)
    switch bins[variable] {
    case .numbers(_, let valueBinCount, _):
      for bin in 0...Int(split.lastLeftBin) { candidate.left += PackedSum(bits: histogram[bin]) }
      if split.missingGoesLeft { candidate.left += PackedSum(bits: histogram[valueBinCount]) }
      candidate.gain = finder.numberGain(candidate.left, of: asked, variable: variable) ?? 0
    case .categories(let codes, _):
      candidate.left = Self.leftSum(split, codeCount: codes.count, histogram: histogram)
      candidate.gain = finder.categoryGain(candidate.left, of: asked) ?? 0
    }
    return candidate
  }
}
