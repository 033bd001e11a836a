import Calendar
import Tabular

/// The months of an account book, and the days at which they begin.
struct MonthCalendar: Sendable {
  let first: Month
  let count: Int
  /// First day of each month, and the day after the last one.
  let starts: [Int]

  /// More months than any book has: a placeholder such as 9999-12-31 stands among the days.
  static let mostMonths = 600

  init(days: ClosedRange<Int>) throws(TableError) {
    first = CalendarDay(daysSince1970: days.lowerBound).month
    count = CalendarDay(daysSince1970: days.upperBound).month - first + 1
    guard count <= MonthCalendar.mostMonths else {
      throw TableError(
        message:
          "the days run from \(CalendarDay(daysSince1970: days.lowerBound)) to \(CalendarDay(daysSince1970: days.upperBound)), "
          + "\(count) months, and \(MonthCalendar.mostMonths) can be made; is one of them a placeholder for no day?"
      )
    }
    let first = self.first
    starts = (0...count).map { (first + $0).firstDay }
  }

  func days(inMonth index: Int) -> Int { starts[index + 1] - starts[index] }

  /// The number of the month that a day lies in.
  func index(ofDay day: Int) -> Int { CalendarDay(daysSince1970: day).month - first }
}
