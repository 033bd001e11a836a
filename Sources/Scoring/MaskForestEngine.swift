import CKernels
import Numerics

/// Scores a forest whose trees have at most 32 leaves by asking every node of sixty-four rows at once.
///
/// The idea is QuickScorer's (Lucchese et al., SIGIR 2015): nothing is walked, so nothing is waited for; see
/// `masks.c`. Leaf values are added in the order of the trees, so the bits are those of the reference.
struct MaskForestEngine: ScoringEngine {
  /// Rows that are worked on together.
  private static let rows = 64
  static let mostLeaves = 32
  /// Categories with larger codes would need too large sets of bits.
  private static let mostCodes = 1 << 16

  /// One tree's places in the arrays below.
  private struct Tree: Sendable {
    var nodes: Range<Int>
    var leaves: Int
  }

  private let baseMargin: Double
  private let variableCount: Int
  private let trees: [Tree]
  private let nodes: [churn_mask_node]
  private let leaves: [Double]
  private let sets: [UInt32]

  /// Nil where a tree has too many leaves or a category too large a code.
  init?(_ forest: Forest) {
    baseMargin = forest.baseMargin
    variableCount = forest.variableCount
    var trees: [Tree] = []
    var nodes: [churn_mask_node] = []
    var leaves: [Double] = []
    // Never empty, so that there always is a first element to point at.
    var sets: [UInt32] = [0]
    for tree in forest.trees {
      guard tree.nodes.count(where: \.isLeaf) <= Self.mostLeaves else { return nil }
      let start = nodes.count
      let firstLeaf = leaves.count
      // Leaves are numbered from left to right; each inner node comes back once its left side is numbered.
      var stack: [(node: Int, firstLeaf: Int?)] = [(0, nil)]
      while let (index, first) = stack.popLast() {
        let node = tree.nodes[index]
        if node.isLeaf {
          leaves.append(node.value)
          continue
        }
        guard let first else {
          stack.append((Int(node.right), nil))
          stack.append((index, leaves.count - firstLeaf))
          stack.append((Int(node.left), nil))
          continue
        }
        let below = leaves.count - firstLeaf
        let leftLeaves = UInt32(
          truncatingIfNeeded: (UInt64(1) << UInt64(below)) - (UInt64(1) << UInt64(first)))
        var packed = churn_mask_node()
        packed.threshold = node.threshold
        packed.variable = node.variable
        packed.keeps = ~leftLeaves
        packed.missing_goes_left = node.missingGoesLeft ? 1 : 0
        if node.categorySet >= 0 {
          let codes = tree.categorySets[Int(node.categorySet)]
          guard let words = Self.append(codes, to: &sets) else { return nil }
          packed.is_category = 1
          packed.set_start = UInt32(sets.count - words)
          packed.set_words = UInt32(words)
        }
        nodes.append(packed)
      }
      trees.append(Tree(nodes: start..<nodes.count, leaves: firstLeaf))
    }
    self.trees = trees
    self.nodes = nodes
    self.leaves = leaves
    self.sets = sets
  }

  /// Adds a set of codes as bits and returns the number of words; nil where a code is too large.
  private static func append(_ codes: [UInt32], to sets: inout [UInt32]) -> Int? {
    guard let greatest = codes.max() else { return 0 }
    guard greatest < mostCodes else { return nil }
    var words = [UInt32](repeating: 0, count: Int(greatest / 32) + 1)
    for code in codes { words[Int(code / 32)] |= 1 << (code % 32) }
    sets += words
    return words.count
  }

  func writeMargins(of block: ColumnBlock, into margins: SharedBuffer<Double>) {
    let together = Self.rows
    let sums = AlignedArray<Double>(count: together)
    let padded = AlignedArray<Float>(count: together * max(1, variableCount))
    var first = 0
    while first < block.rowCount {
      let count = min(together, block.rowCount - first)
      for row in 0..<together { sums.view[row] = baseMargin }
      if count == together {
        addLeaves(to: sums.view, values: UnsafePointer(block.values.base + first), stride: block.columnStride)
      } else {
        for variable in 0..<variableCount {
          for row in 0..<count { padded.view[variable * together + row] = block[first + row, variable] }
        }
        addLeaves(to: sums.view, values: UnsafePointer(padded.view.base), stride: together)
      }
      for row in 0..<count { margins[first + row] = sums.view[row] }
      first += count
    }
    withExtendedLifetime((sums, padded)) {}
  }

  private func addLeaves(to sums: SharedBuffer<Double>, values: UnsafePointer<Float>, stride: Int) {
    nodes.withUnsafeBufferPointer { nodes in
      leaves.withUnsafeBufferPointer { leaves in
        sets.withUnsafeBufferPointer { sets in
          guard let leaves = leaves.baseAddress, let sets = sets.baseAddress else { return }
          for tree in trees {
            let treeLeaves = leaves + tree.leaves
            guard let nodes = nodes.baseAddress, !tree.nodes.isEmpty else {
              // A tree of one leaf.
              for row in 0..<Self.rows { sums[row] += treeLeaves[0] }
              continue
            }
            churn_add_leaves_by_masks(
              nodes + tree.nodes.lowerBound, tree.nodes.count, sets, treeLeaves, values, stride, sums.base)
          }
        }
      }
    }
  }
}
