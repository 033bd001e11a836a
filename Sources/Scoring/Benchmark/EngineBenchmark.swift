import Parallel

/// The speed of every engine that fits a model, on this machine.
public struct EngineBenchmark: Sendable {
  /// Of an engine, or of making contributions.
  public struct Speed: Sendable {
    /// Nanoseconds per row, for each of ``EngineBenchmark/threadCounts``.
    public let nanoseconds: [Double]
    /// Nanoseconds to score a single row by itself; nil where it is not asked for.
    public let singleRow: Double?

    public var best: Double { nanoseconds.min() ?? 0 }
  }

  public let variableCount: Int
  /// 1, 2, 4, … and the most that were asked for.
  public let threadCounts: [Int]
  /// In the order in which engines are tried.
  public let engines: [(name: EngineName, speed: Speed)]
  public let contributions: Speed
  /// The engine that is chosen for the model.
  public let chosen: EngineName
  /// Megabytes per second of reading the rows alone, for each of ``threadCounts``.
  public let readingSpeeds: [Double]

  /// The reference is slow: so many rows tell enough.
  private static let referenceRows = 10_000
  /// Each figure is the least of so many runs: what else the machine does only ever adds.
  private static let repeats = 3

  /// Measures all engines on random rows whose values lie around the model's own thresholds.
  ///
  /// - Throws: ``ScoringModelError`` where the model cannot be scored.
  public init(_ model: ScoringModel, rowCount: Int, mostThreads: Int, seed: UInt64) throws(ScoringModelError)
  {
    let matrix = BenchmarkRows.make(for: model, rowCount: rowCount, seed: seed)
    let few = BenchmarkRows.make(for: model, rowCount: min(rowCount, Self.referenceRows), seed: seed)
    var counts = [1]
    while counts[counts.count - 1] * 2 < mostThreads { counts.append(counts[counts.count - 1] * 2) }
    if mostThreads > 1 { counts.append(mostThreads) }
    let teams = counts.map { ThreadTeam(threadCount: $0) }
    var engines: [(name: EngineName, speed: Speed)] = []
    for engine in try Scorer.engines(for: model) {
      let scorer = try Scorer(model, engine: engine)
      let rows = engine == .reference ? few : matrix
      let times = teams.map { team in
        Self.nanoseconds(rows: rows.rowCount) { _ = scorer.margins(of: rows, team: team) }
      }
      engines.append((engine, Speed(nanoseconds: times, singleRow: Self.singleRow(scorer, few))))
    }
    let scorer = try Scorer(model)
    // What contributions need is prepared when the first are asked for.
    _ = scorer.contributions(of: few, team: teams[0])
    contributions = Speed(
      nanoseconds: teams.map { team in
        Self.nanoseconds(rows: few.rowCount) { _ = scorer.contributions(of: few, team: team) }
      }, singleRow: nil)
    readingSpeeds = teams.map { Self.readingSpeed(matrix, $0) }
    variableCount = matrix.columnCount
    threadCounts = counts
    self.engines = engines
    chosen = scorer.engineName
  }

  private static func nanoseconds(rows: Int, _ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    var least = Double.infinity
    for _ in 0..<Self.repeats {
      let start = clock.now
      body()
      least = min(least, (clock.now - start) / .nanoseconds(1))
    }
    return least / Double(max(1, rows))
  }

  private static func singleRow(_ scorer: Scorer, _ matrix: ColumnMatrix) -> Double {
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
  private static func readingSpeed(_ matrix: ColumnMatrix, _ team: ThreadTeam) -> Double {
    let totals = AlignedArray<Float>(count: matrix.columnCount)
    let perRow = nanoseconds(rows: matrix.rowCount) {
      team.forEach(matrix.columnCount) { column, _ in
        totals.view[column] = matrix.column(column).sum
      }
    }
    return Double(4 * matrix.columnCount) / perRow * 1e3
  }
}
