import CKernels
import Parallel

/// Finds the leaf of rows by their codes, as scoring would by their values.
struct LeafFinder: Sendable {
  /// Most nodes of a tree that is asked as a whole.
  static let wholeNodes = 511

  private let nodes: [churn_code_node]
  private let depth: Int
  /// 256 bytes for each split by a category.
  private let sides: [UInt8]

  init(_ tree: GrownTree, bins: [VariableBins]) {
    depth = tree.depth
    var sides: [UInt8] = []
    nodes = tree.nodes.enumerated().map { index, node in
      guard let split = node.split else {
        return churn_code_node(
          left: UInt32(index), variable: 0, leaf: UInt16(node.leaf), sides: 0, offset: 0, bound: 255)
      }
      let variable = Int(split.variable)
      var found = churn_code_node(
        left: UInt32(node.left), variable: UInt16(variable), leaf: 0, sides: 0, offset: 0, bound: 0)
      let missing = bins[variable].valueBinCount
      switch bins[variable] {
      case .numbers where split.missingGoesLeft:
        // Turned by the missing code, which is the largest, so that it becomes the smallest.
        found.offset = UInt8(missing)
        found.bound = UInt8(min(255, Int(split.lastLeftBin) + 256 - missing))
      case .numbers:
        found.bound = UInt8(split.lastLeftBin)
      case .categories:
        sides += split.leftTable(bins: bins[variable])
        found.sides = UInt32(sides.count / 256)
      }
      return found
    }
    self.sides = sides
  }

  /// Bytes of scratch memory that ``find(_:blocks:scratch:leaves:)`` needs.
  var scratchSize: Int { nodes.count * BinnedMatrix.blockRows }

  /// Writes the number of each row's leaf for whole blocks of a matrix.
  ///
  /// Small trees are asked as a whole: all nodes of 64 rows, two dozen instructions per node. In large ones a
  /// walk passes but few of the nodes.
  func find(
    _ matrix: BinnedMatrix, blocks: Range<Int>, scratch: SharedBuffer<UInt8>, leaves: SharedBuffer<UInt16>
  ) {
    let codes = matrix.codes.view[(blocks.lowerBound * matrix.variableCount * BinnedMatrix.blockRows)...]
    if nodes.count <= Self.wholeNodes {
      ask(codes, variableCount: matrix.variableCount, blocks: blocks.count, scratch: scratch, leaves: leaves)
    } else {
      walk(codes, variableCount: matrix.variableCount, blocks: blocks.count, leaves: leaves)
    }
  }

  /// Asks all nodes of the rows of each block.
  func ask(
    _ codes: SharedBuffer<UInt8>, variableCount: Int, blocks: Int, scratch: SharedBuffer<UInt8>,
    leaves: SharedBuffer<UInt16>
  ) {
    TreeKernels.findLeaves(
      nodes, codes: codes, variableCount: variableCount, blockCount: blocks, sides: sides, reached: scratch,
      leaves: leaves)
  }

  /// Walks each row from the root down.
  func walk(
    _ codes: SharedBuffer<UInt8>, variableCount: Int, blocks: Int, leaves: SharedBuffer<UInt16>
  ) {
    TreeKernels.walkToLeaves(
      nodes, depth: depth, codes: codes, variableCount: variableCount, blockCount: blocks, sides: sides,
      leaves: leaves)
  }
}
