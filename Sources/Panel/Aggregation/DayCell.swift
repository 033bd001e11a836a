import Calendar
import Configuration
import Parallel

/// Reads days of account books: `2024-07-31`, `2024/7/31`, `20240731`, `240731`, with or without a time after them.
///
/// Six digits are year, month and day of two digits each; years 50 to 99 are 19xx, others 20xx.
enum DayCell {
  /// Days since 1970-01-01; nil where the cell holds no day.
  static func value(_ text: SharedBuffer<UInt8>, _ cell: Range<Int>, number: NumberCell) -> Int? {
    if let plain = TextCell.plainRange(text, cell, encoding: number.encoding) {
      return value(UnsafeBufferPointer(start: text.base + plain.lowerBound, count: plain.count))
    }
    let bytes = UnsafeBufferPointer(rebasing: text.elements[cell])
    guard var cleaned = TextCell.clean(bytes, encoding: number.encoding) else { return nil }
    return cleaned.withUTF8 { value($0) }
  }

  /// The day in text without quotes and blanks around it.
  static func value(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    if text.count == 6, text.allSatisfy({ $0 &- 48 < 10 }) {
      let pair = { (index: Int) in Int(text[index] - 48) * 10 + Int(text[index + 1] - 48) }
      let century = pair(0) >= 50 ? 1900 : 2000
      guard let month = Month(year: century + pair(0), month: pair(2)),
        (1...month.daysInMonth).contains(pair(4))
      else {
        return nil
      }
      return DateCell.days(month: month, day: pair(4))
    }
    guard let parsed = Month.parse(text), let day = parsed.day else { return nil }
    return DateCell.days(month: parsed.month, day: day)
  }

  /// The month that a day lies in, and the day's number in it.
  static func month(ofDay day: Int) -> (month: Month, day: Int) {
    // Months from an estimate that is at most one off.
    var month = Month(index: 1970 * 12 + Int((Double(day) / 30.436875).rounded(.down)))
    while DateCell.days(month: month, day: 1) > day { month = month - 1 }
    while DateCell.days(month: month + 1, day: 1) <= day { month = month + 1 }
    return (month, day - DateCell.days(month: month, day: 1) + 1)
  }

  /// A day as `2024-07-31`.
  static func text(ofDay day: Int) -> String {
    let (month, number) = month(ofDay: day)
    return "\(month)-\(number < 10 ? "0" : "")\(number)"
  }
}
