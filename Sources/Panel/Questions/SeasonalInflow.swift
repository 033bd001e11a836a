/// Whether a customer's money comes in one season of the year, as harvest money does, found from what came in.
///
/// Of the last twelve months, the three that follow each other (December and January too) with most money hold at least
/// ``share`` of all that came in, and it was at least ``leastAmount``; and the same three months of the calendar hold
/// ``share`` of the year before as well. What comes once, such as the sale of a house, is no season, and of one year
/// alone nobody can say.
enum SeasonalInflow {
  static let share = 0.6
  static let leastAmount = 20_000.0
  static let seasonMonths = 3

  /// - Parameter inflow: what came in, oldest month first; NaN where missing.
  /// - Returns: nil where the last twelve months are not all known, or might be a season's if those before were.
  static func isSeasonal(_ inflow: some BidirectionalCollection<Double>) -> Bool? {
    let known = Array(inflow.reversed().prefix { $0.isFinite }.prefix(24))
    guard known.count >= 12 else { return nil }
    let year = Array(known.prefix(12))
    guard
      let best = (0..<12).map({ (start: $0, sum: season(of: year, from: $0)) }).max(by: { $0.sum < $1.sum })
    else { return nil }
    let total = year.reduce(0, +)
    guard total >= leastAmount, best.sum >= share * total else { return false }
    guard known.count == 24 else { return nil }
    let before = Array(known.suffix(12))
    let earlier = before.reduce(0, +)
    return earlier > 0 && season(of: before, from: best.start) >= share * earlier
  }

  private static func season(of year: [Double], from start: Int) -> Double {
    (0..<seasonMonths).reduce(0) { $0 + year[(start + $1) % 12] }
  }
}
