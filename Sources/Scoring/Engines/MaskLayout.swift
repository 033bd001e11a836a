import CKernels

/// A forest as columns of byte codes, and the nodes by the leaves that they rule out.
struct MaskLayout: Sendable {
  static let mostLeaves = 256
  /// Thresholds that a column of bytes can tell apart, one code being kept for missing values.
  static let mostThresholds = 254
  /// Columns are numbered by sixteen bits; far fewer fit a cache.
  private static let mostColumns = 4096

  /// A column of codes serves all nodes that compare the same variable and send missing values to the same side.
  private struct Source: Hashable {
    var variable: Int32
    var missingGoesLeft: Bool
  }

  private(set) var columns: [churn_code_column] = []
  private(set) var thresholds: [Float] = []
  private(set) var sets = CategoryBits()
  private(set) var trees: [churn_mask_tree] = []
  private(set) var bytes: [churn_mask_byte] = []
  private(set) var cuts: [churn_mask_cut] = []
  private(set) var leaves: [Double] = []

  /// The sorted thresholds of a source, and the first of its columns.
  private var sources: [Source: (thresholds: [Float], firstColumn: Int)] = [:]
  /// The column of each category's question.
  private var questions: [TreeConditions.Condition: Int] = [:]

  /// Nil where a tree has too many leaves or the trees ask too many questions.
  init?(_ forest: Forest) {
    guard forest.trees.allSatisfy({ $0.nodes.count < 2 * Self.mostLeaves }) else { return nil }
    guard makeColumns(forest) else { return nil }
    for tree in forest.trees { append(tree) }
  }

  private mutating func makeColumns(_ forest: Forest) -> Bool {
    var found: [Source: Set<Float>] = [:]
    for tree in forest.trees {
      for node in tree.nodes where !node.isLeaf {
        if node.categorySet >= 0 {
          let question = Self.question(node, tree)
          if questions[question] != nil { continue }
          questions[question] = columns.count
          var column = churn_code_column()
          column.variable = node.variable
          column.is_category = 1
          column.missing_goes_left = node.missingGoesLeft ? 1 : 0
          (column.start, column.set_words) = sets.append(question.codes ?? [])
          columns.append(column)
          if columns.count > Self.mostColumns { return false }
        } else {
          let source = Source(variable: node.variable, missingGoesLeft: node.missingGoesLeft)
          found[source, default: []].insert(node.threshold)
        }
      }
    }
    let ordered = found.keys.sorted {
      ($0.variable, $0.missingGoesLeft ? 1 : 0) < ($1.variable, $1.missingGoesLeft ? 1 : 0)
    }
    for source in ordered {
      let sorted = found[source, default: []].sorted()
      sources[source] = (sorted, columns.count)
      for start in stride(from: 0, to: sorted.count, by: Self.mostThresholds) {
        append(Array(sorted[start..<min(start + Self.mostThresholds, sorted.count)]), of: source)
      }
      if columns.count > Self.mostColumns { return false }
    }
    return true
  }

  private mutating func append(_ sorted: [Float], of source: Source) {
    var column = churn_code_column()
    column.variable = source.variable
    column.missing_goes_left = source.missingGoesLeft ? 1 : 0
    column.start = UInt32(thresholds.count)
    column.steps = 4
    while (1 << column.steps) - 1 < sorted.count { column.steps += 1 }
    thresholds += Self.searchTree(sorted, steps: Int(column.steps))
    columns.append(column)
  }

  /// Thresholds as `churn_code_rows` searches them: place k of 1 ..< 2^steps is followed by 2k for lower values and 2k + 1
  /// for greater ones; place 0 is not used.
  private static func searchTree(_ sorted: [Float], steps: Int) -> [Float] {
    var tree = [Float](repeating: .infinity, count: 1 << steps)
    for level in 0..<steps {
      let width = 1 << (steps - level)
      for node in 0..<1 << level {
        let place = node * width + width / 2 - 1
        if place < sorted.count { tree[(1 << level) + node] = sorted[place] }
      }
    }
    return tree
  }

  private static func question(_ node: DecisionTree.Node, _ tree: DecisionTree) -> TreeConditions.Condition {
    TreeConditions.Condition(
      variable: node.variable, threshold: 0, missingGoesLeft: node.missingGoesLeft,
      codes: tree.categorySets[Int(node.categorySet)])
  }

  /// The column that a node looks at, and the code above which rows go right.
  private func place(of node: DecisionTree.Node, in tree: DecisionTree) -> (column: Int, code: Int) {
    if node.categorySet >= 0 { return (questions[Self.question(node, tree)] ?? 0, 0) }
    let source = Source(variable: node.variable, missingGoesLeft: node.missingGoesLeft)
    guard let known = sources[source] else { preconditionFailure("Every node's source has been found.") }
    var low = 0
    var high = known.thresholds.count
    while low < high {
      let middle = (low + high) / 2
      if known.thresholds[middle] < node.threshold { low = middle + 1 } else { high = middle }
    }
    return (known.firstColumn + low / Self.mostThresholds, low % Self.mostThresholds)
  }

  private mutating func append(_ tree: DecisionTree) {
    var leafCounts = [Int](repeating: 1, count: tree.nodes.count)
    for (index, node) in tree.nodes.enumerated().reversed() where !node.isLeaf {
      leafCounts[index] = leafCounts[Int(node.left)] + leafCounts[Int(node.right)]
    }
    let firstLeaf = leaves.count
    let byteCount = (leafCounts[0] + 7) / 8
    var rightCuts = [[churn_mask_cut]](repeating: [], count: byteCount)
    var leftCuts = rightCuts
    leaves += [Double](repeating: 0, count: leafCounts[0])
    // Each node with the number of its first leaf; of two sides the smaller one is numbered first.
    var stack = [(node: 0, first: 0)]
    while let (index, first) = stack.popLast() {
      let node = tree.nodes[index]
      if node.isLeaf {
        leaves[firstLeaf + first] = node.value
        continue
      }
      let isLeftFirst = leafCounts[Int(node.left)] <= leafCounts[Int(node.right)]
      let before = Int(isLeftFirst ? node.left : node.right)
      let behind = Int(isLeftFirst ? node.right : node.left)
      let end = first + leafCounts[before]
      stack.append((before, first))
      stack.append((behind, end))
      let place = place(of: node, in: tree)
      for byte in first / 8...(end - 1) / 8 {
        let from = max(first, 8 * byte) - 8 * byte
        let to = min(end, 8 * byte + 8) - 8 * byte
        let cut = churn_mask_cut(
          column: UInt16(place.column), code: Int8(place.code - 128),
          clears: UInt8((1 << to) - (1 << from)))
        if isLeftFirst { rightCuts[byte].append(cut) } else { leftCuts[byte].append(cut) }
      }
    }
    trees.append(
      churn_mask_tree(
        first_byte: UInt32(bytes.count), byte_count: UInt32(byteCount), first_leaf: UInt32(firstLeaf)))
    for byte in 0..<byteCount {
      bytes.append(
        churn_mask_byte(
          first_cut: UInt32(cuts.count), right_cuts: UInt16(rightCuts[byte].count),
          left_cuts: UInt16(leftCuts[byte].count)))
      cuts += rightCuts[byte]
      cuts += leftCuts[byte]
    }
  }
}
