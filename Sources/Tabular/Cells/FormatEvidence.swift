import Calendar
import Parallel

/// What the cells of a whole column show of what they are and how they are written.
///
/// Cells are only counted, so that adding up gives the same in any order and for any number of threads. A cell may count
/// as a number and as a date: `20240131` is both, and all cells of the column together decide.
public struct FormatEvidence: Sendable, Equatable {
  /// Cells that are not missing.
  public var filled = 0
  var numbers = NumberCounts()
  var dates = DateCounts()

  public init() {}

  /// How the numbers of a column are written.
  struct NumberCounts: Sendable, Equatable {
    /// Numbers that are the same with a decimal point and a decimal comma.
    var neutral = 0
    /// Numbers with a decimal point alone, such as `0.125` and `1,234.50`.
    var pointOnly = 0
    /// Numbers with a decimal comma alone, such as `0,125` and `1.234,50`.
    var commaOnly = 0
    /// `1.250` and `1,250`: one number with a decimal point, another one with a decimal comma.
    var open = 0
    /// One of them; the first in the order of texts, so that no order of cells matters.
    var openExample: String?

    var all: Int { neutral + pointOnly + commaOnly + open }
  }

  /// How the dates of a column are written.
  struct DateCounts: Sendable, Equatable {
    /// Dates that mean one day or period only, by the period; digits alone are not among them.
    var certain = [DatePeriod: Int]()
    /// Digits alone that can be a date, by the period; years from 1900 to 2100.
    var digits = [DatePeriod: Int]()
    /// Numbers among which Excel's serial numbers of days lie.
    var serials = 0
    var dayFirst = 0
    var monthFirst = 0
    /// `01/02/2024`, which can be both.
    var eitherOrder = 0
    /// Those of them with points between the numbers.
    var dotted = 0
    var orderExample: String?

    var allCertain: Int { certain.values.reduce(0, +) }
    var unordered: Int { dayFirst + monthFirst + eitherOrder }
  }

  /// Adds what another part of the column shows.
  public mutating func add(_ other: FormatEvidence) {
    filled += other.filled
    numbers.neutral += other.numbers.neutral
    numbers.pointOnly += other.numbers.pointOnly
    numbers.commaOnly += other.numbers.commaOnly
    numbers.open += other.numbers.open
    numbers.openExample = FormatEvidence.first(numbers.openExample, other.numbers.openExample)
    dates.certain.merge(other.dates.certain, uniquingKeysWith: +)
    dates.digits.merge(other.dates.digits, uniquingKeysWith: +)
    dates.serials += other.dates.serials
    dates.dayFirst += other.dates.dayFirst
    dates.monthFirst += other.dates.monthFirst
    dates.eitherOrder += other.dates.eitherOrder
    dates.dotted += other.dates.dotted
    dates.orderExample = FormatEvidence.first(dates.orderExample, other.dates.orderExample)
  }

  private static func first(_ left: String?, _ right: String?) -> String? {
    guard let left, let right else { return left ?? right }
    return min(left, right)
  }
}

// MARK: Cells

extension FormatEvidence {
  /// Adds cells that are not missing, all of the same text, quotes and blanks around it gone.
  public mutating func add(_ text: String, times: Int = 1) {
    var text = text
    filled += times
    let (point, comma) = text.withUTF8 { bytes in
      (AmountText.value(bytes, decimal: .point), AmountText.value(bytes, decimal: .comma))
    }
    switch (point, comma) {
    case (let point?, let comma?) where point == comma: numbers.neutral += times
    case (.some, .some): addOpen(text, times: times)
    case (.some, nil): numbers.pointOnly += times
    case (nil, .some): numbers.commaOnly += times
    case (nil, nil): break
    }
    if let point, text.utf8.first != 0x30 { note(possibleSerial: point, times: times) }
    if let date = DateText(text) { note(date, text: text, times: times) }
  }

  /// Adds one cell of digits with a decimal point or without, and at most one sign before them, as most cells are; see
  /// ``decimals(of:)``.
  @inline(__always)
  mutating func addPlain(_ cell: UnsafeBufferPointer<UInt8>, decimals: Int) {
    filled += 1
    let isNegative = cell[0] == 0x2D
    let whole = cell.count - (decimals > 0 ? decimals + 1 : 0) - (isNegative ? 1 : 0)
    if decimals == 0 {
      numbers.neutral += 1
    } else if decimals == 3, whole <= 3, cell[isNegative ? 1 : 0] != 0x30 {
      // `12.250` may be twelve thousand and more; `0.125` and `1250.125` may not.
      addOpen(cell)
    } else {
      numbers.pointOnly += 1
    }
    if isNegative { return }
    if whole == 4 || whole == 5, cell[0] != 0x30 {
      note(possibleSerial: Double(cell[..<whole].reduce(0) { $0 * 10 + Int($1 - 48) }), times: 1)
    }
    if whole == 4 || whole == 6 || whole == 8, let date = DateText(cell) { note(date, text: "", times: 1) }
  }

  /// Longest cell that ``addPlain(_:decimals:)`` takes.
  static let longestPlain = 15

  /// The number of decimals of a cell of digits, a sign and a decimal point; nil where it is another one or a long one.
  @inline(__always)
  static func decimals(of cell: UnsafeBufferPointer<UInt8>) -> Int? {
    var point = cell.count
    var start = 0
    if cell.first == 0x2D { start = 1 }
    guard start < cell.count, cell.count <= longestPlain else { return nil }
    for index in start..<cell.count where cell[index] &- 48 > 9 {
      guard cell[index] == 0x2E, point == cell.count, index > start, index + 1 < cell.count else {
        return nil
      }
      point = index
    }
    return max(0, cell.count - point - 1)
  }

  private mutating func addOpen(_ text: String, times: Int) {
    numbers.open += times
    numbers.openExample = FormatEvidence.first(numbers.openExample, text)
  }

  /// The same for plain ASCII, which makes a text only where it comes first.
  private mutating func addOpen(_ cell: UnsafeBufferPointer<UInt8>) {
    numbers.open += 1
    if let known = numbers.openExample, !cell.lexicographicallyPrecedes(known.utf8) { return }
    numbers.openExample = String(decoding: cell, as: UTF8.self)
  }

  private mutating func note(possibleSerial number: Double, times: Int) {
    if DateSerial.usual.contains(number) { dates.serials += times }
  }

  private mutating func note(_ date: DateText, text: String, times: Int) {
    switch date {
    case .period(_, let period): dates.certain[period, default: 0] += times
    case .digits(let day, let period):
      if (1900...2100).contains(day.month.year) { dates.digits[period, default: 0] += times }
    case .unordered(let first, let second, let year, let isDotted):
      let canBe = DateOrder.allCases.filter { DateText.day(first, second, year: year, order: $0) != nil }
      if canBe.count > 1 {
        dates.eitherOrder += times
        if isDotted { dates.dotted += times }
        dates.orderExample = FormatEvidence.first(dates.orderExample, text)
      } else if canBe == [.dayFirst] {
        dates.dayFirst += times
      } else {
        dates.monthFirst += times
      }
    }
  }
}
