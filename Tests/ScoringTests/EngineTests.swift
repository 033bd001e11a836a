import Numerics
import Testing

@testable import Scoring

@Suite("Engines")
struct EngineTests {
  @Test("all give the bits of the slow walk, for thousands of random forests")
  func forestsAgree() throws {
    var models = RandomModels(seed: 1)
    let team = ThreadTeam(threadCount: 2)
    for round in 0..<3000 {
      let variables = 1 + models.random.below(12)
      let forest = models.forest(
        trees: models.random.below(6), largestTree: round % 10 == 0 ? 80 : 12, variables: variables,
        categoryCount: round % 3 == 0 ? 0 : models.random.below(variables + 1))
      let matrix = models.matrix(rows: models.random.below(90), columns: variables)
      let expected = (0..<matrix.rowCount).map { slowMargin(forest, matrix.row($0)).bitPattern }
      for name in EngineName.allCases {
        let scorer = try Scorer(.forest(forest), engine: name)
        let margins = scorer.margins(of: matrix, team: team).map(\.bitPattern)
        #expect(margins == expected, "engine \(name), forest \(round)")
        if margins != expected { return }
      }
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
      let walking = try Scorer(.linear(model), engine: .walking).margins(of: matrix, team: team)
      #expect(reference.map(\.bitPattern) == walking.map(\.bitPattern))
      #expect(reference.allSatisfy { $0.isFinite })
    }
  }

  @Test("give a row the same bits in any block and on any number of threads", arguments: EngineName.allCases)
  func blocksDoNotMatter(engine: EngineName) throws {
    var models = RandomModels(seed: 3)
    let forest = models.forest(trees: 20, largestTree: 31, variables: 9, categoryCount: 2)
    let scorer = try Scorer(.forest(forest), engine: engine)
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
