import Scoring

extension ModelFit {
  /// The model whose margins are the mean of those of several forests of the same variables; the first says the rest.
  ///
  /// It is one forest of all their trees, so that contributions add up as in any other.
  ///
  /// - Parameter shares: how much of the mean each is; nil for the same of each.
  static func mean(of fits: [ModelFit], shares: [Double]? = nil) -> ModelFit {
    let forests = fits.compactMap { fit -> Forest? in
      if case .forest(let forest) = fit.model { forest } else { nil }
    }
    var mean = fits[0]
    guard fits.count > 1, forests.count == fits.count else { return mean }
    let shares = shares ?? forests.map { _ in 1 / Double(forests.count) }
    var forest = forests[0]
    forest.baseMargin = Forest.exact(zip(forests, shares).reduce(0) { $0 + $1.0.baseMargin * $1.1 })
    forest.trees = zip(forests, shares).flatMap { forest, share in
      forest.trees.map { tree in
        var tree = tree
        let leaves = tree.nodes.indices.filter { tree.nodes[$0].isLeaf }
        let values = Forest.exact(leaves.map { tree.nodes[$0].value * share })
        for (leaf, value) in zip(leaves, values) { tree.nodes[leaf].value = value }
        return tree
      }
    }
    mean.model = .forest(forest)
    mean.forests = fits.flatMap(\.forests)
    mean.importance = mean.importance.indices.map { variable in
      zip(fits, shares).reduce(0) { $0 + $1.0.importance[variable] * $1.1 }
    }
    return mean
  }
}
