import Calendar
import Configuration
import Metrics
import ModelFile
import Parallel
import Validation
import Variables

extension LearntSpreads {
  /// Gathers what later months are set against.
  ///
  /// - Parameters:
  ///   - rows: the rows learnt from; those whose window lies in the panel as a whole are counted.
  ///   - matrix: their variables.
  ///   - scores: their probabilities by the model that was learnt from them.
  ///   - usualScoreStability: how far scores of rows that were not learnt from differ from those that were.
  init(
    rows: [SnapshotRow], matrix: ColumnMatrix, scores: [Double], usualScoreStability: Double?,
    book: RecipeBook,
    firstMonth: Month, auc: Double?, team: ThreadTeam
  ) {
    let full =
      VariableSpreads.withFullWindow(rows, from: firstMonth, window: book.window) ?? Array(rows.indices)
    let all = VariableSpreads(matrix, rows: full, book: book, team: team).spreads
    let months = Dictionary(grouping: full) { rows[$0].month }.sorted { $0.key < $1.key }.map(\.value)
    let monthly =
      months.count < 2 ? [] : months.map { VariableSpreads(matrix, rows: $0, bins: all, team: team).spreads }
    let variables = all.indices.map { variable in
      Bins(all[variable], usual: monthly.compactMap { $0[variable].stability(against: all[variable]) }.max())
    }
    let score = Spread(ofScores: full.map { scores[$0] })
    self.init(score: Bins(score, usual: usualScoreStability), variables: variables, auc: auc)
  }
}

extension LearntSpreads.Bins {
  init(_ spread: Spread, usual: Double?) {
    self.init(edges: spread.edges, counts: spread.counts, missing: spread.missing, usualStability: usual)
  }

  /// The bins with nobody in them, and with the rows learnt from.
  var empty: Spread { Spread(edges: edges) }
  var spread: Spread {
    var spread = Spread(edges: edges)
    spread.counts = counts
    spread.missing = missing
    return spread
  }
}
