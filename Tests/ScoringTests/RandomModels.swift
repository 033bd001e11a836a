import Parallel
import Scoring

/// Random models and rows full of the values at which comparisons go wrong.
struct RandomModels {
  var random: RandomStream

  init(seed: UInt64) { random = RandomStream(seed: seed) }

  /// Numbers that thresholds and values are both taken from, so that they often meet.
  static let awkward: [Float] = [
    0, -0.0, 1, -1, 0.5, 2, 3, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .greatestFiniteMagnitude,
    -.greatestFiniteMagnitude, Float(1).nextUp, Float(1).nextDown,
  ]

  mutating func threshold() -> Float {
    random.chance(0.5) ? Self.awkward[random.below(Self.awkward.count)] : Float(random.normal())
  }

  mutating func value() -> Float {
    switch random.below(10) {
    case 0: .nan
    case 1: .infinity
    case 2: -.infinity
    case 3, 4: Float(random.below(70))
    case 5: Self.awkward[random.below(Self.awkward.count)]
    default: Float(random.normal())
    }
  }

  /// A tree with `leaves` leaves; every variable below `categoryCount` is a category.
  mutating func tree(leaves: Int, variables: Int, categoryCount: Int, zeroCovers: Bool = false)
    -> DecisionTree
  {
    var nodes = [DecisionTree.Node.leaf(value: random.normal(), cover: 1000)]
    var sets: [[UInt32]] = []
    var open = [0]
    while open.count < leaves {
      // Mostly the newest leaf, so that deep trees are made too.
      let pick = random.chance(0.5) ? open.count - 1 : random.below(open.count)
      let index = open.remove(at: pick)
      let variable = random.below(variables)
      let cover = nodes[index].cover
      let leftCover = zeroCovers && random.chance(0.3) ? 0 : cover * random.uniform()
      let left = nodes.count
      nodes.append(.leaf(value: random.normal(), cover: leftCover))
      nodes.append(.leaf(value: random.normal(), cover: cover - leftCover))
      if variable < categoryCount {
        sets.append((0..<UInt32(70)).filter { _ in random.chance(0.4) })
        nodes[index] = .categorySplit(
          variable: variable, set: sets.count - 1, left: left, right: left + 1,
          missingGoesLeft: random.chance(0.5), cover: cover)
      } else {
        nodes[index] = .split(
          variable: variable, threshold: threshold(), left: left, right: left + 1,
          missingGoesLeft: random.chance(0.5), cover: cover)
      }
      open += [left, left + 1]
    }
    return DecisionTree(nodes: nodes, categorySets: sets)
  }

  /// A tree all of whose nodes of a level ask the same question; every variable below `categoryCount` is a category.
  mutating func symmetricTree(depth: Int, variables: Int, categoryCount: Int) -> DecisionTree {
    var nodes: [DecisionTree.Node] = []
    var sets: [[UInt32]] = []
    for level in 0..<depth {
      let variable = random.below(variables)
      let missingGoesLeft = random.chance(0.5)
      let isCategory = variable < categoryCount
      let threshold = threshold()
      if isCategory { sets.append((0..<UInt32(70)).filter { _ in random.chance(0.4) }) }
      for _ in 0..<1 << level {
        let left = 2 * nodes.count + 1
        nodes.append(
          isCategory
            ? .categorySplit(
              variable: variable, set: sets.count - 1, left: left, right: left + 1,
              missingGoesLeft: missingGoesLeft, cover: 0)
            : .split(
              variable: variable, threshold: threshold, left: left, right: left + 1,
              missingGoesLeft: missingGoesLeft, cover: 0))
      }
    }
    for _ in 0..<1 << depth {
      nodes.append(.leaf(value: random.normal(), cover: Double(random.below(50))))
    }
    for index in nodes.indices.reversed() where !nodes[index].isLeaf {
      nodes[index].cover = nodes[Int(nodes[index].left)].cover + nodes[Int(nodes[index].right)].cover
    }
    return DecisionTree(nodes: nodes, categorySets: sets)
  }

  /// A tree each of whose inner nodes has a leaf on one side.
  mutating func chain(depth: Int, variables: Int, categoryCount: Int) -> DecisionTree {
    var nodes: [DecisionTree.Node] = [.leaf(value: random.normal(), cover: 1000)]
    var sets: [[UInt32]] = []
    var last = 0
    for _ in 0..<depth {
      let left = nodes.count
      let cover = nodes[last].cover
      let variable = random.below(variables)
      if variable < categoryCount { sets.append((0..<UInt32(70)).filter { _ in random.chance(0.8) }) }
      nodes[last] =
        variable < categoryCount
        ? .categorySplit(
          variable: variable, set: sets.count - 1, left: left, right: left + 1,
          missingGoesLeft: random.chance(0.5), cover: cover)
        : .split(
          variable: variable, threshold: threshold(), left: left, right: left + 1,
          missingGoesLeft: random.chance(0.5), cover: cover)
      nodes.append(.leaf(value: random.normal(), cover: 0.4 * cover))
      nodes.append(.leaf(value: random.normal(), cover: 0.6 * cover))
      last = left + random.below(2)
    }
    return DecisionTree(nodes: nodes, categorySets: sets)
  }

  mutating func forest(trees: Int, largestTree: Int, variables: Int, categoryCount: Int) -> Forest {
    Forest(
      variableCount: variables, baseMargin: random.normal(),
      trees: (0..<trees).map { _ in
        tree(leaves: 1 + random.below(largestTree), variables: variables, categoryCount: categoryCount)
      })
  }

  mutating func linearModel(variables: Int) -> LinearModel {
    let terms = (0..<variables + 2).map { index -> LinearTerm in
      let variable = index % variables
      if random.chance(0.3) {
        return .category(
          CategoryTerm(
            variable: variable, weights: (0..<10).map { _ in random.normal() }, otherWeight: random.normal(),
            meanWeight: random.normal()))
      }
      if random.chance(0.3) {
        let cuts = Set((0..<random.below(6)).map { _ in threshold() + 0 }).sorted()
        let specials: [Float] = random.chance(0.5) ? [-1, 3] : []
        return .binned(
          BinnedTerm(
            variable: variable, cuts: cuts, specials: specials,
            addends: (0..<cuts.count + specials.count + 2).map { _ in random.normal() },
            meanAddend: random.normal()))
      }
      return .numeric(
        NumericTerm(
          variable: variable, lowest: -2, highest: 40, imputation: random.normal(),
          transform: random.chance(0.5) ? .signedLog : .identity, mean: random.normal(),
          scale: 0.1 + random.uniform(), weight: random.normal(), missingWeight: random.normal(),
          missingShare: random.uniform()))
    }
    return LinearModel(variableCount: variables, intercept: random.normal(), terms: terms)
  }

  mutating func matrix(rows: Int, columns: Int) -> ColumnMatrix {
    ColumnMatrix(columns: (0..<columns).map { _ in (0..<rows).map { _ in value() } })
  }
}

extension ColumnMatrix {
  /// One row as an array.
  func row(_ row: Int) -> [Float] { (0..<columnCount).map { self[row, $0] } }
}
