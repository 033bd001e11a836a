import CKernels
import Parallel
import Synchronization

/// Shapley values of a forest, exact and stable for any depth.
///
/// The game of a row: a leaf's worth with the variables S known is its value times, for every variable j on
/// its path, o(j) if j is in S, else z(j). Here o(j) is 1 where the row meets all of the path's conditions on
/// j, else 0, and z(j) is the product of the cover shares of the edges that split on j (Lundberg, Erion and Lee,
/// "Consistent Individualized Feature Attribution for Tree Ensembles", 2018: the path-dependent game).
///
/// The Shapley value of i is the integral of the game's multilinear extension along the diagonal (Owen, 1972):
///
///     φ(i) = Σ over leaves  value · (o(i) − z(i)) · ∫₀¹ Π over j ≠ i of (t·o(j) + (1 − t)·z(j)) dt
///
/// The integrand is a polynomial of degree D − 1 with D variables on the path, so ⌈D/2⌉ points of Gauss and
/// Legendre integrate it exactly. At each point t the sum over the leaves is that of a product over the edges of
/// their paths, which a single walk down and up the tree gives for all variables. With
///
///     f = t + (1 − t)·z         what the conditions above a node on its variable let through, z their share
///     r                         the part of f that the edge to one child lets through; the other child gets 1 − r
///     G                         product of the parts r of all edges down to the node
///     U = r·U₁ + (1 − r)·U₂     what the leaves below the node are worth, of its children's U₁ and U₂
///
/// the node's variable gets, where the row meets the conditions above on it,
///
///     (m − s) · ∫₀¹ G · (U₁ − U₂) · z / f² dt
///
/// m being 1 where the row goes to the first child, else 0, and s the child's share of the node's training rows. (What
/// the node's edges add for the leaves below them and what the edge above takes back, put together and shortened.)
/// A row that fails a condition above gets nothing there: nothing more can be trained about that variable. A row costs
/// O(nodes · D) per tree; eight rows walk together in vector registers.
///
/// Contributions of trees that have few different splits, symmetric ones above all, are tabled by the answers, see
/// ``ContributionTable``.
final class ForestContributor: Contributor {
  let expectedMargin: Double
  private let forest: Forest
  private let prepared = Mutex<PreparedForest?>(nil)

  init(_ forest: Forest) {
    self.forest = forest
    expectedMargin = forest.trees.reduce(forest.baseMargin) { $0 + $1.expectedValue }
  }

  func writeContributions(of block: ColumnBlock, into contributions: SharedBuffer<Double>) {
    if block.rowCount == 0 { return }
    let variableCount = forest.variableCount
    contributions[0..<block.rowCount * variableCount].fill(with: 0)
    preparedForest.forEachTile(of: block) { variables, rows, shares, shareStride in
      // Eight rows at a time: a cache line of each sum, and eight addresses that are written to in order.
      for first in stride(from: 0, to: rows.count, by: 8) {
        let target = contributions[((rows.lowerBound + first) * variableCount)...]
        let count = min(8, rows.count - first)
        for (slot, variable) in variables.enumerated() {
          let source = shares[(slot * shareStride + first)...]
          for row in 0..<count { target[row * variableCount + Int(variable)] = source[row] }
        }
      }
    }
  }

  /// Prepared when the first contributions are asked for: who wants scores alone does not wait for it.
  private var preparedForest: PreparedForest {
    prepared.withLock { prepared in
      if let prepared { return prepared }
      let made = PreparedForest(forest)
      prepared = made
      return made
    }
  }
}
