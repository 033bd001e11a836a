import Calendar
import Configuration
import Parallel
import Retention
import Scoring
import Variables

extension VariableProfiler {
  /// Customers with a point of their own: enough to see a shape, few enough for a page that opens at once.
  private static let points = 200

  /// What variables did to the scores of evenly taken customers.
  ///
  /// - Parameter variables: numbers of the variables to look at.
  func contributions(_ scorer: Scorer, of variables: [Int], language: Language) -> [VariableContributions] {
    let count = min(Self.points, evaluated.rowCount)
    guard count > 1 else { return [] }
    let rows = (0..<count).map { $0 * evaluated.rowCount / count }
    let taken = withExtendedLifetime(evaluated) {
      ColumnMatrix(
        columns: (0..<evaluated.columnCount).map { index in
          let column = evaluated.column(index)
          return rows.map { column[$0] }
        })
    }
    let shares = scorer.contributions(of: taken, team: team)
    return variables.map { variable in
      let recipe = book.recipes[variable]
      let ranks = recipe.isCategory ? [] : Self.ranks((0..<count).map { taken[$0, variable] })
      return VariableContributions(
        name: recipe.name, meaning: recipe.meaning(in: language),
        points: (0..<count).map { row in
          let share = shares[row * scorer.variableCount + variable]
          return .init(
            rank: ranks.isEmpty ? nil : ranks[row], contribution: Self.rounded(share, to: 10_000))
        })
    }
  }

  /// Where each value stands among all, from 0 to 1, equal values at the middle of their places; nil where it is missing.
  static func ranks(_ values: [Float]) -> [Double?] {
    let order = values.indices.filter { !values[$0].isNaN }.sorted { values[$0] < values[$1] }
    var ranks = [Double?](repeating: nil, count: values.count)
    var start = 0
    while start < order.count {
      var end = start
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      let rank = order.count > 1 ? Double(start + end - 1) / 2 / Double(order.count - 1) : 0.5
      for position in start..<end { ranks[order[position]] = rounded(rank, to: 1000) }
      start = end
    }
    return ranks
  }

  /// As many decimals as a picture shows, so that the report's data stay small.
  private static func rounded(_ value: Double, to parts: Double) -> Double {
    (value * parts).rounded() / parts
  }
}
