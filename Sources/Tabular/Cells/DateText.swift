import Calendar

/// A date as it stands in a cell, before it is known how its column writes dates.
///
/// Forms that begin with the year (`2024-01-31`, `2024年1月31日`, `2024-01`, `2024Q1`), that name the month
/// (`31-Jan-2024`, `Jan-24`) and `1/2024` mean one date only; of `01/02/2024` and of digits alone the column must say
/// what they mean. A time after a day is passed over.
enum DateText: Equatable {
  /// A period by its first day.
  case period(CalendarDay, DatePeriod)
  /// The same in digits alone: `20240131`, `202401`, `2024`.
  case digits(CalendarDay, DatePeriod)
  /// Two numbers before a year.
  case unordered(Int, Int, year: Int, isDotted: Bool)

  /// Reads UTF-8 without quotes and blanks around it; nil where it is no date.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var reader = DateReader(bytes)
    guard let found = reader.date() else { return nil }
    self = found
  }

  /// Reads text without blanks around it, full-width characters among it.
  init?(_ text: String) {
    var text = text
    guard let found = text.withUTF8({ bytes in PlainForm.withBytes(bytes) { DateText($0) } }) else {
      return nil
    }
    self = found
  }

  /// The days of ``unordered(_:_:year:isDotted:)`` by an order; nil where it is none.
  static func day(_ first: Int, _ second: Int, year: Int, order: DateOrder) -> CalendarDay? {
    let (month, day) = order == .dayFirst ? (second, first) : (first, second)
    return Month(year: year, month: month).flatMap { CalendarDay($0, day: day) }
  }

  /// The period's first day, as a column with a format means it; nil where it cannot mean one.
  func day(_ format: DateFormat) -> CalendarDay? {
    switch self {
    case .period(let day, _): return day
    // A year alone is a date only in a column of years.
    case .digits(let day, let period): return period == .year && format.period != .year ? nil : day
    case .unordered(let first, let second, let year, _):
      return format.order.flatMap { DateText.day(first, second, year: year, order: $0) }
    }
  }
}

/// Excel's serial numbers of days.
enum DateSerial {
  /// Days from 1899-12-30, from which Excel counts since 1900-03-01, to 1970-01-01.
  private static let of1970 = 25_569.0
  /// From 1900-03-01 to 9999-12-31.
  private static let possible = 61.0..<2_958_466.0
  /// From 1920 to 2099: numbers among which dates are likely.
  static let usual = 7_306.0..<73_051.0

  /// Days since 1970-01-01; nil where the number is no date.
  static func day(_ serial: Double) -> Double? {
    possible.contains(serial) ? serial.rounded(.down) - of1970 : nil
  }
}
