import Calendar
import Configuration

/// Reads days from cells: days since 1970-01-01 in the Gregorian calendar.
enum DateCell {
  /// The day in a cell's text, or NaN values as ``NumberCell`` gives them. A month without a day is its first.
  static func value(_ text: UnsafePointer<UInt8>, _ length: Int, number: NumberCell) -> Double {
    if length == 0 { return NumberCell.missing }
    if let parsed = Month.parse(UnsafeBufferPointer(start: text, count: length)) {
      return Double(days(month: parsed.month, day: parsed.day ?? 1))
    }
    let bytes = UnsafeBufferPointer(start: text, count: length)
    guard let cell = TextCell.clean(bytes, encoding: number.encoding) else { return NumberCell.unreadable }
    if number.missingTexts.contains(cell.lowercased()) { return NumberCell.missing }
    var plain = cell
    return plain.withUTF8 { Month.parse($0) }.map { Double(days(month: $0.month, day: $0.day ?? 1)) }
      ?? NumberCell.unreadable
  }

  /// Days from 1970-01-01 to a day of a month (H. Hinnant's count of days from civil).
  static func days(month: Month, day: Int) -> Int {
    // The year begins in March, so that the leap day is its last.
    let marchMonth = (month.monthOfYear + 9) % 12
    let year = month.monthOfYear <= 2 ? month.year - 1 : month.year
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}

extension Month {
  /// Days from 1970-01-01 to the month's last day.
  public var lastDay: Int { DateCell.days(month: self, day: daysInMonth) }
}
