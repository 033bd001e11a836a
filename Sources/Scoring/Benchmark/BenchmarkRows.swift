import Parallel

/// Random rows whose values lie around a model's own thresholds, so that all branches are taken.
enum BenchmarkRows {
  static func make(for model: ScoringModel, rowCount: Int, seed: UInt64) -> ColumnMatrix {
    var pools = [[Float]](repeating: [], count: model.variableCount)
    switch model {
    case .forest(let forest):
      for tree in forest.trees {
        for node in tree.nodes where !node.isLeaf {
          if node.categorySet >= 0 {
            pools[Int(node.variable)] += tree.categorySets[Int(node.categorySet)].map { Float($0) }
          } else {
            pools[Int(node.variable)] += [node.threshold, node.threshold.nextUp]
          }
        }
      }
    case .linear(let linear):
      for term in linear.terms {
        switch term {
        case .numeric(let term):
          pools[term.variable] += [Float(term.lowest), Float(term.imputation), Float(term.highest)]
        case .category(let term): pools[term.variable] += term.weights.indices.map { Float($0) }
        case .binned(let term):
          pools[term.variable] += term.cuts.flatMap { [$0.nextDown, $0] } + term.specials
        }
      }
    }
    var random = RandomStream(seed: seed)
    return ColumnMatrix(
      columns: pools.map { pool in
        (0..<rowCount).map { _ in
          pool.isEmpty || random.chance(0.02) ? .nan : pool[random.below(pool.count)]
        }
      })
  }
}
