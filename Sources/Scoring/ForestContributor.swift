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
/// O(nodes · D) per tree; eight rows walk together in vector registers.
struct ForestContributor: Contributor {
  let expectedMargin: Double
  private let variableCount: Int
  private let trees: [ContributionTree]

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
    expectedMargin = trees.reduce(forest.baseMargin) { $0 + $1.expectedValue }
  }

  func writeContributions(of block: ColumnBlock, into contributions: SharedBuffer<Double>) {
    let scratch = ContributionScratch(for: trees)
    let together = ContributionTree.rows
    let sums = AlignedArray<Double>(count: together * max(1, variableCount))
    let padded = AlignedArray<Float>(count: together * max(1, variableCount))
    var first = 0
    while first < block.rowCount {
      let count = min(together, block.rowCount - first)
      for index in 0..<sums.count { sums.view[index] = 0 }
      var values = UnsafePointer(block.values.base + first)
      var stride = block.columnStride
      if count < together {
        // The last rows are filled up with copies of the first of them, so that all rows take the same way.
        for variable in 0..<variableCount {
          for row in 0..<together {
            padded.view[variable * together + row] = values[variable * stride + (row < count ? row : 0)]
          }
        }
        values = UnsafePointer(padded.view.base)
        stride = together
      }
      for tree in trees {
        tree.addContributions(to: sums.view, values: values, stride: stride, scratch: scratch)
      }
      for row in 0..<count {
        let target = contributions.base + (first + row) * variableCount
        for variable in 0..<variableCount { target[variable] = sums.view[variable * together + row] }
      }
      first += count
    }
    withExtendedLifetime((scratch, sums, padded)) {}
  }
}
