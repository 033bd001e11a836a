import Configuration
import Foundation
import Parallel
import Scoring
import Testing
import Variables

@testable import Learning

@Suite("Models of several forests, and trees grown on several orders of the rows")
struct EnsembleTests {
  private static let team = ThreadTeam(threadCount: 2)

  @Test(
    "an ensemble's margins are the mean of those of its forests, each stopped by itself, and of its regression"
  )
  func mean() throws {
    var tables = RandomTables(seed: 91)
    let set = try tables.table(rows: 1500, numeric: 4, categories: 1)
    let validation = try tables.table(rows: 500, numeric: 4, categories: 1)
    var definition = TrainingDefinition()
    definition.trees.patience = 5
    definition.levels.lossRates = false
    let book = RecipeBook(
      window: 1, assets: [],
      recipes: set.variables.map { Recipe(name: $0.name, function: .level, columns: [$0.name]) })
    func fit(_ definition: TrainingDefinition, as before: ModelFit? = nil) throws -> ModelFit {
      try ModelTrainer(definition: definition, binning: BinningDefinition(), book: book, team: Self.team)
        .fit(set, validation: before == nil ? validation : nil, as: before)
    }
    let together = try fit(definition)
    #expect(together.forests.count == 2 && together.rounds == together.forests.reduce(0, +))
    var sum = [Double](repeating: 0, count: set.rowCount)
    for (member, settings) in definition.portfolio.enumerated() {
      let trainer = TreeTrainer(
        options: try settings.validated(seed: definition.seed + UInt64(member)), team: Self.team)
      let one = try trainer.train(set, validation: validation)
      #expect(one.bestRounds == together.forests[member])
      let margins = try Scorer(.forest(one.forest)).margins(of: set.matrix, team: Self.team)
      for row in sum.indices { sum[row] += margins[row] }
    }
    let regression = try LogisticTrainer(options: LogisticOptions().validated(), team: Self.team).train(set)
    let steps = try Scorer(.forest(regression.model.steps(on: set, sizes: set)))
      .margins(of: set.matrix, team: Self.team)
    let share = together.regressionShare
    #expect(share > 0 && share < 0.5)
    let margins = try together.scorer().margins(of: set.matrix, team: Self.team)
    for row in margins.indices {
      #expect((margins[row] - (1 - share) * sum[row] / 2 - share * steps[row]).magnitude < 1e-9)
    }
    #expect((together.importance.reduce(0, +) - 1).magnitude < 1e-9)
    // A refit grows as many forests of as many trees, whatever it is fitted to.
    let refit = try fit(definition, as: together)
    #expect(refit.forests == together.forests && refit.regressionShare == share)
    definition.ensemble = .never
    let one = try fit(definition)
    #expect(one.forests.count == 1)
    definition.ensemble = .always
    #expect(try fit(definition, as: one).forests.count == 1)
  }

  @Test("how many forests are grown: by size, by what is said of trees, and by a search")
  func rule() {
    var definition = TrainingDefinition()
    func count(rows: Int = 1000, isTuned: Bool = false) -> Int {
      definition.forests(rows: rows, variables: 20, isTuned: isTuned).count
    }
    #expect(count() == 2 && count(isTuned: true) == 3)
    #expect(count(rows: 250_001) == 1 && count(rows: 250_001, isTuned: true) == 1)
    definition.trees.l2 = 3
    #expect(count() == 2)
    #expect(definition.portfolio.allSatisfy { $0.l2 == 3 })
    definition.trees.leaves = 15
    #expect(count() == 1 && count(isTuned: true) == 1)
    definition.ensemble = .always
    #expect(count(rows: 1 << 30) == 2 && count(rows: 1 << 30, isTuned: true) == 3)
    definition.ensemble = .never
    definition.trees = TreeSettings()
    #expect(count() == 1 && count(isTuned: true) == 1)
    definition.ensemble = .auto
    definition.algorithm = .logistic
    #expect(count() == 1)
  }

  @Test(
    "beside a forest by its own settings the standard two stand as they are, and are told from it by their number"
  )
  func extended() throws {
    var definition = TrainingDefinition()
    let standard = definition.portfolio
    (definition.ensemble, definition.trees.leaves, definition.trees.l2) = (.extended, 5, 40)
    (definition.trees.minimumRows, definition.trees.bins) = (70, 100)
    let forests = definition.forests(rows: 1000, variables: 20, isTuned: false)
    #expect(forests.first == definition.trees)
    #expect(forests.dropFirst().map(\.l2) == standard.map(\.l2))
    #expect(forests.dropFirst().map(\.minimumRows) == standard.map(\.minimumRows))
    #expect(forests.dropFirst().map(\.leaves) == standard.map(\.leaves))
    #expect(forests.allSatisfy { $0.bins == 100 })
    for (ensemble, trees) in [(TrainingDefinition.Ensemble.never, 5), (.always, 5), (.extended, 5)] {
      definition.ensemble = ensemble
      let count = definition.forests(rows: 1000, variables: 20, isTuned: false).count
      let fit = ModelFit(
        model: .forest(Forest(variableCount: 1, baseMargin: 0, trees: [])),
        forests: Array(repeating: trees, count: count),
        importance: [])
      #expect(fit.ensemble == ensemble)
    }
  }

  @Test("trees on several views are the same on any number of threads, and after an interruption")
  func views() throws {
    var tables = RandomTables(seed: 92)
    let set = try tables.table(rows: 1200, numeric: 3)
    // The second view has the first variable with noise.
    var random = RandomStream(seed: 4)
    var columns = (0..<3).map { column in (0..<set.rowCount).map { set.matrix[$0, column] } }
    columns[0] = columns[0].map { $0 + Float(random.normal()) * 0.3 }
    let view = try TrainingSet(
      variables: set.variables, matrix: ColumnMatrix(columns: columns), labels: set.labels,
      weights: set.weights)
    var options = TreeSettings()
    (options.rounds, options.learningRate, options.growth) = (12, 0.2, .symmetric)
    func trainer(_ threads: Int) throws -> TreeTrainer {
      TreeTrainer(options: try options.validated(), team: ThreadTeam(threadCount: threads))
    }
    let table = try trainer(2).table(of: set, views: [view])
    let whole = try trainer(2).train(table)
    for threads in [1, 5] {
      let other = try trainer(threads)
      #expect(try other.train(other.table(of: set, views: [view])).forest == whole.forest)
    }
    #expect(try trainer(2).train(set).forest != whole.forest)
    let stopped = try trainer(2).train(table) { $0.round < 5 }
    let read = try JSONDecoder().decode(TreeSnapshot.self, from: JSONEncoder().encode(stopped.snapshot))
    #expect(try trainer(2).train(table, resuming: read).forest == whole.forest)
    #expect(throws: TrainingError.foreignSnapshot(what: "another number of orders of its rows")) {
      try trainer(2).train(trainer(2).table(of: set), resuming: read)
    }
  }
}
