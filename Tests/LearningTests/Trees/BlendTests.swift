import Configuration
import Parallel
import Tabular
import Testing
import Variables

@testable import Learning
@testable import Scoring

@Suite("Regressions beside trees")
struct BlendTests {
  private static let team = ThreadTeam(threadCount: 2)

  /// A regression of a table, and the same in steps.
  private static func both(_ set: TrainingSet) throws -> (linear: LinearModel, steps: Forest) {
    let sizes = try set.sizes()
    let fit = try LogisticTrainer(options: LogisticOptions().validated(), team: team).train(sizes)
    return (fit.model, fit.model.steps(on: set, sizes: sizes))
  }

  /// Rows whose log odds are those of `margin`.
  private static func table(
    _ random: inout RandomStream, rows: Int, numbers: Int, margin: ([Double]) -> Double
  ) throws -> TrainingSet {
    var columns = [[Float]](repeating: [], count: numbers)
    var labels: [Float] = []
    for _ in 0..<rows {
      let values = (0..<numbers).map { _ in random.normal() }
      for (number, value) in values.enumerated() { columns[number].append(Float(value)) }
      labels.append(random.uniform() < Scorer.probability(ofMargin: margin(values)) ? 1 : 0)
    }
    return try TrainingSet(
      variables: (0..<numbers).map { TrainingVariable(name: "number \($0)", kind: .numeric) },
      matrix: ColumnMatrix(columns: columns), labels: labels)
  }

  private static func fit(
    _ set: TrainingSet, _ validation: TrainingSet, threads: Int = 2,
    _ change: (inout TrainingDefinition) -> Void = { _ in }
  ) throws -> ModelFit {
    var definition = TrainingDefinition()
    definition.trees.patience = 10
    change(&definition)
    let book = RecipeBook(
      window: 1, assets: [],
      recipes: set.variables.map { Recipe(name: $0.name, function: .level, columns: [$0.name]) })
    return try ModelTrainer(
      definition: definition, binning: BinningDefinition(), book: book, team: ThreadTeam(threadCount: threads)
    ).fit(set, validation: validation)
  }

  @Test("a regression in steps is the regression: of few different values exactly, of many nearly")
  func steps() throws {
    var tables = RandomTables(seed: 61)
    for (missing, weighted) in [(0.1, false), (0, false), (0.1, true)] {
      let set = try tables.table(rows: 3000, numeric: 4, categories: 2, missing: missing, weighted: weighted)
      let (linear, forest) = try Self.both(set)
      try ScoringModel.forest(forest).validate()
      #expect(forest.trees.allSatisfy { $0.leafCount <= StepTree.mostSteps + 1 })
      let exact = try Scorer(.linear(linear)).margins(of: set.matrix, team: Self.team)
      let found = try Scorer(.forest(forest)).margins(of: set.matrix, team: Self.team)
      let errors = zip(exact, found).map { ($0 - $1).magnitude }
      #expect(errors.max() ?? 1 < 0.2 && errors.reduce(0, +) / Double(errors.count) < 0.05)
      // Covers are weights of training rows, so what is expected of a row is the mean of all rows.
      let weights = set.weights ?? set.labels.map { _ in 1 }
      let total = weights.reduce(0) { $0 + Double($1) }
      let mean = zip(found, weights).reduce(0) { $0 + $1.0 * Double($1.1) } / total
      let expected = ForestContributor(forest).expectedMargin
      #expect((expected - mean).magnitude < 1e-9)
      let shares = try Scorer(.forest(forest)).contributions(of: set.matrix, team: Self.team)
      for row in 0..<100 {
        let sum = shares[row * set.variables.count..<(row + 1) * set.variables.count].reduce(expected, +)
        #expect((sum - found[row]).magnitude < 1e-6)
      }
      // The third number is rounded, so it has few values; other variables stay as they are in the first row.
      for variable in [2, 4, 5] {
        var columns = (0..<set.variables.count).map { column in
          [Float](repeating: set.matrix[0, column], count: set.rowCount)
        }
        columns[variable] = (0..<set.rowCount).map { set.matrix[$0, variable] }
        let rows = ColumnMatrix(columns: columns)
        let exact = try Scorer(.linear(linear)).margins(of: rows, team: Self.team)
        let found = try Scorer(.forest(forest)).margins(of: rows, team: Self.team)
        for row in 0..<set.rowCount where weights[row] > 0 {
          #expect((exact[row] - exact[0] - found[row] + found[0]).magnitude < 1e-5)
        }
      }
    }
  }

