import Calendar

/// Whether a customer's money comes in the season of a harvest, found from what came in.
///
/// Of two years, the three months that follow each other (December and January too) in which most money came hold at least
/// ``share`` of all that came in, and ``leastShareOfYear`` of each year, so that what came once, such as the sale of a house,
/// is no season; in the newest year ``leastAmount`` came in; and the season begins when crops are sold, summer's (夏收) in
/// May or June and autumn's (秋收) from August to October, or in November when livestock is, before the Spring Festival.
/// Of one year alone nobody can say.
enum SeasonalInflow {
  static let share = 0.6
  static let leastShareOfYear = 0.4
  static let leastAmount = 20_000.0
  static let seasonMonths = 3
  /// Months of the year, from 1, in which a season may begin.
  static let firstMonths: Set<Int> = [5, 6, 8, 9, 10, 11]

  /// - Parameters:
  ///   - inflow: what came in, oldest month first; NaN where missing.
  ///   - newest: the month of the last of them.
  /// - Returns: nil where the last twelve months are not all known, or might be a season's if those before were.
  static func isSeasonal(_ inflow: some BidirectionalCollection<Double>, until newest: Month) -> Bool? {
    let known = Array(inflow.reversed().prefix { $0.isFinite }.prefix(24))
    guard known.count >= 12 else { return nil }
    // By month of the year, so that the same months of both years stand at one place.
    func year(_ months: some Sequence<Double>) -> [Double] {
      var year = Array(repeating: 0.0, count: 12)
      for (back, amount) in months.enumerated() { year[(newest - back).monthOfYear - 1] = amount }
      return year
    }
    let now = year(known.prefix(12))
    guard now.reduce(0, +) >= leastAmount else { return false }
    guard known.count == 24 else {
      return firstMonths.contains { season(of: now, from: $0) >= leastShareOfYear * now.reduce(0, +) }
        ? nil : false
    }
    let before = year(known.suffix(12))
    let both = zip(now, before).map(+)
    guard
      let best = (1...12).max(by: { (season(of: both, from: $0), $1) < (season(of: both, from: $1), $0) }),
      firstMonths.contains(best)
    else { return false }
    return season(of: both, from: best) >= share * both.reduce(0, +)
      && [now, before].allSatisfy {
        $0.reduce(0, +) > 0 && season(of: $0, from: best) >= leastShareOfYear * $0.reduce(0, +)
      }
  }

  /// What came in the months from one of the year on.
  private static func season(of year: [Double], from month: Int) -> Double {
    (0..<seasonMonths).reduce(0) { $0 + year[(month - 1 + $1) % 12] }
  }
}
