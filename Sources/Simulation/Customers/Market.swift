import Calendar
import Configuration
import Parallel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What all customers live through: the calendar, and how much better rates are elsewhere.
///
/// The pull of other banks follows an autoregression of order one, `x(t) = 0.7·x(t−1) + ε`, and moves the readiness
/// of all rate-sensitive customers up and down together, as months in a bank do.
struct Market: Sendable {
  /// Months lived through before the panel begins, so that its first month finds customers in the middle of things.
  static let monthsBefore = 6

  let first: Month
  private let pulls: [Double]

  init(options: SimulationOptions) {
    first = options.firstMonth
    var random = RandomStream(seed: options.seed, stream: RandomStream.market)
    var level = 0.15 * random.normal()
    pulls = (0..<(options.months + Market.monthsBefore + 1)).map { _ in
      level = 0.7 * level + 0.1 * random.normal()
      return exp(level)
    }
  }

  /// The month `offset` months from the panel's first.
  @inline(__always)
  func month(_ offset: Int) -> Month { first + offset }

  /// About 1; above it where other banks pay more.
  @inline(__always)
  func pull(_ offset: Int) -> Double { pulls[offset + Market.monthsBefore] }

  /// Years since 2000 in which the lunar new year falls in January; in all others it falls in February.
  private static let januaryNewYears: Set<Int> = [
    2001, 2004, 2006, 2009, 2012, 2014, 2017, 2020, 2023, 2025, 2028, 2031, 2033, 2036, 2039,
  ]

  /// 1 or 2: the month of the lunar new year (春节).
  static func newYearMonth(ofYear year: Int) -> Int { januaryNewYears.contains(year) ? 1 : 2 }
}

/// Where a month stands against the lunar new year.
enum NewYearSeason: Sendable {
  /// Bonuses, receipts and sales of the old year come in.
  case before
  /// The month of the new year itself: presents, journeys, bills.
  case newYear
  case none

  init(_ month: Month) {
    switch month.monthOfYear {
    case 12: self = Market.newYearMonth(ofYear: month.year + 1) == 1 ? .before : .none
    case 1: self = Market.newYearMonth(ofYear: month.year) == 1 ? .newYear : .before
    case 2: self = Market.newYearMonth(ofYear: month.year) == 2 ? .newYear : .none
    default: self = .none
    }
  }
}
