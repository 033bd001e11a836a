import Numerics

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
    var missingGoesLeft: Bool
  }

  /// One tree, as long as the forest lives.
  struct Tree {
    let nodes: UnsafeMutablePointer<Node>
    let values: UnsafeMutablePointer<Double>
    let depth: Int
    let hasCategories: Bool
    let categories: UnsafeMutablePointer<CategoryBits>
    let words: UnsafeMutablePointer<UInt64>
  }

  private struct TreeSpan: Sendable {
    var firstNode: Int
    var depth: Int
    var hasCategories: Bool
  }

  let baseMargin: Double
  /// The variables that the trees ask for, at least one; the others are never read.
  let variables: [Int32]
  private let spans: [TreeSpan]
  private let nodes: AlignedArray<Node>
  private let values: AlignedArray<Double>
  private let categories: AlignedArray<CategoryBits>
  private let words: AlignedArray<UInt64>

  /// Packs a forest that has passed ``ScoringModel/validate()``; `lanes` rows make a group of keys.
  init(_ forest: Forest, lanes: Int) {
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
      for (place, index) in order.places.enumerated() {
        let node = tree.nodes[index]
        let target = firstNode + place
        values.view[target] = node.value
        if node.isLeaf {
          nodes.view[target] = Node(keyOffset: 0, low: .min, span: .max, child: Int32(place))
          continue
        }
        let child = order.firstChild[place]
        let low = node.missingGoesLeft ? Int32.min : Int32.min + 1
        if node.categorySet < 0 {
          let span = UInt32(bitPattern: OrderedKey.key(node.threshold) &- low)
          nodes.view[target] = Node(
            keyOffset: slots[Int(node.variable)], low: low, span: span, child: child)
        } else {
          let codes = tree.categorySets[Int(node.categorySet)]
          nodes.view[target] = Node(
            keyOffset: ~slots[Int(node.variable)], low: low, span: UInt32(categories.count), child: child)
          let codeCount = (codes.last ?? 0) + 1
          categories.append(
            CategoryBits(firstWord: words.count, codeCount: codeCount, missingGoesLeft: node.missingGoesLeft))
          let firstWord = words.count
          words.append(contentsOf: repeatElement(0, count: (Int(codeCount) + 63) / 64))
          for code in codes { words[firstWord + Int(code / 64)] |= 1 << UInt64(code % 64) }
        }
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
  private static func siblingOrder(of tree: DecisionTree) -> (places: [Int], firstChild: [Int32], depth: Int)
  {
    var places = [0]
    var depths = [0]
    var firstChild: [Int32] = []
    var next = 0
    while next < places.count {
      let node = tree.nodes[places[next]]
      if node.isLeaf {
        firstChild.append(Int32(next))
      } else {
        firstChild.append(Int32(places.count))
        places.append(Int(node.left))
        places.append(Int(node.right))
        depths.append(depths[next] + 1)
        depths.append(depths[next] + 1)
      }
      next += 1
    }
    return (places, firstChild, depths[depths.count - 1])
  }

  /// Calls `body` with each tree in order.
  @inline(__always)
  func withTrees(_ body: (Tree) -> Void) {
    for span in spans {
      body(
        Tree(
          nodes: nodes.view.base + span.firstNode, values: values.view.base + span.firstNode,
          depth: span.depth, hasCategories: span.hasCategories, categories: categories.view.base,
          words: words.view.base))
    }
  }

  /// Writes the keys of up to `lanes` rows, variable by variable; absent rows get missing values.
  func loadKeys(of block: ColumnBlock, rows: Range<Int>, into keys: UnsafeMutablePointer<Int32>) {
    let lanes = WalkingForestEngine.lanes
    for (slot, variable) in variables.enumerated() {
      let column = block.values.base + (Int(variable) * block.columnStride + rows.lowerBound)
      let target = keys + slot * lanes
      for lane in 0..<rows.count { target[lane] = OrderedKey.key(column[lane]) }
      for lane in rows.count..<lanes { target[lane] = OrderedKey.missing }
    }
  }
}

extension PackedForest.Tree {
  /// Steps between two looks at whether every row has reached its leaf.
  private static var stepsPerLook: Int { 3 }

  /// Leads `lanes` rows from the root to their leaves; `positions` receives the leaves.
  @inline(__always)
  func walk(keys: UnsafeMutablePointer<Int32>, lanes: Int, positions: UnsafeMutablePointer<Int32>) {
    for lane in 0..<lanes { positions[lane] = 0 }
    var remaining = depth
    while remaining > 0 {
      for _ in 0..<min(remaining, Self.stepsPerLook) {
        if hasCategories {
          for lane in 0..<lanes { positions[lane] = stepAnyKind(positions[lane], keys: keys + lane) }
        } else {
          for lane in 0..<lanes { positions[lane] = step(positions[lane], keys: keys + lane) }
        }
      }
      remaining -= Self.stepsPerLook
      var walking: Int32 = 0
      for lane in 0..<lanes { walking |= nodes[Int(positions[lane])].child ^ positions[lane] }
      if walking == 0 { return }
    }
  }

  /// One step of one row through a node that compares numbers, or on the spot at a leaf.
  @inline(__always)
  private func step(_ position: Int32, keys: UnsafeMutablePointer<Int32>) -> Int32 {
    let node = nodes[Int(position)]
    let distance = UInt32(bitPattern: keys[Int(node.keyOffset)] &- node.low)
    return node.child &+ (distance > node.span ? 1 : 0)
  }

  /// One step of one row through any node.
  @inline(__always)
  private func stepAnyKind(_ position: Int32, keys: UnsafeMutablePointer<Int32>) -> Int32 {
    let node = nodes[Int(position)]
    if node.keyOffset >= 0 { return step(position, keys: keys) }
    let set = categories[Int(node.span)]
    let key = keys[Int(~node.keyOffset)]
    var isListed = false
    // Negative keys are NaN and negative numbers.
    if key >= 0, let code = UInt32(exactly: OrderedKey.value(key)), code < set.codeCount {
      isListed = words[set.firstWord + Int(code / 64)] >> UInt64(code % 64) & 1 == 1
    }
    return node.child &+ (isListed != set.missingGoesLeft ? 0 : 1)
  }
}