  @Test("numbers that Float32 does not tell apart have steps by what they stand for")
  func cells() throws {
    var random = RandomStream(seed: 62)
    let cells = (0..<400).map { 20_240_000_000 + Double($0) }
    let scale = CellScale(cells: cells)
    let chosen = (0..<2000).map { _ in random.below(400) }
    let labels = chosen.map { Float(random.uniform() < 0.1 + 0.8 * Double($0) / 400 ? 1 : 0) }
    let set = try TrainingSet(
      variables: [TrainingVariable(name: "day", kind: .numeric, scale: scale)],
      matrix: ColumnMatrix(columns: [chosen.map { scale.float(ofCell: cells[$0]) }]), labels: labels)
    let margins = try Scorer(.forest(Self.both(set).steps)).margins(of: set.matrix, team: Self.team)
    #expect(slowAUC(margins, labels) > 0.7)
    for (row, cell) in chosen.enumerated() {
      #expect(margins[row] <= margins[chosen.firstIndex { $0 >= cell + 40 } ?? row])
    }
  }

  @Test("a linear truth gives the regression a share that helps, a truth of products none")
  func truths() throws {
    var random = RandomStream(seed: 63)
    func linear(_ values: [Double]) -> Double {
      0.4 * (values[0] - values[1] + values[2] - values[3] + values[4]) - 1
    }
    let sets = try (0..<3).map { _ in try Self.table(&random, rows: 1500, numbers: 10, margin: linear) }
    let blend = try Self.fit(sets[0], sets[1])
    let alone = try Self.fit(sets[0], sets[1]) { $0.trees.monotone = ["number 9": .increasing] }
    #expect(blend.regressionShare > 0.3 && alone.regressionShare == 0)
    func loss(_ fit: ModelFit) throws -> Double {
      meanLogLoss(
        margins: try fit.scorer().margins(of: sets[2].matrix, team: Self.team), set: sets[2], team: Self.team)
    }
    #expect(try loss(blend) < loss(alone) - 0.005)
    #expect((blend.importance.reduce(0, +) - 1).magnitude < 1e-9)
    #expect(blend.rounds == blend.forests.reduce(0, +))
    let products = try (0..<2).map { _ in
      try Self.table(&random, rows: 1500, numbers: 3) { 3 * $0[0] * $0[1] }
    }
    #expect(try Self.fit(products[0], products[1]).regressionShare == 0)
  }

  @Test("a blend is the same on any number of threads")
  func threads() throws {
    var random = RandomStream(seed: 64)
    let sets = try (0..<2).map { _ in
      try Self.table(&random, rows: 600, numbers: 5) { $0[0] + 0.5 * $0[1] }
    }
    let first = try Self.fit(sets[0], sets[1], threads: 1)
    #expect(first.regressionShare > 0)
    for threads in [2, 5] { #expect(try Self.fit(sets[0], sets[1], threads: threads).model == first.model) }
  }

  @Test("a share follows what the rows say, less with few of them, and does not ask how weights are scaled")
  func share() throws {
    var random = RandomStream(seed: 65)
    let set = try Self.table(&random, rows: 2000, numbers: 2) { 2 * $0[0] }
    let truth = (0..<2000).map { 2 * Double(set.matrix[$0, 0]) }
    let noise = (0..<2000).map { 2 * Double(set.matrix[$0, 1]) }
    #expect(BlendShare(of: truth, besides: noise, on: set).share > 0.9)
    #expect(BlendShare(of: noise, besides: truth, on: set).share == 0)
    #expect(BlendShare(of: truth, besides: truth, on: set).share < 0.4)
    let few = try set.taking(Array(0..<12))
    let share = BlendShare(of: truth, besides: noise, on: few).share
    #expect(share > 0 && share < BlendShare(of: truth, besides: noise, on: set).share)
    let weighted = set.countingLosses(times: 1)
    #expect(
      BlendShare(of: truth, besides: noise, on: weighted).share
        == BlendShare(of: truth, besides: noise, on: set).share)
    let heavy = try TrainingSet(
      variables: set.variables, matrix: set.matrix, labels: set.labels, weights: set.labels.map { _ in 64 })
    #expect(
      BlendShare(of: truth, besides: noise, on: heavy).share
        == BlendShare(of: truth, besides: noise, on: set).share)
  }
}
