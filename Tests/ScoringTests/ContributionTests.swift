import Numerics
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
        let places = row * model.variableCount..<(row + 1) * model.variableCount
        #expect((shares[places].reduce(scorer.expectedMargin, +) - margins[row]).magnitude < 1e-9)
      }
    }
    let term = NumericTerm(variable: 0, lowest: 0, highest: 9, imputation: 1, mean: 4, scale: 2, weight: 3)
    let scorer = try Scorer(.linear(LinearModel(variableCount: 1, intercept: 2, terms: [.numeric(term)])))
    #expect(contributions(scorer, ColumnMatrix(columns: [[4, 6]])) == [0, 3])
    #expect(scorer.expectedMargin == 2)
  }
}
