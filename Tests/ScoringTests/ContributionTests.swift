import Parallel
import Testing

@testable import Scoring

@Suite("Contributions")
struct ContributionTests {
  private func contributions(_ scorer: Scorer, _ matrix: ColumnMatrix) -> [Double] {
    scorer.contributions(of: matrix, team: ThreadTeam(threadCount: 2))
  }

  @Test("of a forest are the Shapley values by definition")
  func shapleyByDefinition() throws {
    var models = RandomModels(seed: 10)
    for round in 0..<300 {
      let variables = 1 + models.random.below(6)
      let tree = models.tree(
        leaves: 1 + models.random.below(25), variables: variables, categoryCount: models.random.below(3),
        zeroCovers: round % 3 == 0)
      let forest = Forest(variableCount: variables, baseMargin: 0.5, trees: [tree, tree])
      let scorer = try Scorer(.forest(forest))
      let matrix = models.matrix(rows: 4, columns: variables)
      let found = contributions(scorer, matrix)
      #expect(
        (scorer.expectedMargin - 0.5 - 2 * slowGameValue(tree, matrix.row(0), known: 0)).magnitude < 1e-12)
      for row in 0..<4 {
        let expected = slowShapley(tree, matrix.row(row))
        for variable in 0..<variables {
          #expect((found[row * variables + variable] - 2 * expected[variable]).magnitude < 1e-11)
        }
      }
    }
  }

  @Test("add up to the margin, for deep trees too")
  func addUp() throws {
    var models = RandomModels(seed: 11)
    let team = ThreadTeam(threadCount: 1)
    for leaves in [1, 2, 31, 300] {
      let variables = 40
      let trees = (0..<10).map { _ in models.tree(leaves: leaves, variables: variables, categoryCount: 5) }
      let scorer = try Scorer(.forest(Forest(variableCount: variables, baseMargin: -1, trees: trees)))
      let matrix = models.matrix(rows: 50, columns: variables)
      let margins = scorer.margins(of: matrix, team: team)
      let shares = contributions(scorer, matrix)
      for row in 0..<50 {
        let sum = shares[row * variables..<(row + 1) * variables].reduce(scorer.expectedMargin, +)
        #expect((sum - margins[row]).magnitude < 1e-10)
      }
    }
  }

  @Test("are the same from tables and from walks, for symmetric trees and trees of few questions")
  func tablesAgreeWithWalks() {
    var models = RandomModels(seed: 13)
    for round in 0..<400 {
      let variables = 1 + models.random.below(9)
      let trees = (0..<3).map { _ in
        round % 2 == 0
          ? models.symmetricTree(
            depth: models.random.below(7), variables: variables, categoryCount: models.random.below(3))
          : models.tree(
            leaves: 1 + models.random.below(9), variables: variables, categoryCount: models.random.below(3),
            zeroCovers: round % 4 == 1)
      }
      let forest = Forest(variableCount: variables, baseMargin: 0, trees: trees)
      let matrix = models.matrix(rows: [1, 15, 16, 17, 100, 600][round % 6], columns: variables)
      let tabled = PreparedForest(forest)
      let walked = PreparedForest(forest, tabling: false)
      #expect(tabled.tableCount == trees.count { $0.nodes.count > 1 } && walked.tableCount == 0)
      #expect(greatestDifference(contributions(tabled, matrix), contributions(walked, matrix)) < 1e-12)
    }
  }

  @Test("of a row are the same bits in any block and on any number of threads")
  func blocksDoNotMatter() throws {
    var models = RandomModels(seed: 14)
    var forest = models.forest(trees: 20, largestTree: 31, variables: 9, categoryCount: 2)
    forest.trees += (0..<5).map { _ in models.symmetricTree(depth: 6, variables: 9, categoryCount: 1) }
    let scorer = try Scorer(.forest(forest))
    let matrix = models.matrix(rows: 1500, columns: 9)
    let whole = contributions(scorer, matrix)
    #expect(whole == scorer.contributions(of: matrix, team: ThreadTeam(threadCount: 1)))
    let owner = AlignedArray<Double>(count: whole.count)
    matrix.withBlock { block in
      var start = 0
      while start < matrix.rowCount {
        let rows = start..<min(matrix.rowCount, start + 1 + models.random.below(100))
        scorer.contributions(
          of: block.rows(rows), into: owner.view[rows.lowerBound * 9..<rows.upperBound * 9])
        start = rows.upperBound
      }
    }
    #expect(Array(owner.view.elements) == whole)
  }

  @Test("of chains sixty deep and of trees that split on one variable again and again are exact")
  func chains() {
    var models = RandomModels(seed: 15)
    for _ in 0..<40 {
      let variables = 1 + models.random.below(8)
      let chain = models.chain(depth: 60, variables: variables, categoryCount: models.random.below(2))
      let forest = Forest(variableCount: variables, baseMargin: 0, trees: [chain])
      let matrix = models.matrix(rows: 3, columns: variables)
      let found = contributions(PreparedForest(forest), matrix)
      let expected = (0..<3).flatMap { slowShapley(chain, matrix.row($0)) }
      #expect(greatestDifference(found, expected) < 1e-11)
    }
  }

  private func contributions(_ forest: PreparedForest, _ matrix: ColumnMatrix) -> [Double] {
    var found = [Double](repeating: 0, count: matrix.rowCount * matrix.columnCount)
    matrix.withBlock { block in
      forest.forEachTile(of: block) { variables, rows, shares, shareStride in
        for (slot, variable) in variables.enumerated() {
          for row in 0..<rows.count {
            found[(rows.lowerBound + row) * matrix.columnCount + Int(variable)] =
              shares[slot * shareStride + row]
          }
        }
      }
    }
    return found
  }

  private func greatestDifference(_ first: [Double], _ second: [Double]) -> Double {
    zip(first, second).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
  }

  @Test("of a linear model add up to the margin and vanish at the mean")
  func linear() throws {
    var models = RandomModels(seed: 12)
    for _ in 0..<50 {
      let model = models.linearModel(variables: 1 + models.random.below(6))
      let scorer = try Scorer(.linear(model))
      let matrix = models.matrix(rows: 30, columns: model.variableCount)
      let margins = scorer.margins(of: matrix, team: ThreadTeam(threadCount: 1))
      let shares = contributions(scorer, matrix)
      for row in 0..<30 {
        let range = row * model.variableCount..<(row + 1) * model.variableCount
        #expect((shares[range].reduce(scorer.expectedMargin, +) - margins[row]).magnitude < 1e-9)
      }
    }
    let term = NumericTerm(variable: 0, lowest: 0, highest: 9, imputation: 1, mean: 4, scale: 2, weight: 3)
    let scorer = try Scorer(.linear(LinearModel(variableCount: 1, intercept: 2, terms: [.numeric(term)])))
    #expect(contributions(scorer, ColumnMatrix(columns: [[4, 6]])) == [0, 3])
    #expect(scorer.expectedMargin == 2)
  }
}
