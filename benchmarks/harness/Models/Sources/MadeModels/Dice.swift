import Parallel
import Scoring

/// Rows and models by the roll of seeded dice, as large as those of the comparison with other tools.
enum Dice {
  static let columns = 60
  static let treeCount = 200

  /// Standard normal numbers, 2% of them missing.
  static func rows(_ count: Int) -> ColumnMatrix {
    var random = RandomStream(seed: 1)
    return ColumnMatrix(
      columns: (0..<columns).map { _ in
        (0..<count).map { _ in random.chance(0.02) ? .nan : Float(random.normal()) }
      })
  }

  static func linear() -> ScoringModel {
    .linear(
      LinearModel(
        variableCount: columns, intercept: -1,
        terms: (0..<columns).map {
          .numeric(
            NumericTerm(
              variable: $0, lowest: -3, highest: 3, imputation: 0.5, mean: 0.1, scale: 1.5,
              weight: 0.1 * Double($0 % 7) - 0.3))
        }))
  }

  /// One question per level, as many for every leaf.
  static func symmetric(depth: Int = 6) -> ScoringModel {
    var random = RandomStream(seed: 2)
    let trees = (0..<treeCount).map { _ in
      let splits = (0..<depth).map { _ in
        (variable: random.below(columns), threshold: threshold(&random))
      }
      var nodes: [DecisionTree.Node] = []
      for (level, split) in splits.enumerated() {
        for _ in 0..<1 << level {
          nodes.append(
            .split(
              variable: split.variable, threshold: split.threshold, left: 2 * nodes.count + 1,
              right: 2 * nodes.count + 2, missingGoesLeft: true, cover: Double(1 << (depth - level))))
        }
      }
      for _ in 0..<1 << depth { nodes.append(.leaf(value: random.normal() / 20, cover: 1)) }
      return DecisionTree(nodes: nodes)
    }
    return .forest(Forest(variableCount: columns, baseMargin: -1, trees: trees))
  }

  /// Trees that have grown leaf by leaf at random places.
  static func leafwise(leaves: Int = 63) -> ScoringModel {
    var random = RandomStream(seed: 3)
    let trees = (0..<treeCount).map { _ in
      var nodes: [DecisionTree.Node] = [.leaf(value: 0, cover: 1)]
      var ends = [0]
      while ends.count < leaves {
        let end = ends.remove(at: random.below(ends.count))
        nodes[end] = .split(
          variable: random.below(columns), threshold: threshold(&random), left: nodes.count,
          right: nodes.count + 1, missingGoesLeft: random.chance(0.5), cover: 2)
        ends += [nodes.count, nodes.count + 1]
        for _ in 0..<2 { nodes.append(.leaf(value: random.normal() / 20, cover: 1)) }
      }
      return DecisionTree(nodes: nodes)
    }
    return .forest(Forest(variableCount: columns, baseMargin: -1, trees: trees))
  }

  /// One of a hundred borders, as a trainer with bins would choose.
  private static func threshold(_ random: inout RandomStream) -> Float {
    Float(random.below(100) - 50) / 25
  }
}
