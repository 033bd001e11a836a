import Parallel
import Testing

@testable import Scoring

@Suite("Engines")
struct EngineTests {
  /// Whether all engines that fit give the slow walk's bits, block by block and row by row.
  private func expectAgreement(
    _ forest: Forest, _ matrix: ColumnMatrix, team: ThreadTeam, _ comment: Comment
  ) throws -> Set<EngineName> {
    let expected = (0..<matrix.rowCount).map { slowMargin(forest, matrix.row($0)).bitPattern }
    let fitting = try Scorer.engines(for: .forest(forest))
    for name in fitting {
      let scorer = try Scorer(.forest(forest), engine: name)
      try #require(scorer.engineName == name, comment)
      let margins = scorer.margins(of: matrix, team: team).map(\.bitPattern)
      try #require(margins == expected, "engine \(name), \(comment)")
      for row in stride(from: 0, to: matrix.rowCount, by: 7) {
        let margin = matrix.row(row).withUnsafeBufferPointer { scorer.margin(of: $0) }
        try #require(margin.bitPattern == expected[row], "engine \(name), row \(row), \(comment)")
      }
    }
    return Set(fitting)
  }

  @Test("all give the bits of the slow walk, for tens of thousands of random forests", arguments: 0..<10)
  func forestsAgree(part: Int) throws {
    var models = RandomModels(seed: 1 + UInt64(part) << 32)
    let team = ThreadTeam(threadCount: 2)
    var fitting: [EngineName: Int] = [:]
    for round in 0..<2500 {
      let variables = 1 + models.random.below(12)
      var forest = models.forest(
        trees: models.random.below(11), largestTree: round % 25 == 0 ? 300 : round % 10 == 0 ? 40 : 7,
        variables: variables,
        categoryCount: round % 3 == 0 ? 0 : models.random.below(variables + 1))
      if round % 4 == 1 {
        forest.trees = forest.trees.map { _ in
          models.symmetricTree(
            depth: models.random.below(7), variables: variables, categoryCount: models.random.below(3))
        }
      }
      let rows = [0, 1, models.random.below(30), 127 + models.random.below(3)][round % 4]
      let matrix = models.matrix(rows: rows, columns: variables)
      for name in try expectAgreement(forest, matrix, team: team, "forest \(round)") {
        fitting[name, default: 0] += 1
      }
    }
    for name in EngineName.allCases where name != .columns { #expect(fitting[name, default: 0] > 500) }
  }

  @Test("agree on two thousand trees, on chains sixty deep and on trees of several hundred leaves")
  func largeForestsAgree() throws {
    var models = RandomModels(seed: 4)
    let team = ThreadTeam(threadCount: 2)
    let many = models.forest(trees: 2000, largestTree: 31, variables: 17, categoryCount: 3)
    let symmetric = Forest(
      variableCount: 17, baseMargin: 0.25,
      trees: (0..<2000).map { _ in models.symmetricTree(depth: 6, variables: 17, categoryCount: 2) })
    let chains = Forest(
      variableCount: 17, baseMargin: 0.25,
      trees: (0..<30).map { _ in models.chain(depth: 60, variables: 17, categoryCount: 2) })
    let large = Forest(
      variableCount: 17, baseMargin: 0.25,
      trees: [255, 256, 257, 900].map { models.tree(leaves: $0, variables: 17, categoryCount: 2) })
    for forest in [many, symmetric, chains, large] {
      for rows in [1, 64, 300] {
        _ = try expectAgreement(
          forest, models.matrix(rows: rows, columns: 17), team: team, "\(forest.trees.count) trees")
      }
    }
    #expect(try !Scorer.engines(for: .forest(large)).contains(.masks))
    #expect(try Scorer(.forest(symmetric)).engineName == .patterns)
    #expect(try Scorer(.forest(chains)).engineName == .masks)
  }

  @Test("agree where a variable has more thresholds than bytes have values")
  func manyThresholds() throws {
    var models = RandomModels(seed: 5)
    for side in [false, true] {
      let trees = (0..<700).map { step in
        DecisionTree(nodes: [
          .split(
            variable: 0, threshold: Float(step) / 4, left: 1, right: 2,
            missingGoesLeft: step % 3 == 0 ? side : !side, cover: 1),
          .leaf(value: models.random.normal(), cover: 1), .leaf(value: models.random.normal(), cover: 1),
        ])
      }
      let forest = Forest(variableCount: 1, baseMargin: 0, trees: trees)
      let values = (0..<1500).map { Float($0 - 20) / 8 } + [.nan, .infinity, -.infinity, -0.0]
      let fitting = try expectAgreement(
        forest, ColumnMatrix(columns: [values]), team: ThreadTeam(threadCount: 1), "thresholds")
      #expect(fitting.contains(.masks))
    }
  }

  @Test("all give the same bits for linear models")
  func linearModelsAgree() throws {
    var models = RandomModels(seed: 2)
    let team = ThreadTeam(threadCount: 2)
    for _ in 0..<100 {
      let model = models.linearModel(variables: 1 + models.random.below(8))
      let matrix = models.matrix(rows: models.random.below(2500), columns: model.variableCount)
      let reference = try Scorer(.linear(model), engine: .reference).margins(of: matrix, team: team)
      let walking = try Scorer(.linear(model), engine: .columns).margins(of: matrix, team: team)
      #expect(reference.map(\.bitPattern) == walking.map(\.bitPattern))
      #expect(reference.allSatisfy { $0.isFinite })
    }
  }

  @Test(
    "give a row the same bits in any block and on any number of threads",
    arguments: [EngineName.reference, .walking, .masks, .patterns])
  func blocksDoNotMatter(engine: EngineName) throws {
    var models = RandomModels(seed: 3)
    let forest = models.forest(
      trees: 20, largestTree: engine == .patterns ? 9 : 31, variables: 9, categoryCount: 2)
    let scorer = try Scorer(.forest(forest), engine: engine)
    #expect(scorer.engineName == engine)
    let matrix = models.matrix(rows: 5000, columns: 9)
    let whole = scorer.margins(of: matrix, team: ThreadTeam(threadCount: 1))
    #expect(whole == scorer.margins(of: matrix, team: ThreadTeam(threadCount: 5)))
    let owner = AlignedArray<Double>(count: matrix.rowCount)
    matrix.withBlock { block in
      var start = 0
      while start < matrix.rowCount {
        let rows = start..<min(matrix.rowCount, start + 1 + models.random.below(100))
        scorer.margins(of: block.rows(rows), into: owner.view[rows])
        start = rows.upperBound
      }
    }
    #expect(Array(owner.view.elements) == whole)
  }

  @Test("a linear model's margin is its formula")
  func linearFormula() throws {
    let model = LinearModel(
      variableCount: 2, intercept: -1,
      terms: [
        .numeric(
          NumericTerm(
            variable: 0, lowest: 0, highest: 10, imputation: 4, mean: 5, scale: 2, weight: 3,
            missingWeight: 0.25,
            missingShare: 0.5)),
        .category(CategoryTerm(variable: 1, weights: [1, 2], otherWeight: 7, meanWeight: 1.5)),
      ])
    let matrix = ColumnMatrix(columns: [[7, 100, -3, .nan], [0, 1, 2, .nan]])
    let margins = try Scorer(.linear(model)).margins(of: matrix, team: ThreadTeam(threadCount: 1))
    #expect(margins == [3, 8.5, -1.5, 4.75])
  }

  @Test("the signed logarithm is odd and goes through zero")
  func signedLog() {
    #expect(AmountTransform.signedLog(0) == 0)
    #expect(AmountTransform.signedLog(100) == -AmountTransform.signedLog(-100))
    #expect((AmountTransform.signedLog(1.718281828459045) - 1).magnitude < 1e-15)
  }

  @Test("ordered keys keep the order of all numbers and tell NaN apart")
  func orderedKeys() {
    let numbers = RandomModels.awkward + [.infinity, -.infinity]
    for a in numbers {
      #expect(OrderedKey.key(a) != OrderedKey.missing)
      #expect(OrderedKey.value(OrderedKey.key(a)) == a)
      for b in numbers { #expect((a <= b) == (OrderedKey.key(a) <= OrderedKey.key(b))) }
    }
    #expect(OrderedKey.key(.nan) == OrderedKey.missing)
    #expect(OrderedKey.key(-.nan) == OrderedKey.missing)
  }

  @Test("probabilities are the logistic function and stay between 0 and 1")
  func probabilities() {
    #expect(Scorer.probability(ofMargin: 0) == 0.5)
    #expect(Scorer.probability(ofMargin: 800) == 1)
    #expect(Scorer.probability(ofMargin: -800) == 0)
    #expect((Scorer.probability(ofMargin: 2) + Scorer.probability(ofMargin: -2) - 1).magnitude < 1e-15)
    #expect((Scorer.margin(ofProbability: Scorer.probability(ofMargin: -3.3)) + 3.3).magnitude < 1e-12)
  }
}
