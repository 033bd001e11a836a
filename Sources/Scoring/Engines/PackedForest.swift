import Parallel

/// A forest laid out for walking: 16 bytes a node, siblings side by side, numbers compared as whole numbers.
struct PackedForest: Sendable {
  /// A node of 16 bytes, four to a cache line.
  ///
  /// The walk is `next = child + (UInt32(key − low) > span ? 1 : 0)`. With `low` the least key, missing values
  /// pass to the left like small numbers; with `low` one above, they wrap around to the largest number and go
  /// right. Leaves lead to themselves.
  struct Node: BitwiseCopyable {
    /// Offset of the variable's keys in a group; for category nodes its complement, which is negative.
    var keyOffset: Int32
    var low: Int32
    /// Where numbers go left; for category nodes the index of a ``CategoryBits``.
    var span: UInt32
    /// Left child; the right one follows it.
    var child: Int32
  }

  /// A set of category codes as bits.
  struct CategoryBits: BitwiseCopyable {
    var firstWord: Int
    var codeCount: UInt32
  }

  /// One tree, as long as the forest lives.
  struct Tree {
    let nodes: SharedBuffer<Node>
    let values: SharedBuffer<Double>
    let depth: Int
    let hasCategories: Bool
    let categories: SharedBuffer<CategoryBits>
    let words: SharedBuffer<UInt64>
  }

  private struct TreeSpan: Sendable {
    var firstNode: Int
    var depth: Int
    var hasCategories: Bool
  }

  /// Rows whose keys stand side by side.
  static let lanes = 8

  let baseMargin: Double
  /// The variables that the trees split on, at least one; the others are never read.
  let variables: [Int32]
  private let spans: [TreeSpan]
  private let nodes: AlignedArray<Node>
  private let values: AlignedArray<Double>
  private let categories: AlignedArray<CategoryBits>
  private let words: AlignedArray<UInt64>

  /// Packs a forest that has passed ``ScoringModel/validate()``; ``lanes`` rows make a group of keys.
  init(_ forest: Forest) {
    let lanes = Self.lanes
    baseMargin = forest.baseMargin
    var isUsed = [Bool](repeating: false, count: forest.variableCount)
    for tree in forest.trees {
      for node in tree.nodes where !node.isLeaf { isUsed[Int(node.variable)] = true }
    }
    variables = isUsed.indices.filter { isUsed[$0] }.map { Int32($0) }
    var slots = [Int32](repeating: 0, count: forest.variableCount)
    for (slot, variable) in variables.enumerated() { slots[Int(variable)] = Int32(slot * lanes) }

    let nodeCount = forest.trees.reduce(0) { $0 + $1.nodes.count }
    nodes = AlignedArray(count: nodeCount)
    values = AlignedArray(count: nodeCount)
    var spans: [TreeSpan] = []
    var categories: [CategoryBits] = []
    var words: [UInt64] = []
    var firstNode = 0
    for tree in forest.trees {
      let order = Self.siblingOrder(of: tree)
      for (rank, index) in order.nodes.enumerated() {
        let node = tree.nodes[index]
        let target = firstNode + rank
        values.view[target] = node.value
        if node.isLeaf {
          nodes.view[target] = Node(keyOffset: 0, low: .min, span: .max, child: Int32(rank))
          continue
        }
        let child = order.firstChild[rank]
        let low = node.missingGoesLeft ? Int32.min : Int32.min + 1
        if node.categorySet < 0 {
          let span = UInt32(bitPattern: OrderedKey.key(node.threshold) &- low)
          nodes.view[target] = Node(
            keyOffset: slots[Int(node.variable)], low: low, span: span, child: child)
        } else {
          nodes.view[target] = Node(
            keyOffset: ~slots[Int(node.variable)], low: low,
            span: UInt32(categories.count + Int(node.categorySet)), child: child)
        }
      }
      for codes in tree.categorySets {
        let codeCount = (codes.last ?? 0) + 1
        let firstWord = words.count
        categories.append(CategoryBits(firstWord: firstWord, codeCount: codeCount))
        words.append(contentsOf: repeatElement(0, count: (Int(codeCount) + 63) / 64))
        for code in codes { words[firstWord + Int(code / 64)] |= 1 << UInt64(code % 64) }
      }
      spans.append(
        TreeSpan(
          firstNode: firstNode, depth: order.depth,
          hasCategories: tree.nodes.contains { $0.categorySet >= 0 && !$0.isLeaf }))
      firstNode += tree.nodes.count
    }
    self.spans = spans
    self.categories = AlignedArray(count: categories.count)
    for (index, set) in categories.enumerated() { self.categories.view[index] = set }
    self.words = AlignedArray(count: words.count)
    for (index, word) in words.enumerated() { self.words.view[index] = word }
  }

