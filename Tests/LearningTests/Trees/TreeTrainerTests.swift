import Configuration
import Foundation
import Parallel
import Scoring
import Testing

@testable import Learning

@Suite("Gradient-boosted trees")
struct TreeTrainerTests {
  private func train(
    _ set: TrainingSet, validation: TrainingSet? = nil, threads: Int = 2,
    _ change: (inout TreeSettings) -> Void = { _ in }
  ) throws -> TreeFit {
    var options = TreeSettings()
    options.rounds = 20
    change(&options)
    return try TreeTrainer(options: options.validated(), team: ThreadTeam(threadCount: threads))
      .train(set, validation: validation)
  }

  private func margins(_ fit: TreeFit, _ set: TrainingSet) throws -> [Double] {
    try Scorer(.forest(fit.forest)).margins(of: set.matrix, team: ThreadTeam(threadCount: 1))
  }

  @Test("grow the same trees as trying every split", arguments: [false, true])
  func slowTwin(weighted: Bool) throws {
    var tables = RandomTables(seed: weighted ? 7 : 6)
    for round in 0..<12 {
      let set = try tables.table(
        rows: 220, numeric: 1 + round % 4, categories: round % 3, missing: round % 2 == 0 ? 0 : 0.15,
        weighted: weighted)
      let fit = try train(set) {
        ($0.rounds, $0.leaves, $0.minimumRows, $0.columnShare, $0.learningRate) = (3, 6, 8, 1, 0.3)
        $0.minimumHessian = 1
      }
      var margins = [Double](repeating: fit.forest.baseMargin, count: set.rowCount)
      var options = TreeSettings()
      (options.leaves, options.minimumRows, options.learningRate, options.minimumHessian) = (6, 8, 0.3, 1)
      for _ in 0..<3 {
        let values = SlowTreeTwin(set, options: options, margins: margins).values()
        for row in margins.indices { margins[row] += values[row] }
      }
      let found = try self.margins(fit, set)
      let distance = zip(found, margins).map { ($0 - $1).magnitude }.max() ?? 0
      #expect(distance < 1e-5, "round \(round)")
    }
  }

  @Test(
    "are the same bytes for any number of threads, and pass validation",
    arguments: [(1.0, 1.0), (0.8, 1.0), (1.0, 0.2)])
  func threads(rowShare: Double, sampleShare: Double) throws {
    var tables = RandomTables(seed: 1)
    let set = try tables.table(rows: 60_000, numeric: 12, categories: 2, weighted: true)
    let models = try [1, 2, 5].map { threads in
      let fit = try train(set, threads: threads) {
        ($0.rowShare, $0.sampleShare, $0.minimumRows) = (rowShare, sampleShare, 20)
      }
      let model = ScoringModel.forest(fit.forest)
      try model.validate()
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      return try encoder.encode(model)
    }
    #expect(models[0] == models[1] && models[0] == models[2])
  }

  @Test("do not depend on the order of the rows")
  func rowOrder() throws {
    var tables = RandomTables(seed: 2)
    let set = try tables.table(rows: 3000, numeric: 5, categories: 1)
    var order = Array(0..<3000)
    order.shuffle(using: &tables.random)
    #expect(try train(set).forest == train(set.taking(order)).forest)
  }

  @Test("score training rows as training did, bit for bit")
  func marginsAgree() throws {
    var tables = RandomTables(seed: 3)
    for (rowShare, sampleShare) in [(1.0, 1.0), (0.5, 1.0), (1.0, 0.3)] {
      let set = try tables.table(rows: 5000, numeric: 6, categories: 2)
      let options = try {
        var options = TreeSettings()
        (options.rounds, options.rowShare, options.sampleShare) = (15, rowShare, sampleShare)
        return try options.validated()
      }()
      let team = ThreadTeam(threadCount: 2)
      let table = BinnedTable(
        set: set, matrix: BinnedMatrix(set, binLimit: options.settings.bins, team: team))
      var state = BoostingState(
        table, validation: set, start: nil, options: options, team: team)
      for _ in 1...15 {
        _ = state.addTree()
        _ = try state.report(rounds: 15)
      }
      #expect(Array(state.trainingMargins) == state.validationMargins)
      #expect(try margins(state.fit(end: .allRounds), set) == state.validationMargins)
    }
  }

  @Test("find a planted rule and leave noise alone")
  func plantedRule() throws {
    var tables = RandomTables(seed: 4)
    let set = try tables.table(rows: 20_000, numeric: 6, categories: 2)
    let fresh = try tables.table(rows: 1500, numeric: 6, categories: 2)
    let fit = try train(set, validation: fresh) { ($0.rounds, $0.patience) = (300, 30) }
    #expect(slowAUC(try margins(fit, fresh), fresh.labels) > 0.8)
    let noise = fit.gains[2...5].reduce(0, +) + fit.gains[7]
    #expect(fit.gains[0] + fit.gains[1] + fit.gains[6] > 10 * noise)
    #expect(fit.splitCounts.reduce(0, +) == fit.forest.trees.reduce(0) { $0 + $1.leafCount - 1 })
    #expect(fit.forest.trees.allSatisfy { $0.nodes[0].cover == 20_000 })
  }

