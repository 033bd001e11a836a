import Calendar
import Parallel

/// Reads days from cells: days since 1970-01-01 in the Gregorian calendar.
enum DateCell {
  /// The day in a cell's text, or what ``CellValue`` has for none. A period is its first day.
  static func value(
    _ text: UnsafePointer<UInt8>, _ length: Int, format: DateFormat, number: NumberCell
  ) -> Double {
    if length == 0 { return CellValue.missing }
    let bytes = UnsafeBufferPointer(start: text, count: length)
    // Most cells begin with the year, and stand as they are.
    if !format.isSerial, let parsed = Month.parse(bytes) {
      return Double(CalendarDay(parsed.month, atMost: parsed.day ?? 1).daysSince1970)
    }
    guard let cell = TextCell.clean(bytes, encoding: number.encoding) else { return CellValue.unreadable }
    return value(ofCleaned: cell, format: format, number: number)
  }

  /// Reads cleaned text.
  static func value(ofCleaned cell: String, format: DateFormat, number: NumberCell) -> Double {
    if number.isMissing(cell) { return CellValue.missing }
    if let day = DateText(cell)?.day(format) { return Double(day.daysSince1970) }
    guard format.isSerial, let serial = NumberCell.plainDecimal(cell).flatMap(Double.init) else {
      return CellValue.unreadable
    }
    return DateSerial.day(serial) ?? CellValue.unreadable
  }

  /// The month in a cell's bytes that names a month or a day of it.
  static func month(
    _ bytes: UnsafeBufferPointer<UInt8>, format: DateFormat, number: NumberCell
  ) -> Month? {
    if !format.isSerial, let plain = TextCell.plainRange(bytes, encoding: number.encoding),
      let parsed = Month.parse(UnsafeBufferPointer(rebasing: bytes[plain]))
    {
      return parsed.month
    }
    return TextCell.clean(bytes, encoding: number.encoding).flatMap {
      month(ofCleaned: $0, format: format, number: number)
    }
  }

  /// The month of cleaned text that names a month or a day of it.
  static func month(ofCleaned cell: String, format: DateFormat, number: NumberCell) -> Month? {
    switch DateText(cell) {
    case .period(_, .quarter), .period(_, .year), .digits(_, .year): return nil
    case let date?: return date.day(format)?.month
    case nil:
      let day = format.isSerial ? value(ofCleaned: cell, format: format, number: number) : .nan
      return day.isNaN ? nil : CalendarDay(daysSince1970: Int(day)).month
    }
  }

  /// The day in a cell of an account book, which may be six digits and no month without a day.
  ///
  /// Six digits are year, month and day of two digits each; years 50 to 99 are 19xx, others 20xx.
  static func day(
    _ cell: UnsafeBufferPointer<UInt8>, format: DateFormat, number: NumberCell
  ) -> Double {
    if let plain = TextCell.plainRange(cell, encoding: number.encoding) {
      return day(UnsafeBufferPointer(rebasing: cell[plain]), format: format)
    }
    guard var cleaned = TextCell.clean(cell, encoding: number.encoding) else {
      return CellValue.unreadable
    }
    return cleaned.withUTF8 { day($0, format: format) }
  }

  /// The day in text without quotes and blanks around it.
  static func day(_ text: UnsafeBufferPointer<UInt8>, format: DateFormat) -> Double {
    var found: CalendarDay?
    if text.count == 6, text.allSatisfy({ $0 &- 48 < 10 }) {
      let pair = { (index: Int) in Int(text[index] - 48) * 10 + Int(text[index + 1] - 48) }
      let century = pair(0) >= 50 ? 1900 : 2000
      found = Month(year: century + pair(0), month: pair(2)).flatMap { CalendarDay($0, day: pair(4)) }
    } else {
      switch DateText(text) {
      case .period(_, .month), .period(_, .quarter), .period(_, .year), .digits(_, .month), .digits(_, .year),
        nil:
        break
      case let date?: found = date.day(format)
      }
    }
    return found.map { Double($0.daysSince1970) } ?? CellValue.unreadable
  }
}
