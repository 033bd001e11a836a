import Calendar
import Metrics
import Parallel

extension TrainingDistributions {
  /// Gathers what later months are set against.
  ///
  /// - Parameters:
  ///   - rows: the training rows; those whose window lies in the panel as a whole are counted.
  ///   - matrix: their variables.
  ///   - scores: their probabilities by the model that was trained on them.
  ///   - usualScoreStability: how far scores of rows that were not trained on differ from those that were.
  public init(
    rows: [SnapshotRow], matrix: ColumnMatrix, scores: [Double], usualScoreStability: Double?,
    book: RecipeBook, firstMonth: Month, auc: Double?, team: ThreadTeam
  ) {
    let full =
      VariableDistributions.withFullWindow(rows, from: firstMonth, window: book.window) ?? Array(rows.indices)
    let all = VariableDistributions(matrix, rows: full, book: book, team: team).distributions
    let months = Dictionary(grouping: full) { rows[$0].month }.sorted { $0.key < $1.key }.map(\.value)
    let monthly =
      months.count < 2
      ? [] : months.map { VariableDistributions(matrix, rows: $0, bins: all, team: team).distributions }
    let variables = all.indices.map { variable in
      Bins(all[variable], usual: monthly.compactMap { $0[variable].stability(against: all[variable]) }.max())
    }
    let score = Distribution(ofScores: full.map { scores[$0] })
    self.init(score: Bins(score, usual: usualScoreStability), variables: variables, auc: auc)
  }
}

extension TrainingDistributions {
  /// Gathers what later rows of a ready-made table are set against.
  ///
  /// - Parameters:
  ///   - matrix: the variables of the rows, or of a sample, as they are scored.
  ///   - times: when each of these rows was, for how far quarters of the rows differ from all; nil: rows have no time.
  ///   - scores: their probabilities.
  ///   - usualScoreStability: how far scores of rows that were not trained on differ from those that were.
  public init(
    _ matrix: ColumnMatrix, times: [Double]? = nil, scores: [Double], usualScoreStability: Double? = nil,
    book: RecipeBook, auc: Double? = nil, team: ThreadTeam
  ) {
    let all = VariableDistributions(matrix, book: book, team: team).distributions
    let sorted = times?.sorted() ?? []
    let borders = sorted.isEmpty ? [] : (1..<4).map { sorted[sorted.count * $0 / 4] }
    let parts = Dictionary(grouping: (times ?? []).indices) { row in
      borders.count { (times?[row] ?? 0) >= $0 }
    }
    let quarters =
      parts.count < 2
      ? []
      : parts.values.map { VariableDistributions(matrix, rows: $0, bins: all, team: team).distributions }
    self.init(
      score: Bins(Distribution(ofScores: scores), usual: usualScoreStability),
      variables: all.indices.map { variable in
        Bins(
          all[variable], usual: quarters.compactMap { $0[variable].stability(against: all[variable]) }.max())
      }, auc: auc)
  }
}

extension TrainingDistributions.Bins {
  /// - Parameter usual: the greatest stability index of a single month.
  public init(_ distribution: Distribution, usual: Double?) {
    self.init(
      edges: distribution.edges, counts: distribution.counts, missing: distribution.missing,
      usualStability: usual)
  }

  /// The bins with nobody in them, and with the training rows.
  public var empty: Distribution { Distribution(edges: edges) }
  public var distribution: Distribution {
    var distribution = Distribution(edges: edges)
    distribution.counts = counts
    distribution.missing = missing
    return distribution
  }
}
