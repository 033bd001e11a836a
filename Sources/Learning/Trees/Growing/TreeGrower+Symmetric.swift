import CKernels
import Parallel

extension TreeGrower {
  /// A question that all leaves of a level are asked, and what it gains in all of them together.
  private struct Question: BitwiseCopyable, Sendable {
    var gain: Double
    var variable: Int32 = -1
    var lastLeftBin: Int32 = 0
    var listedBins = BinSet()
    var missingGoesLeft = false
  }

  /// Grows a tree whose leaves are all split by the same question, level by level.
  ///
  /// The question is the one that gains most in all leaves together; a leaf that it leaves too light on a side
  /// counts as gaining nothing. A leaf whose rows all go to one side stays whole and is asked again on the next level.
  func growSymmetric(_ rows: TreeRows, finder: SplitFinder) -> GrownTree {
    var tree = GrownTree(nodes: [GrownTree.Node(rows: nodes[0].rows, depth: 0)])
    var level = [(place: 0, node: 0)]
    let levels = min(depthLimit, options.leaves.bitWidth - 1 - options.leaves.leadingZeroBitCount)
    nodes[0].histogram = histograms.take()
    fillHistograms([(small: 0, large: nil)], rows, layout: finder.layout)
    for depth in 0..<levels {
      // A leaf that was left whole is asked with its level's variables, not with those of the level that it is from.
      for entry in level { nodes[entry.node].bounds.drawn = self.levels.columns(ofLevel: depth) }
      guard let question = bestQuestion(level.map(\.node), finder: finder) else { break }
      var halves: [(small: Int, large: Int?)] = []
      var next: [(place: Int, node: Int)] = []
      let splits = level.map { candidate(question, node: $0.node, finder: finder) }
      let divisions = zip(level, splits).map { entry, split in
        RowPartition.Division(
          rows: nodes[entry.node].rows, variable: Int(question.variable),
          table: split.leftTable(bins: bins[Int(question.variable)]))
      }
      let leftCounts = partition.divide(divisions, rows: rows, team: team)
      for ((entry, split), leftCount) in zip(zip(level, splits), leftCounts) {
        let parent = nodes[entry.node]
        if leftCount == 0 || leftCount == parent.rows.count {
          next.append(entry)
          continue
        }
        let left = appendChildren(of: entry.node, split: split, leftCount: leftCount, finder: finder)
        tree.nodes[entry.place].split = split
        tree.nodes[entry.place].left = tree.nodes.count
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
    for (leaf, entry) in level.enumerated() { tree.nodes[entry.place].leaf = leaf }
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

  /// The question that gains most in all nodes together; nil where none gains enough.
  private func bestQuestion(_ level: [Int], finder: SplitFinder) -> Question? {
    let asked = level.map { node in
      (
        node: SplitFinder.Node(total: nodes[node].sum, bounds: nodes[node].bounds),
        histogram: histograms.entries(nodes[node].histogram)
      )
    }
    let layout = finder.layout
    let none = Question(gain: options.minimumGain)
    let found = AlignedArray<Question>(count: layout.drawn.count, repeating: none)
    let questions = found.view
    let bins = bins
    team.forEach(layout.drawn.count) { place, _ in
      let variable = layout.drawn[place]
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
          best = Question(gain: missingRight[bin], variable: Int32(variable), lastLeftBin: Int32(bin))
        }
        for bin in stride(from: 0, to: hasMissing ? valueBinCount - 1 : 0, by: 1)
        where missingLeft[bin] > best.gain {
          best = Question(
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
        questions[place] = best
      case .categories(let codes, _):
        questions[place] = Self.bestCategoryQuestion(
          variable, codeCount: codes.count, asked: asked, finder: finder)
      }
    }
    var best = none
    for question in questions.elements where question.variable >= 0 && question.gain > best.gain {
      best = question
    }
    return best.variable >= 0 ? best : nil
  }

  /// Categories in the order of gradient / hessian over all nodes together; as for single nodes, the best subset is
  /// looked for among those from the start of that order.
  private static func bestCategoryQuestion(
    _ variable: Int, codeCount: Int, asked: [(node: SplitFinder.Node, histogram: SharedBuffer<Int64>)],
    finder: SplitFinder
  ) -> Question {
    let options = finder.options
    let start = finder.layout.starts[variable]
    let countStart = finder.layout.countStarts[variable] ?? start
    var best = Question(gain: options.minimumGain)
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
        var question = Question(gain: 0, variable: Int32(variable), missingGoesLeft: missingGoesLeft)
        for entry in missingGoesLeft ? listed[count...] : listed[..<count] {
          question.listedBins.insert(entry.bin)
        }
        for (node, histogram) in asked {
          let left = leftSum(question, codeCount: codeCount, histogram: histogram[start...])
          question.gain += finder.categoryGain(left, of: node) ?? 0
        }
        if question.gain > best.gain { best = question }
      }
    }
    return best
  }

  /// Sum of the bins that go left by a question of categories.
  private static func leftSum(
    _ question: Question, codeCount: Int, histogram: SharedBuffer<Int64>
  ) -> PackedSum {
    var sum = PackedSum.zero
    for bin in 0...codeCount {
      let goesLeft =
        bin == codeCount
        ? question.missingGoesLeft : question.listedBins.contains(bin) != question.missingGoesLeft
      if goesLeft { sum += PackedSum(bits: histogram[bin]) }
    }
    return sum
  }

  /// The split of a node by a question.
  private func candidate(_ question: Question, node: Int, finder: SplitFinder) -> SplitCandidate {
    let variable = Int(question.variable)
    let histogram = histograms.entries(nodes[node].histogram)[finder.layout.starts[variable]...]
    var split = SplitCandidate(
      gain: 0, variable: question.variable, lastLeftBin: question.lastLeftBin,
      listedBins: question.listedBins,
      missingGoesLeft: question.missingGoesLeft)
    let asked = SplitFinder.Node(total: nodes[node].sum, bounds: nodes[node].bounds)
    switch bins[variable] {
    case .numbers(_, let valueBinCount, _):
      for bin in 0...Int(question.lastLeftBin) { split.left += PackedSum(bits: histogram[bin]) }
      if question.missingGoesLeft { split.left += PackedSum(bits: histogram[valueBinCount]) }
      split.gain = finder.numberGain(split.left, of: asked, variable: variable) ?? 0
    case .categories(let codes, _):
      split.left = Self.leftSum(question, codeCount: codes.count, histogram: histogram)
      split.gain = finder.categoryGain(split.left, of: asked) ?? 0
    }
    return split
  }
}
