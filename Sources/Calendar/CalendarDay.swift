/// A day of the calendar, ordered and countable; written `2024-07-31`.
public struct CalendarDay: Hashable, Comparable, Sendable {
  public let month: Month
  /// From 1 to the month's last day.
  public let day: Int

  /// A day of a month; nil where the month has no such day.
  public init?(_ month: Month, day: Int) {
    guard (1...month.daysInMonth).contains(day) else { return nil }
    (self.month, self.day) = (month, day)
  }

  /// The day of a month, or the month's last day where the month is shorter.
  public init(_ month: Month, atMost day: Int) {
    self.month = month
    self.day = min(max(1, day), month.daysInMonth)
  }

  /// Reads `2024-07-31`, `2024/7/31` or `20240731`; nil where the text is no day.
  public init?(parsing text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard let parsed = bytes.withUnsafeBufferPointer({ Month.parse($0) }), let day = parsed.day else {
      return nil
    }
    (month, self.day) = (parsed.month, day)
  }

  /// The day that comes so many days after 1970-01-01.
  public init(daysSince1970 days: Int) {
    // From an estimate that is at most one month off.
    var month = Month(index: 1970 * 12 + Int((Double(days) / 30.436875).rounded(.down)))
    while month.firstDay > days { month = month - 1 }
    while (month + 1).firstDay <= days { month = month + 1 }
    (self.month, day) = (month, days - month.firstDay + 1)
  }

  /// Days from 1970-01-01, as dates stand in panels (H. Hinnant, “chrono-compatible low-level date algorithms”).
  public var daysSince1970: Int {
    let year = month.monthOfYear <= 2 ? month.year - 1 : month.year
    let era = year / 400
    let yearOfEra = year - era * 400
    let monthFromMarch = (month.monthOfYear + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    (left.month, left.day) < (right.month, right.day)
  }
}

extension CalendarDay: TextCoded {
  public static let kind = "day"

  public var description: String { "\(month)-\(day < 10 ? "0" : "")\(day)" }
}

extension Month {
  /// Days from 1970-01-01 to the month's first day.
  public var firstDay: Int { CalendarDay(self, atMost: 1).daysSince1970 }
  /// Days from 1970-01-01 to the month's last day.
  public var lastDay: Int { CalendarDay(self, atMost: daysInMonth).daysSince1970 }
}
