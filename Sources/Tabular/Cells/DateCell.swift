import Calendar
import Parallel
import SystemIO

/// Reads days from cells: days since 1970-01-01 in the Gregorian calendar.
enum DateCell {
  /// The day in a cell's text, or what ``CellValue`` has for none. A month without a day is its first.
  static func value(_ text: UnsafePointer<UInt8>, _ length: Int, number: NumberCell) -> Double {
    if length == 0 { return CellValue.missing }
    let bytes = UnsafeBufferPointer(start: text, count: length)
    if let parsed = Month.parse(bytes) { return days(parsed) }
    guard var cell = TextCell.clean(bytes, encoding: number.encoding) else { return CellValue.unreadable }
    if number.missingTexts.contains(cell.lowercased()) { return CellValue.missing }
    return cell.withUTF8 { Month.parse($0) }.map(days) ?? CellValue.unreadable
  }

  private static func days(_ parsed: (month: Month, day: Int?)) -> Double {
    Double(CalendarDay(parsed.month, atMost: parsed.day ?? 1).daysSince1970)
  }

  /// The day in a cell of an account book, which may be six digits and no month without a day.
  ///
  /// Six digits are year, month and day of two digits each; years 50 to 99 are 19xx, others 20xx.
  static func day(_ text: SharedBuffer<UInt8>, _ cell: Range<Int>, encoding: TextEncoding) -> Double {
    if let plain = TextCell.plainRange(text, cell, encoding: encoding) {
      return day(text[plain].elements)
    }
    guard var cleaned = TextCell.clean(text[cell].elements, encoding: encoding) else {
      return CellValue.unreadable
    }
    return cleaned.withUTF8 { day($0) }
  }

  /// The day in text without quotes and blanks around it.
  static func day(_ text: UnsafeBufferPointer<UInt8>) -> Double {
    var found: CalendarDay?
    if text.count == 6, text.allSatisfy({ $0 &- 48 < 10 }) {
      let pair = { (index: Int) in Int(text[index] - 48) * 10 + Int(text[index + 1] - 48) }
      let century = pair(0) >= 50 ? 1900 : 2000
      found = Month(year: century + pair(0), month: pair(2)).flatMap { CalendarDay($0, day: pair(4)) }
    } else if let parsed = Month.parse(text), let day = parsed.day {
      found = CalendarDay(parsed.month, day: day)
    }
    return found.map { Double($0.daysSince1970) } ?? CellValue.unreadable
  }
}
