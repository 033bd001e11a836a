import Calendar
import ModelFile
import Parallel
import Scoring

/// `churn benchmark`: the speed of every engine that fits a model, on this machine.
public struct BenchmarkRun: Sendable {
  public var modelPath: String
  public var rowCount: Int
  /// Thread counts up to this one are tried: 1, 2, 4, … and itself.
  public var mostThreads: Int
  /// Of the rows.
  public var seed: UInt64

  public init(modelPath: String, rowCount: Int, mostThreads: Int, seed: UInt64) {
    (self.modelPath, self.rowCount, self.mostThreads, self.seed) = (modelPath, rowCount, mostThreads, seed)
  }

  /// The reference is slow: so many rows tell enough.
  private static let referenceRows = 10_000
  /// Each figure is the least of so many runs: what else the machine does only ever adds.
  private static let repeats = 3

  public func run() throws -> String {
    let document = try LoadedModel(path: modelPath).document
    let matrix = BenchmarkRows.make(for: document.scoring, rowCount: rowCount, seed: seed)
    let few = BenchmarkRows.make(
      for: document.scoring, rowCount: min(rowCount, Self.referenceRows), seed: seed)
    var counts = [1]
    while counts[counts.count - 1] * 2 < mostThreads { counts.append(counts[counts.count - 1] * 2) }
    if mostThreads > 1 { counts.append(mostThreads) }
    let teams = counts.map { ThreadTeam(threadCount: $0) }
    var table = TextTable(
      [("engine", .left)] + counts.map { ("\($0) thread\($0 == 1 ? "" : "s"), ns", .right) }
        + [("rows per second", .right), ("one row, ns", .right)])
    for engine in try Scorer.engines(for: document.scoring) {
      let scorer = try Scorer(document.scoring, engine: engine)
      let rows = engine == .reference ? few : matrix
      let times = teams.map { team in
        nanoseconds(rows: rows.rowCount) { _ = scorer.margins(of: rows, team: team) }
      }
      let best = times.min() ?? 0
      table.add(
        [engine.rawValue] + times.map(Self.text) + [Self.text(1e9 / best), Self.text(singleRow(scorer, few))])
    }
    let scorer = try Scorer(document.scoring)
    // What contributions need is prepared when the first are asked for.
    _ = scorer.contributions(of: few, team: teams[0])
    let times = teams.map { team in
      nanoseconds(rows: few.rowCount) { _ = scorer.contributions(of: few, team: team) }
    }
    table.add(["contributions"] + times.map(Self.text) + [Self.text(1e9 / (times.min() ?? 0)), ""])
    let reading = teams.map { Self.text(readingSpeed(matrix, $0)) }.joined(separator: ", ")
    return """
      \(document.name): \(matrix.columnCount) variables; \(rowCount) random rows around the model's own thresholds.
      \(table.text)Chosen: \(scorer.engineName.rawValue). Reading the rows alone: \(reading) MB per second \
      (\(counts.map(String.init).joined(separator: ", ")) threads).
      """
  }

  private static func text(_ number: Double) -> String {
    number >= 100 ? NumberText.amount(number.rounded()) : "\((number * 10).rounded() / 10)"
  }

  private func nanoseconds(rows: Int, _ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    var least = Double.infinity
    for _ in 0..<Self.repeats {
      let start = clock.now
      body()
      least = min(least, (clock.now - start) / .nanoseconds(1))
    }
    return least / Double(max(1, rows))
  }

  private func singleRow(_ scorer: Scorer, _ matrix: ColumnMatrix) -> Double {
    let rows = (0..<min(500, matrix.rowCount)).map { row in
      (0..<matrix.columnCount).map { matrix[row, $0] }
    }
    return nanoseconds(rows: rows.count) {
      var sum = 0.0
      for row in rows { sum += row.withUnsafeBufferPointer { scorer.margin(of: $0) } }
      withExtendedLifetime(sum) {}
    }
  }

  /// Megabytes per second of adding all values up.
  private func readingSpeed(_ matrix: ColumnMatrix, _ team: ThreadTeam) -> Double {
    let totals = AlignedArray<Float>(count: matrix.columnCount)
    let perRow = nanoseconds(rows: matrix.rowCount) {
      team.forEach(matrix.columnCount) { column, _ in
        totals.view[column] = matrix.column(column).sum
      }
    }
    return Double(4 * matrix.columnCount) / perRow * 1e3
  }
}

/// Random rows whose values lie around a model's own thresholds, so that all branches are taken.
enum BenchmarkRows {
  static func make(for model: ScoringModel, rowCount: Int, seed: UInt64) -> ColumnMatrix {
    var pools = [[Float]](repeating: [], count: model.variableCount)
    switch model {
    case .forest(let forest):
      for tree in forest.trees {
        for node in tree.nodes where !node.isLeaf {
          if node.categorySet >= 0 {
            pools[Int(node.variable)] += tree.categorySets[Int(node.categorySet)].map { Float($0) }
          } else {
            pools[Int(node.variable)] += [node.threshold, node.threshold.nextUp]
          }
        }
      }
    case .linear(let linear):
      for term in linear.terms {
        switch term {
        case .numeric(let term):
          pools[term.variable] += [Float(term.lowest), Float(term.imputation), Float(term.highest)]
        case .category(let term): pools[term.variable] += term.weights.indices.map { Float($0) }
        case .binned(let term):
          pools[term.variable] += term.cuts.flatMap { [$0.nextDown, $0] } + term.specials
        }
      }
    }
    var random = RandomStream(seed: seed)
    return ColumnMatrix(
      columns: pools.map { pool in
        (0..<rowCount).map { _ in
          pool.isEmpty || random.chance(0.02) ? .nan : pool[random.below(pool.count)]
        }
      })
  }
}
