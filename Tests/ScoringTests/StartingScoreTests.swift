import Foundation
import Parallel
import Testing

@testable import Scoring

@Suite("A forest that goes on from a score of each row")
struct StartingScoreTests {
  /// log(p / (1 − p)) in whole units, written out.
  private func slowStart(_ start: StartingScore, _ value: Float) -> Double {
    if value.isNaN { return start.missingMargin }
    let probability = value < 1e-7 ? 1e-7 : Double(value) > 1 - 1e-7 ? 1 - 1e-7 : Double(value)
    let margin = log(probability) - log1p(-probability)
    return (margin * 0x1p40).rounded(.toNearestOrEven) / 0x1p40
  }

  @Test("adds its log odds to the trees', in every engine, block by block and row by row")
  func engines() throws {
    var models = RandomModels(seed: 90)
    let team = ThreadTeam(threadCount: 2)
    var fitting: Set<EngineName> = []
    for round in 0..<600 {
      let variables = 1 + models.random.below(8)
      var forest = models.forest(
        trees: models.random.below(9), largestTree: 12, variables: variables, categoryCount: 0)
      if round % 3 == 0 {
        forest.trees = forest.trees.map { _ in
          models.symmetricTree(depth: models.random.below(6), variables: variables, categoryCount: 0)
        }
      }
      let start = StartingScore(
        variable: models.random.below(variables), missingMargin: models.random.normal(),
        meanMargin: models.random.normal())
      let rows = [0, 1, 2 + models.random.below(200)][round % 3]
      var matrix = models.matrix(rows: rows, columns: variables)
      // Half are probabilities, the others anything.
      for row in 0..<rows where models.random.chance(0.5) {
        matrix[row, start.variable] = [0, 1, Float(models.random.uniform())][models.random.below(3)]
      }
      let expected = (0..<rows).map { row in
        slowMargin(forest, matrix.row(row)) + slowStart(start, matrix.row(row)[start.variable])
      }
      forest.start = start
      for name in try Scorer.engines(for: .forest(forest)) {
        let scorer = try Scorer(.forest(forest), engine: name)
        try #require(scorer.margins(of: matrix, team: team) == expected, "engine \(name), round \(round)")
        for row in 0..<min(rows, 3) {
          let margin = matrix.row(row).withUnsafeBufferPointer { scorer.margin(of: $0) }
          try #require(margin == expected[row], "engine \(name), round \(round)")
        }
        fitting.insert(name)
      }
      let scorer = try Scorer(.forest(forest))
      let shares = scorer.contributions(of: matrix, team: team)
      for row in 0..<rows {
        let sum = shares[row * variables..<(row + 1) * variables].reduce(scorer.expectedMargin, +)
        try #require((sum - expected[row]).magnitude < 1e-9, "round \(round)")
      }
    }
    #expect(fitting == [.reference, .walking, .masks, .patterns])
  }

  @Test("gives the score's column what the score adds beyond its mean")
  func contribution() throws {
    let forest = Forest(
      variableCount: 2, baseMargin: 0.5, trees: [],
      start: StartingScore(variable: 1, missingMargin: -2, meanMargin: -1.5))
    let scorer = try Scorer(.forest(forest))
    let matrix = ColumnMatrix(columns: [[7, 7], [0.5, .nan]])
    #expect(scorer.expectedMargin == -1)
    #expect(scorer.contributions(of: matrix, team: ThreadTeam(threadCount: 1)) == [0, 1.5, 0, -0.5])
    #expect(scorer.margins(of: matrix, team: ThreadTeam(threadCount: 1)) == [0.5, -1.5])
  }

  @Test("is refused where it points outside or is no number, and is read back as it was")
  func files() throws {
    for start in [
      StartingScore(variable: 2, missingMargin: 0), StartingScore(variable: -1, missingMargin: 0),
      StartingScore(variable: 0, missingMargin: .nan),
      StartingScore(variable: 0, missingMargin: 0, meanMargin: .infinity),
    ] {
      let error = #expect(throws: ScoringModelError.self) {
        try Scorer(.forest(Forest(variableCount: 2, baseMargin: 0, trees: [], start: start)))
      }
      #expect(error?.place == "start")
    }
    let forest = Forest(
      variableCount: 2, baseMargin: 0, trees: [],
      start: StartingScore(variable: 1, missingMargin: -2.25, meanMargin: 0.1))
    #expect(try JSONDecoder().decode(Forest.self, from: JSONEncoder().encode(forest)) == forest)
    let plain = Forest(variableCount: 2, baseMargin: 0, trees: [])
    #expect(!String(decoding: try JSONEncoder().encode(plain), as: UTF8.self).contains("start"))
  }
}
