import Calendar
import Metrics
import Parallel

/// How the values of variables are distributed over bins that hold equal shares of the training rows.
public struct VariableDistributions: Sendable {
  /// One for each variable.
  public let distributions: [Distribution]

  /// Rows that are looked at, evenly taken; more would not change what is called moved.
  static let sampleRows = 50_000
  private static let bins = 10

  /// The rows of a table that are looked at: evenly taken ones of those given, or of all.
  public static func sampled(_ rowCount: Int, among rows: [Int]? = nil) -> [Int] {
    let count = rows?.count ?? rowCount
    return stride(from: 0, to: count, by: max(1, count / sampleRows)).map { rows?[$0] ?? $0 }
  }

  /// Makes the bins of a table's variables and counts its rows in them.
  ///
  /// - Parameter rows: the rows to look at; nil: all.
  public init(_ matrix: ColumnMatrix, rows: [Int]? = nil, book: RecipeBook, team: ThreadTeam) {
    let taken = Self.sampled(matrix.rowCount, among: rows)
    distributions = team.map(book.recipes.count) { variable, _ in
      let column = matrix.column(variable)
      var distribution: Distribution
      if let levels = book.recipes[variable].levels {
        distribution = Distribution(levels: levels.count)
      } else {
        let values = AlignedArray<Float>(count: taken.count)
        for (index, row) in taken.enumerated() { values.view[index] = column[row] }
        distribution = Distribution(
          binsOfSorted: sortedNumbers(values.view).map(Double.init), bins: Self.bins)
      }
      for row in taken { distribution.add(Double(column[row])) }
      return distribution
    }
  }

  /// Counts a table's rows in given bins.
  public init(_ matrix: ColumnMatrix, rows: [Int]? = nil, bins: [Distribution], team: ThreadTeam) {
    let taken = Self.sampled(matrix.rowCount, among: rows)
    distributions = team.map(bins.count) { variable, _ in
      var distribution = Distribution(edges: bins[variable].edges)
      let column = matrix.column(variable)
      for row in taken { distribution.add(Double(column[row])) }
      return distribution
    }
  }

  /// The rows whose window lies in the panel as a whole: in a panel's first months, variables are missing because
  /// nothing is known of the time before, and that is no drift. All rows where there are no others.
  public static func withFullWindow(_ rows: [SnapshotRow], from firstMonth: Month, window: Int) -> [Int]? {
    let first = firstMonth.index + window - 1
    let full = rows.indices.filter { Int(rows[$0].month) >= first }
    return full.isEmpty ? nil : full
  }
}
