import CKernels

/// A forest as columns of byte codes, and the nodes by the leaves that they rule out.
struct MaskLayout: Sendable {
  static let mostLeaves = 256

  let codes: CodeColumns
  private(set) var trees: [churn_mask_tree] = []
  private(set) var bytes: [churn_mask_byte] = []
  private(set) var cuts: [churn_mask_cut] = []
  private(set) var leaves: [Double] = []

  /// Nil where a tree has too many leaves or the trees have too many splits.
  init?(_ forest: Forest) {
    guard forest.trees.allSatisfy({ $0.nodes.count < 2 * Self.mostLeaves }) else { return nil }
    guard let codes = CodeColumns(forest) else { return nil }
    self.codes = codes
    for tree in forest.trees { append(tree) }
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
      let position = codes.position(of: node, in: tree)
      for byte in first / 8...(end - 1) / 8 {
        let from = max(first, 8 * byte) - 8 * byte
        let to = min(end, 8 * byte + 8) - 8 * byte
        let cut = churn_mask_cut(
          column: UInt16(position.column), code: Int8(position.code - 128),
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
