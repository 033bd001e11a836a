import Parallel

/// Which leaf each training row is in, and what the leaves add up to.
final class LeafAssignment {
  /// Exact sums over the rows of a leaf.
  struct Sums: Sendable {
    var gradient = 0.0
    var hessian = 0.0
    var weight = 0.0
  }

  private static let blockRows = Derivatives.blockRows

  private let matrix: BinnedMatrix
  private let derivatives: Derivatives
  private let team: ThreadTeam
  private let leaves: AlignedArray<UInt16>
  private var scratch: AlignedArray<UInt8>

  init(_ matrix: BinnedMatrix, derivatives: Derivatives, team: ThreadTeam) {
    self.matrix = matrix
    self.derivatives = derivatives
    self.team = team
    // Whole blocks of the matrix.
    leaves = AlignedArray(
      count: (matrix.rowCount + BinnedMatrix.blockRows - 1) / BinnedMatrix.blockRows * BinnedMatrix.blockRows)
    scratch = AlignedArray(count: 0)
  }

  /// Asks the tree of every row.
  func assign(byAsking tree: GrownTree) {
    let finder = LeafFinder(tree, bins: matrix.bins)
    let scratchSize = finder.scratchSize
    if scratch.count < scratchSize * team.threadCount {
      scratch = AlignedArray(count: scratchSize * team.threadCount)
    }
    let scratch = scratch.view
    let leaves = leaves.view
    let matrix = matrix
    let width = BinnedMatrix.blockRows
    team.forEachRange((matrix.rowCount + width - 1) / width, grain: Self.blockRows / width) {
      blocks, worker in
      finder.find(
        matrix, blocks: blocks, scratch: scratch[(worker * scratchSize)...],
        leaves: leaves[(blocks.lowerBound * width)...])
    }
  }

  /// Takes the leaves from the ranges of rows that the tree was grown with, which hold every row.
  func assign(byRangesOf tree: GrownTree, list: SharedBuffer<UInt32>) {
    let leaves = leaves.view
    let nodes = tree.leaves
    team.forEach(nodes.count) { leaf, _ in
      for index in nodes[leaf].rows { leaves[Int(list[index])] = UInt16(leaf) }
    }
  }

  /// The sums of the derivatives and weights of all rows in each leaf, added per block in the order of blocks.
  func sums(leafCount: Int) -> [Sums] {
    // Large blocks for many leaves, so that the blocks' sums stay few.
    let blockRows = max(Self.blockRows, 64 * leafCount)
    let blocks = (matrix.rowCount + blockRows - 1) / blockRows
    let width = 4 * leafCount
    let parts = AlignedArray<Double>(count: blocks * width)
    let view = parts.view
    let leaves = leaves.view
    let derivatives = derivatives
    team.forEachRange(matrix.rowCount, grain: blockRows) { rows, _ in
      derivatives.withWeights(of: rows) { weights in
        TreeKernels.addLeafSums(
          leaves: leaves[rows], gradients: derivatives.gradients.view[rows],
          hessians: derivatives.hessians.view[rows], weights: weights,
          to: view[(rows.lowerBound / blockRows * width)...][0..<width])
      }
    }
    return (0..<leafCount).map { leaf in
      var sums = Sums()
      for block in 0..<blocks {
        let index = block * width + 4 * leaf
        sums.gradient += view[index]
        sums.hessian += view[index + 1]
        sums.weight += view[index + 2]
      }
      return sums
    }
  }

  /// Adds to each row's margin the value of its leaf.
  func addToMargins(_ values: [Double]) {
    let leaves = leaves.view
    let margins = derivatives.margins.view
    team.forEachRange(matrix.rowCount, grain: Self.blockRows) { rows, _ in
      TreeKernels.addLeafValues(values, of: leaves[rows], to: margins[rows])
    }
  }
}
