import Numerics

/// Shapley values of a forest, exact and stable for any depth.
///
/// The game of a row: a leaf's worth with the variables S known is its value times, for every variable j on
/// its path, o(j) if j is in S, else z(j). Here o(j) is 1 where the row meets all of the path's conditions on
/// j, else 0, and z(j) is the product of the cover shares of the edges that ask for j (Lundberg, Erion and Lee,
/// "Consistent Individualized Feature Attribution for Tree Ensembles", 2018: the path-dependent game).
///
/// The Shapley value of i is the integral of the game's multilinear extension along the diagonal (Owen, 1972):
///
///     φ(i) = Σ over leaves  value · (o(i) − z(i)) · ∫₀¹ Π over j ≠ i of (t·o(j) + (1 − t)·z(j)) dt
///
/// The integrand is a polynomial of degree D − 1 with D variables on the path, so ⌈D/2⌉ points of Gauss and
/// Legendre integrate it exactly, and only positive numbers are multiplied. The products are kept at every
/// point while walking down; on the way up each edge adds its share for the leaves below it, and takes back
/// what an edge further up that asked for the same variable adds for the same leaves. A row costs
/// O(nodes · D) per tree.
struct ForestContributor: Contributor {
  let expectedMargin: Double
  private let variableCount: Int
  private let trees: [ContributionTree]
  /// Doubles of scratch memory that the deepest tree needs.
  private let scratchCount: Int

  init(_ forest: Forest) {
    variableCount = forest.variableCount
    var rules: [Int: GaussLegendre] = [:]
    trees = forest.trees.map { tree in
      ContributionTree(tree) { count in
        if let rule = rules[count] { return rule }
        let rule = GaussLegendre(count: count)
        rules[count] = rule
        return rule
      }
    }
    scratchCount = trees.reduce(0) { max($0, $1.scratchCount) }
    expectedMargin = trees.reduce(forest.baseMargin) { $0 + $1.expectedValue }
  }

  func writeContributions(of block: ColumnBlock, into contributions: SharedBuffer<Double>) {
    let scratch = AlignedArray<Double>(count: scratchCount)
    for row in 0..<block.rowCount {
      let shares = contributions.base + row * variableCount
      for variable in 0..<variableCount { shares[variable] = 0 }
      let values = block.values.base + row
      for tree in trees {
        tree.addContributions(
          to: shares, row: values, stride: block.columnStride, scratch: scratch.view.base)
      }
    }
    withExtendedLifetime(scratch) {}
  }
}
