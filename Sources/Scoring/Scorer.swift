import Parallel

/// A checked model, ready to score.
///
/// It is made once and may be used by any number of threads at a time. Equal rows get equal margins, bit for
/// bit, from every engine, in any batch size and row order.
public struct Scorer: Sendable {
  public let model: ScoringModel
  /// The engine that computes margins; another one than was preferred where that does not fit the model.
  public let engineName: EngineName
  /// Mean margin over the training rows as the model knows them, the base line of contributions.
  public let expectedMargin: Double
  /// What is done to a margin before it becomes a probability; nil: nothing.
  public let calibration: Calibration?
  private let engine: any ScoringEngine
  private let contributor: any Contributor

  /// Checks `model` and prepares it.
  ///
  /// - Parameters:
  ///   - model: what is to score; it is checked as a whole.
  ///   - calibration: corrects margins on their way to probabilities, and nothing else; without ``Calibration/problem``.
  ///   - preferred: the engine to take where it fits the model; without it, the fastest that fits.
  /// - Throws: what ``ScoringModel/validate()`` finds.
  public init(
    _ model: ScoringModel, calibration: Calibration? = nil, engine preferred: EngineName? = nil
  ) throws(ScoringModelError) {
    try model.validate()
    precondition(calibration?.problem == nil, "A calibration is checked before it is used.")
    self.model = model
    self.calibration = calibration
    let exact: ScoringModel =
      switch model {
      case .forest(let forest): .forest(forest.inUnits())
      case .linear: model
      }
    var found: (name: EngineName, engine: any ScoringEngine)?
    for name in [preferred].compactMap({ $0 }) + EngineName.allCases where found == nil {
      found = name.engine(for: exact).map { (name, $0) }
    }
    guard let found else { preconditionFailure("The reference engine fits every model.") }
    (engineName, engine) = found
    switch exact {
    case .forest(let forest):
      let trees = ForestContributor(forest)
      contributor =
        forest.start.map {
          StartingScoreContributor(trees: trees, start: $0, variableCount: forest.variableCount)
        } ?? trees
    case .linear(let linear): contributor = LinearContributor(linear)
    }
    expectedMargin = contributor.expectedMargin
  }

  /// Number of columns that a block must have.
  public var variableCount: Int { model.variableCount }

  /// Rows that one thread takes at a time.
  var rowsPerTurn: Int { engine.rowsPerTurn }

  /// Writes the margin (log odds) of each row of `block` into `margins`, on the calling thread.
  ///
  /// `block` has ``variableCount`` columns; `margins` has at least as many elements as the block has rows.
  public func margins(of block: ColumnBlock, into margins: SharedBuffer<Double>) {
    check(block)
    precondition(margins.count >= block.rowCount, "There must be an element for each row's margin.")
    engine.writeMargins(of: block, into: margins)
  }

  /// The margin (log odds) of one row, on the calling thread and without allocating anything.
  ///
  /// - Parameter row: the row's values, ``variableCount`` of them.
  public func margin(of row: UnsafeBufferPointer<Float>) -> Double {
    precondition(row.count == variableCount, "A row must have a value for each variable of the model.")
    guard let base = row.baseAddress else {
      var nothing = Float.nan
      return withUnsafeMutablePointer(to: &nothing) {
        engine.margin(of: RowView(values: SharedBuffer(base: $0, count: 1), stride: 1))
      }
    }
    let values = SharedBuffer(base: UnsafeMutablePointer(mutating: base), count: row.count)
    return engine.margin(of: RowView(values: values, stride: 1))
  }

  /// The engines that fit `model`, the fastest first.
  ///
  /// - Throws: what ``ScoringModel/validate()`` finds.
  public static func engines(for model: ScoringModel) throws(ScoringModelError) -> [EngineName] {
    try model.validate()
    return EngineName.allCases.filter { $0.engine(for: model) != nil }
  }

  /// The margin (log odds) of each row of `matrix`, computed by `team`.
  public func margins(of matrix: ColumnMatrix, team: ThreadTeam) -> [Double] {
    filled(matrix.rowCount) { margins(of: matrix, into: $0, team: team) }
  }

  /// Writes the margin (log odds) of each row of `matrix` into `margins`, which has at least as many elements as the matrix
  /// has rows, computed by `team`.
  ///
  /// For a caller that scores again and again: a fresh array costs more than a linear model does.
  public func margins(of matrix: ColumnMatrix, into margins: SharedBuffer<Double>, team: ThreadTeam) {
    precondition(margins.count >= matrix.rowCount, "There must be an element for each row's margin.")
    matrix.withBlock { block in
      team.forEachRange(matrix.rowCount, grain: rowsPerTurn) { rows, _ in
        self.margins(of: block.rows(rows), into: margins[rows])
      }
    }
  }

  /// A fresh array of `count` numbers that `fill` writes.
  func filled(_ count: Int, _ fill: (SharedBuffer<Double>) -> Void) -> [Double] {
    Array(unsafeUninitializedCapacity: count) { buffer, written in
      if let base = buffer.baseAddress { fill(SharedBuffer(base: base, count: count)) }
      written = count
    }
  }

  /// Writes each variable's share of each row's margin, on the calling thread.
  ///
  /// Element `row * variableCount + variable` of `contributions` receives the share, so that
  /// ``expectedMargin`` + the sum of a row's shares = its margin, but for rounding. For forests they are
  /// Shapley values of the game in which unknown variables split a row by the nodes' covers; for linear models
  /// what the variable's terms add beyond their mean in training.
  public func contributions(of block: ColumnBlock, into contributions: SharedBuffer<Double>) {
    check(block)
    precondition(
      contributions.count >= block.rowCount * variableCount,
      "There must be an element for each variable of each row.")
    contributor.writeContributions(of: block, into: contributions)
  }

  /// Each variable's share of each row's margin, computed by `team`; see ``contributions(of:into:)``.
  public func contributions(of matrix: ColumnMatrix, team: ThreadTeam) -> [Double] {
    let variableCount = variableCount
    // Whole tiles where there are many rows, smaller turns where each thread should get some of few.
    let grain = min(512, max(64, matrix.rowCount / (4 * team.threadCount) / 64 * 64))
    return matrix.withBlock { block in
      filled(matrix.rowCount * variableCount) { shares in
        team.forEachRange(matrix.rowCount, grain: grain) { rows, _ in
          let range = rows.lowerBound * variableCount..<rows.upperBound * variableCount
          contributions(of: block.rows(rows), into: shares[range])
        }
      }
    }
  }

  private func check(_ block: ColumnBlock) {
    precondition(
      block.columnCount == variableCount, "A block must have a column for each variable of the model.")
  }
}
