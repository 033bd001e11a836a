import Configuration
import Foundation
import Metrics
import Parallel
import Scoring
import Testing

@testable import Learning

@Suite("What users ask of trees")
struct TreeFeatureTests {
  private func fit(
    _ set: TrainingSet, validation: TrainingSet? = nil, threads: Int = 2,
    _ change: (inout TreeSettings) -> Void = { _ in }
  ) throws -> TreeFit {
    var options = TreeSettings()
    (options.rounds, options.learningRate) = (20, 0.2)
    change(&options)
    let trainer = TreeTrainer(options: try options.validated(), team: ThreadTeam(threadCount: threads))
    return try trainer.train(set, validation: validation)
  }

  private func margins(_ fit: TreeFit, _ set: TrainingSet) throws -> [Double] {
    try Scorer(.forest(fit.forest)).margins(of: set.matrix, team: ThreadTeam(threadCount: 1))
  }

  @Test(
    "scores never fall along an increasing variable, nor rise along a decreasing one, on a grid",
    arguments: TreeSettings.Growth.allCases)
  func monotone(growth: TreeSettings.Growth) throws {
    var tables = RandomTables(seed: 51)
    // The rule rises with both; falling along the second goes against all that is there to be explained.
    let set = try tables.table(rows: 6000, numeric: 5, categories: 1)
    for (first, second) in [
      (TreeSettings.Direction.increasing, TreeSettings.Direction.increasing), (.increasing, .decreasing),
    ] {
      for sampleShare in [1.0, 0.3] {
        let fit = try fit(set) {
          ($0.growth, $0.minimumRows, $0.l1, $0.sampleShare) = (growth, 5, 0.5, sampleShare)
          $0.monotone = ["number 0": first, "number 1": second, "number 3": .increasing]
        }
        let scorer = try Scorer(.forest(fit.forest))
        for (variable, sign) in [(0, 1.0), (1, second == .increasing ? 1 : -1), (3, 1)] {
          for _ in 0..<40 {
            let row = tables.random.below(6000)
            let grid = (0..<200).map { Float($0 - 100) / 25 }
            let columns = set.variables.indices.map { column in
              column == variable ? grid : [Float](repeating: set.matrix[row, column], count: grid.count)
            }
            let scores = scorer.margins(
              of: ColumnMatrix(columns: columns), team: ThreadTeam(threadCount: 1))
            #expect(zip(scores, scores.dropFirst()).allSatisfy { ($1 - $0) * sign >= 0 })
          }
        }
        #expect(fit.splitCounts[0] > 0)
      }
    }
    let free = try fit(set) { ($0.growth, $0.minimumRows) = (growth, 5) }
    let bound = try fit(set) {
      ($0.growth, $0.minimumRows, $0.monotone) = (
        growth, 5, ["number 0": .increasing, "number 1": .increasing]
      )
    }
    let difference =
      slowAUC(try margins(free, set), set.labels) - slowAUC(try margins(bound, set), set.labels)
    #expect(difference < 0.03, "along the rule, bounds cost little")
  }