  /// The nodes level by level, so that siblings are neighbours.
  private static func siblingOrder(of tree: DecisionTree) -> (nodes: [Int], firstChild: [Int32], depth: Int) {
    var order = [0]
    var depths = [0]
    var firstChild: [Int32] = []
    var next = 0
    while next < order.count {
      let node = tree.nodes[order[next]]
      if node.isLeaf {
        firstChild.append(Int32(next))
      } else {
        firstChild.append(Int32(order.count))
        order.append(Int(node.left))
        order.append(Int(node.right))
        depths.append(depths[next] + 1)
        depths.append(depths[next] + 1)
      }
      next += 1
    }
    return (order, firstChild, depths[depths.count - 1])
  }

  /// Calls `body` with each tree in order.
  @inline(__always)
  func withTrees(_ body: (Tree) -> Void) {
    for span in spans {
      body(
        Tree(
          nodes: nodes.view[span.firstNode...], values: values.view[span.firstNode...], depth: span.depth,
          hasCategories: span.hasCategories, categories: categories.view, words: words.view))
    }
  }

  /// Writes the keys of up to `lanes` rows, variable by variable; absent rows get missing values.
  func loadKeys(of block: ColumnBlock, rows: Range<Int>, into keys: SharedBuffer<Int32>) {
    let lanes = Self.lanes
    for (slot, variable) in variables.enumerated() {
      let column = block.column(Int(variable), rows)
      let target = keys[(slot * lanes)...]
      for lane in 0..<rows.count { target[lane] = OrderedKey.key(column[lane]) }
      for lane in rows.count..<lanes { target[lane] = OrderedKey.missing }
    }
  }
}

extension PackedForest.Tree {
  /// Leads eight rows, whose keys stand side by side, from the root to their leaves and adds the leaves' values
  /// to `sums`.
  ///
  /// The eight positions are variables of their own so that they stay in registers. Every second step asks
  /// whether anybody still moves.
  @inline(__always)
  func addLeafValues(keys: SharedBuffer<Int32>, sums: SharedBuffer<Double>) {
    if hasCategories {
      for lane in 0..<PackedForest.lanes {
        var position: Int32 = 0
        var before: Int32 = -1
        while position != before {
          (before, position) = (position, stepAnyKind(position, keys: keys[lane...]))
        }
        sums[lane] += values[Int(position)]
      }
      return
    }
    var (a, b, c, d): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
    var (e, f, g, h): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
    for _ in 0..<(depth + 1) / 2 {
      a = step(a, keys: keys)
      b = step(b, keys: keys[1...])
      c = step(c, keys: keys[2...])
      d = step(d, keys: keys[3...])
      e = step(e, keys: keys[4...])
      f = step(f, keys: keys[5...])
      g = step(g, keys: keys[6...])
      h = step(h, keys: keys[7...])
      let before = (a, b, c, d, e, f, g, h)
      a = step(a, keys: keys)
      b = step(b, keys: keys[1...])
      c = step(c, keys: keys[2...])
      d = step(d, keys: keys[3...])
      e = step(e, keys: keys[4...])
      f = step(f, keys: keys[5...])
      g = step(g, keys: keys[6...])
      h = step(h, keys: keys[7...])
      // `^` and `|` bind equally in Swift.
      let moved =
        (a ^ before.0) | (b ^ before.1) | (c ^ before.2) | (d ^ before.3) | (e ^ before.4) | (f ^ before.5)
        | (g ^ before.6) | (h ^ before.7)
      if moved == 0 { break }
    }
    sums[0] += values[Int(a)]
    sums[1] += values[Int(b)]
    sums[2] += values[Int(c)]
    sums[3] += values[Int(d)]
    sums[4] += values[Int(e)]
    sums[5] += values[Int(f)]
    sums[6] += values[Int(g)]
    sums[7] += values[Int(h)]
  }

  /// One step of one row through a node that compares numbers, or on the spot at a leaf.
  @inline(__always)
  private func step(_ position: Int32, keys: SharedBuffer<Int32>) -> Int32 {
    let node = nodes[Int(position)]
    let distance = UInt32(bitPattern: keys[Int(node.keyOffset)] &- node.low)
    return node.child &+ (distance > node.span ? 1 : 0)
  }

  /// One step of one row through any node.
  @inline(__always)
  private func stepAnyKind(_ position: Int32, keys: SharedBuffer<Int32>) -> Int32 {
    let node = nodes[Int(position)]
    if node.keyOffset >= 0 { return step(position, keys: keys) }
    let set = categories[Int(node.span)]
    let key = keys[Int(~node.keyOffset)]
    var isListed = false
    // Negative keys are NaN and negative numbers.
    if key >= 0, let code = UInt32(exactly: OrderedKey.value(key)), code < set.codeCount {
      isListed = words[set.firstWord + Int(code / 64)] >> UInt64(code % 64) & 1 == 1
    }
    let missingGoesLeft = node.low == Int32.min
    return node.child &+ (isListed != missingGoesLeft ? 0 : 1)
  }
}