  @Test("stop where validation stops improving, and a refit with that many rounds gives the same trees")
  func earlyStopping() throws {
    var tables = RandomTables(seed: 5)
    let set = try tables.table(rows: 1500)
    let validation = try tables.table(rows: 1500)
    let fit = try train(set, validation: validation) {
      ($0.rounds, $0.patience, $0.learningRate, $0.minimumRows) = (1000, 15, 0.3, 5)
    }
    #expect(fit.end == .patience)
    #expect(fit.history.count == fit.bestRounds + 15)
    #expect(fit.forest.trees.count == fit.bestRounds)
    let losses = fit.history.compactMap(\.validationObjective)
    #expect(losses[fit.bestRounds - 1] == losses.min())
    var options = TreeSettings()
    (options.learningRate, options.minimumRows) = (0.3, 5)
    let refit = try TreeTrainer(options: options.validated(), team: ThreadTeam(threadCount: 1))
      .train(set, rounds: fit.bestRounds)
    #expect(refit.forest == fit.forest)
    #expect(refit.end == .allRounds)
  }

  @Test("stop when the callback says so")
  func stopping() throws {
    var tables = RandomTables(seed: 8)
    let set = try tables.table(rows: 500)
    let trainer = TreeTrainer(options: try TreeSettings().validated(), team: ThreadTeam(threadCount: 1))
    let fit = try trainer.train(set) { $0.round < 3 }
    #expect(fit.end == .stopped && fit.forest.trees.count == 3)
  }

  @Test("train on missing values alone, and from columns that say nothing")
  func oddColumns() throws {
    let rows = 400
    let labels = (0..<rows).map { Float($0 % 4 == 0 ? 1 : 0) }
    let known: [Float] = labels.map { $0 == 1 ? .nan : 7 }
    let columns: [[Float]] = [
      [Float](repeating: 3, count: rows), [Float](repeating: .nan, count: rows), known,
    ]
    let set = try TrainingSet(
      variables: (0..<3).map { TrainingVariable(name: "v\($0)", kind: .numeric) },
      matrix: ColumnMatrix(columns: columns), labels: labels)
    let fit = try train(set) { $0.columnShare = 1 }
    #expect(fit.splitCounts[0] == 0 && fit.splitCounts[1] == 0 && fit.splitCounts[2] > 0)
    #expect(slowAUC(try margins(fit, set), labels) == 1)
  }

  @Test("without anything to split, give everybody the same score")
  func nothingToLearn() throws {
    let set = try TrainingSet(
      variables: [TrainingVariable(name: "v", kind: .numeric)], matrix: ColumnMatrix(columns: [[1, 2]]),
      labels: [0, 1])
    let fit = try train(set)
    #expect(fit.end == .nothingToGain)
    #expect(try margins(fit, set).allSatisfy { $0.magnitude < 1e-6 })
    let empty = try TrainingSet(
      variables: [], matrix: ColumnMatrix(rowCount: 3, columnCount: 0), labels: [0, 1, 1])
    #expect(try train(empty).splitCounts.isEmpty)
  }

  @Test("keep within leaves, depth and rows")
  func bounds() throws {
    var tables = RandomTables(seed: 9)
    let set = try tables.table(rows: 3000, numeric: 5)
    let fit = try train(set) { ($0.leaves, $0.maximumDepth, $0.minimumRows) = (12, 3, 100) }
    for tree in fit.forest.trees {
      #expect(tree.leafCount <= 8)
      #expect(tree.nodes.filter { $0.isLeaf }.allSatisfy { $0.cover >= 100 })
    }
  }

  @Test("a whole weight counts like repeated rows")
  func weights() throws {
    var tables = RandomTables(seed: 10)
    let set = try tables.table(rows: 2000, numeric: 4, weighted: true)
    let weights = try #require(set.weights)
    let plain = try TrainingSet(variables: set.variables, matrix: set.matrix, labels: set.labels)
    let repeated = try plain.taking((0..<2000).flatMap { [Int](repeating: $0, count: Int(weights[$0])) })
    // Without bounds on rows and with all values distinct in bins, only sums count.
    func options(_ options: inout TreeSettings) {
      (options.minimumRows, options.minimumHessian, options.rounds, options.columnShare) = (1, 3, 5, 1)
    }
    let kept = try set.taking((0..<2000).filter { weights[$0] > 0 })
    let coarse = try coarsened(kept)
    let coarseRepeated = try coarsened(repeated)
    let a = try train(coarse, options)
    let b = try train(coarseRepeated, options)
    let difference = zip(try margins(a, plain), try margins(b, plain)).map { ($0 - $1).magnitude }.max() ?? 1
    #expect(difference < 1e-5)
    #expect(a.forest.trees[0].nodes[0].cover == b.forest.trees[0].nodes[0].cover)
  }

  /// The table with values rounded to tenths, so that every distinct value has a bin.
  private func coarsened(_ set: TrainingSet) throws -> TrainingSet {
    let columns = set.variables.indices.map { column in
      (0..<set.rowCount).map { (set.matrix[$0, column] * 10).rounded() / 10 }
    }
    return try TrainingSet(
      variables: set.variables, matrix: ColumnMatrix(columns: columns), labels: set.labels,
      weights: set.weights)
  }
}