  @Test(
    "depthwise trees fill level after level; all growths learn the planted rule",
    arguments: TreeSettings.Growth.allCases)
  func growth(growth: TreeSettings.Growth) throws {
    var tables = RandomTables(seed: 52)
    let set = try tables.table(rows: 8000, numeric: 6, categories: 2)
    let fresh = try tables.table(rows: 1500, numeric: 6, categories: 2)
    let fit = try fit(set) { ($0.growth, $0.leaves, $0.rounds) = (growth, 16, 60) }
    #expect(slowAUC(try margins(fit, fresh), fresh.labels) > 0.8)
    for tree in fit.forest.trees {
      var depths = [Int](repeating: 0, count: tree.nodes.count)
      var splits: [Int: Set<[Float]>] = [:]
      for (index, node) in tree.nodes.enumerated() where !node.isLeaf {
        depths[Int(node.left)] = depths[index] + 1
        depths[Int(node.right)] = depths[index] + 1
        if growth == .symmetric, node.categorySet < 0 {
          splits[depths[index], default: []].insert([Float(node.variable), node.threshold])
        }
      }
      #expect(tree.leafCount <= 16)
      if growth != .leafwise { #expect((depths.max() ?? 0) <= (growth == .symmetric ? 4 : 15)) }
      if growth == .depthwise, tree.leafCount == 16 {
        let inner = tree.nodes.indices.filter { !tree.nodes[$0].isLeaf }
        // A level is begun only when the one above is done: leaves of sixteen lie within two levels, or had nothing to gain.
        #expect((inner.map { depths[$0] }.max() ?? 0) <= 8)
      }
    }
  }

  @Test("symmetric trees ask one question per level, the best of all by trying")
  func symmetricTwin() throws {
    var tables = RandomTables(seed: 53)
    for round in 0..<10 {
      let set = try tables.table(rows: 250, numeric: 1 + round % 4, missing: round % 2 == 0 ? 0 : 0.2)
      let fit = try fit(set) {
        ($0.growth, $0.leaves, $0.rounds, $0.columnShare, $0.minimumHessian) = (.symmetric, 8, 1, 1, 0.5)
      }
      var options = TreeSettings()
      (options.learningRate, options.minimumHessian) = (0.2, 0.5)
      let base = [Double](repeating: fit.forest.baseMargin, count: set.rowCount)
      let twin = SlowTreeTwin(set, options: options, margins: base).symmetricValues(levels: 3)
      let distance =
        zip(try margins(fit, set), zip(base, twin)).map { ($0 - $1.0 - $1.1).magnitude }.max() ?? 0
      #expect(distance < 1e-5, "round \(round)")
    }
  }

  @Test(
    "variables that may not go together never stand on the same way down",
    arguments: TreeSettings.Growth.allCases)
  func interactions(growth: TreeSettings.Growth) throws {
    var tables = RandomTables(seed: 54)
    let set = try tables.table(rows: 5000, numeric: 5, categories: 1)
    let fit = try fit(set) {
      $0.growth = growth
      $0.interactions = [["number 0", "number 1"], ["number 1", "category 0"]]
      $0.minimumRows = 10
    }
    let groups: [Set<Int>] = [[0, 1], [1, 5], [2], [3], [4]]
    for tree in fit.forest.trees {
      var ways: [Int: Set<Int>] = [0: []]
      for (index, node) in tree.nodes.enumerated() where !node.isLeaf {
        let way = (ways[index] ?? []).union([Int(node.variable)])
        #expect(groups.contains { way.isSubset(of: $0) })
        ways[Int(node.left)] = way
        ways[Int(node.right)] = way
      }
    }
    #expect(fit.splitCounts[0] > 0 && fit.splitCounts[1] > 0 && fit.splitCounts[5] > 0)
  }

  @Test("an interrupted training that is resumed gives the same bytes", arguments: [1.0, 0.3])
  func resume(sampleShare: Double) throws {
    var tables = RandomTables(seed: 55)
    let set = try tables.table(rows: 4000, numeric: 5, categories: 1, weighted: true)
    let validation = try tables.table(rows: 1000, numeric: 5, categories: 1)
    var options = TreeSettings()
    (options.rounds, options.learningRate, options.sampleShare, options.patience) = (30, 0.2, sampleShare, 8)
    let trainer = TreeTrainer(options: try options.validated(), team: ThreadTeam(threadCount: 2))
    let table = try trainer.table(of: set)
    let whole = try trainer.train(table, validation: validation)
    let kept = KeptSnapshots()
    let stopped = try trainer.train(
      table, validation: validation, checkpoints: TreeCheckpoints(every: 5) { kept.add($0) }
    ) { $0.round < 12 }
    #expect(stopped.end == .stopped && kept.all.map(\.rounds) == [5, 10])
    for snapshot in kept.all + [stopped.snapshot] {
      let read = try JSONDecoder().decode(TreeSnapshot.self, from: try JSONEncoder().encode(snapshot))
      #expect(read == snapshot)
      let resumed = try trainer.train(table, validation: validation, resuming: read)
      #expect(resumed.forest == whole.forest && resumed.history == whole.history)
      #expect(resumed.gains == whole.gains && resumed.end == whole.end)
    }
    var others = options
    others.l2 = 1
    let foreign = TreeTrainer(options: try others.validated(), team: ThreadTeam(threadCount: 1))
    #expect(throws: TrainingError.foreignSnapshot(what: "other options")) {
      try foreign.train(table, resuming: stopped.snapshot)
    }
    let fewer = try trainer.table(of: set.taking(Array(0..<100)))
    #expect(throws: TrainingError.foreignSnapshot(what: "4,000 rows instead of 100")) {
      try trainer.train(fewer, resuming: stopped.snapshot)
    }
  }

  @Test("trees that start from scores learn only what those leave")
  func start() throws {
    var tables = RandomTables(seed: 56)
    let set = try tables.table(rows: 3000, numeric: 3)
    var options = TreeSettings()
    (options.rounds, options.learningRate) = (10, 0.3)
    let trainer = TreeTrainer(options: try options.validated(), team: ThreadTeam(threadCount: 2))
    let table = try trainer.table(of: set)
    let first = try trainer.train(table, rounds: 6)
    let reached = try margins(first, set)
    let rest = try trainer.train(
      table, validation: set, start: StartingMargins(training: reached, validation: reached))
    #expect(rest.forest.baseMargin == 0)
    #expect(rest.history[0].trainingObjective < first.history[0].trainingObjective)
    let together = zip(reached, try margins(rest, set)).map { $0 + $1 }
    #expect(
      (meanLogLoss(margins: together, set: set, team: ThreadTeam(threadCount: 1))
        - (rest.history[9].validationObjective ?? 0)).magnitude < 1e-9)
    #expect(throws: TrainingError.unequalSizes(what: "scores to start from", found: 2, expected: 3000)) {
      try trainer.train(table, start: StartingMargins(training: [0, 0]))
    }
    #expect(throws: (any Error).self) {
      try trainer.train(table, start: StartingMargins(training: [.nan] + reached.dropFirst()))
    }
  }

  @Test("training stops by the figure that was asked for", arguments: TreeSettings.Metric.allCases)
  func stopMetric(metric: TreeSettings.Metric) throws {
    var tables = RandomTables(seed: 57)
    let set = try tables.table(rows: 1200)
    let validation = try tables.table(rows: 800, weighted: true)
    let fit = try fit(set, validation: validation) {
      ($0.rounds, $0.patience, $0.minimumRows, $0.stopBy) = (400, 10, 3, metric)
    }
    #expect(fit.end == .patience)
    let figures = fit.history.map {
      metric == .logLoss ? -($0.validationObjective ?? 0) : ($0.validationScore ?? 0)
    }
    #expect(figures.firstIndex(of: figures.max() ?? 0) == fit.bestRounds - 1)
    #expect(fit.history.allSatisfy { ($0.validationScore == nil) == (metric == .logLoss) })
  }

  @Test("AUC and lift of ranked rows are those of counting pairs and rows")
  func rankedRows() throws {
    var tables = RandomTables(seed: 58)
    for _ in 0..<200 {
      let rows = 2 + tables.random.below(60)
      let labels = (0..<rows).map { $0 == 0 ? Float(1) : $0 == 1 ? 0 : Float(tables.random.below(2)) }
      let margins = (0..<rows).map { _ in Double(tables.random.below(8)) }
      let set = try TrainingSet(
        variables: [], matrix: ColumnMatrix(rowCount: rows, columnCount: 0), labels: labels)
      let ranked = RankedSample(margins: margins, set: set)
      #expect((try #require(ranked.auc) - slowAUC(margins, labels)).magnitude < 1e-12)
      let lost = Double(labels.reduce(0, +))
      #expect((try #require(ranked.lift(ofWeight: 1)) - 1).magnitude < 1e-12)
      // Whole groups of equal scores from the top.
      let border = margins[tables.random.below(rows)]
      let taken = margins.indices.filter { margins[$0] >= border }
      let found = Double(taken.reduce(0) { $0 + labels[$1] })
      let lift = found / Double(taken.count) * Double(rows) / lost
      #expect(
        (try #require(ranked.lift(ofWeight: Double(taken.count) / Double(rows))) - lift).magnitude < 1e-9)
    }
  }

  @Test("given bins are the only values at which a variable is split")
  func edges() throws {
    var tables = RandomTables(seed: 59)
    let set = try tables.table(rows: 3000, numeric: 3)
    let fit = try fit(set) { $0.edges = ["number 1": [-0.5, 0.25, 9]] }
    let thresholds = fit.forest.trees.flatMap(\.nodes).filter { $0.variable == 1 }.map(\.threshold)
    #expect(!thresholds.isEmpty && thresholds.allSatisfy { [-0.5, 0.25, 9].contains($0) || $0 > 1e38 })
  }

  @Test("importance: what a variable gains, how often it is asked, and what is lost without it")
  func importance() throws {
    var tables = RandomTables(seed: 60)
    let set = try tables.table(rows: 8000, numeric: 4)
    let fresh = try tables.table(rows: 4000, numeric: 4)
    let fit = try fit(set) { $0.columnShare = 1 }
    let team = ThreadTeam(threadCount: 2)
    let falls = PermutationImportance.of(try Scorer(.forest(fit.forest)), on: fresh, team: team)
    #expect(falls[0] > 0.02 && falls[1] > 0.05)
    #expect(falls[2].magnitude < 0.01 && falls[3].magnitude < 0.01)
    #expect(falls == PermutationImportance.of(try Scorer(.forest(fit.forest)), on: fresh, team: team))
    #expect(fit.gains[1] > 2 * fit.gains[3] && fit.splitCounts[1] > fit.splitCounts[2])
  }

  @Test("l1 makes leaves with little to say worth nothing")
  func l1() throws {
    var tables = RandomTables(seed: 61)
    let set = try tables.table(rows: 2000, numeric: 3)
    let strong = try fit(set) { $0.l1 = 1e6 }
    #expect(strong.end == .nothingToGain && strong.splitCounts.allSatisfy { $0 == 0 })
    let mild = try fit(set) { $0.l1 = 20 }
    let free = try fit(set)
    func size(_ fit: TreeFit) -> Double {
      fit.forest.trees[0].nodes.filter(\.isLeaf).map(\.value.magnitude).reduce(0, +)
    }
    #expect(size(mild) < size(free) && mild.splitCounts.reduce(0, +) > 0)
  }

  @Test("bad options are refused together, with names that do not fit the table, before any work")
  func refusals() throws {
    let variables = [
      TrainingVariable(name: "amount", kind: .numeric),
      TrainingVariable(name: "branch", kind: .category(levels: 3)),
    ]
    var options = TreeSettings()
    (options.learningRate, options.bins, options.leaves, options.l1) = (-0.1, 1, 0, -1)
    options.monotone = ["branch": .increasing, "amuont": .decreasing]
    options.edges = ["amount": [2, 1], "nothing": []]
    options.interactions = [["amount", "nobody"], []]
    let error = #expect(throws: OptionsError.self) { try options.validated(for: variables) }
    for part in [
      "`learning_rate` is -0.1", "`bins` is 1", "`leaves` is 0", "`l1` is -1",
      "`monotone` names branch, which is a category", "`monotone` names amuont, but no variable",
      "`edges.amount` is [2, 1]; it must be from 1 to 254 rising numbers", "`edges.nothing` is []",
      "`edges` names nothing", "`interactions` names nobody", "a group without variables",
    ] {
      #expect(error?.problems.count { $0.contains(part) } == 1, "\(part)")
    }
    let set = try TrainingSet(
      variables: variables, matrix: ColumnMatrix(columns: [[1, 2], [0, 1]]), labels: [0, 1])
    var named = TreeSettings()
    named.monotone = ["branch": .increasing]
    let trainer = TreeTrainer(options: try named.validated(), team: ThreadTeam(threadCount: 1))
    #expect(throws: TrainingError.self) { try trainer.train(set) }
  }

  @Test("all rows weighing two is the same model as every row twice")
  func doubledRows() throws {
    var tables = RandomTables(seed: 62)
    let set = try tables.table(rows: 1500, numeric: 4, categories: 1)
    let heavy = try TrainingSet(
      variables: set.variables, matrix: set.matrix, labels: set.labels,
      weights: [Float](repeating: 2, count: set.rowCount))
    let twice = try set.taking((0..<1500).flatMap { [$0, $0] })
    let edges = Dictionary(
      uniqueKeysWithValues: (0..<4).map { ("number \($0)", [-1, -0.5, 0, 0.5, 1] as [Double]) })
    func options(_ options: inout TreeSettings, rows: Int) {
      (options.minimumRows, options.edges, options.minimumCategoryRows) = (rows, edges, rows)
    }
    let a = try fit(heavy) { options(&$0, rows: 20) }
    let b = try fit(twice) { options(&$0, rows: 40) }
    #expect(a.splitCounts == b.splitCounts)
    let distance = zip(try margins(a, set), try margins(b, set)).map { ($0 - $1).magnitude }.max() ?? 1
    #expect(distance < 1e-6)
  }
}

/// Snapshots that a training has kept.
private final class KeptSnapshots: @unchecked Sendable {
  private let lock = NSLock()
  private var snapshots: [TreeSnapshot] = []

  func add(_ snapshot: TreeSnapshot) { lock.withLock { snapshots.append(snapshot) } }
  var all: [TreeSnapshot] { lock.withLock { snapshots } }
}
