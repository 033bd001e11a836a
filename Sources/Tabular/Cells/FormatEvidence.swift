import Parallel

/// What the cells of a whole column show of what they are and how they are written.
///
/// Cells are only counted, so that adding up gives the same in any order and for any number of threads. A cell may count
/// as a number and as a date: `20240131` is both, and all cells of the column together decide.
public struct FormatEvidence: Sendable, Equatable {
  /// Cells that are not missing.
  public private(set) var filled = 0
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
  /// Adds one cell that is not missing, quotes and blanks around it gone.
  public mutating func add(_ text: String) {
    filled += 1
    let point = AmountText.plainDecimal(text, decimal: .point).flatMap(Double.init)
    let comma = AmountText.plainDecimal(text, decimal: .comma).flatMap(Double.init)
    switch (point, comma) {
    case (let point?, let comma?) where point == comma: numbers.neutral += 1
    case (.some, .some):
      numbers.open += 1
      numbers.openExample = FormatEvidence.first(numbers.openExample, text)
    case (.some, nil): numbers.pointOnly += 1
    case (nil, .some): numbers.commaOnly += 1
    case (nil, nil): if AmountText.isInfinite(text) { numbers.neutral += 1 }
    }
    if let point, text.utf8.first != 0x30 { note(possibleSerial: point) }
    if let date = DateText(text) { note(date, text: text) }
  }

  /// Adds one cell of digits, with a sign or a decimal point or without, as most cells are; false where it is another one.
  @inline(__always)
  mutating func addPlain(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let decimals = FormatEvidence.decimals(of: cell), cell.count <= 15 else { return false }
    let isNegative = cell[0] == 0x2D
    let whole = cell.count - (decimals > 0 ? decimals + 1 : 0) - (isNegative ? 1 : 0)
    // `12.250` may be twelve thousand and more; `0.125` and `1250.125` may not.
    if decimals == 3, whole <= 3, cell[isNegative ? 1 : 0] != 0x30 { return false }
    filled += 1
    if decimals == 0 { numbers.neutral += 1 } else { numbers.pointOnly += 1 }
    if isNegative { return true }
    if whole == 4 || whole == 5, cell[0] != 0x30 {
      note(possibleSerial: Double(cell[..<whole].reduce(0) { $0 * 10 + Int($1 - 48) }))
    }
    if whole == 4 || whole == 6 || whole == 8, let date = DateText(cell) { note(date, text: "") }
    return true
  }

  /// The number of decimals of a cell of digits; nil where it is something else.
  @inline(__always)
  private static func decimals(of cell: UnsafeBufferPointer<UInt8>) -> Int? {
    var point = cell.count
    var start = 0
    if cell.first == 0x2D { start = 1 }
    guard start < cell.count else { return nil }
    for index in start..<cell.count where cell[index] &- 48 > 9 {
      guard cell[index] == 0x2E, point == cell.count, index > start, index + 1 < cell.count else {
        return nil
      }
      point = index
    }
    return max(0, cell.count - point - 1)
  }

  private mutating func note(possibleSerial number: Double) {
    if DateSerial.usual.contains(number) { dates.serials += 1 }
  }

  private mutating func note(_ date: DateText, text: String) {
    switch date {
    case .period(_, let period): dates.certain[period, default: 0] += 1
    case .digits(let day, let period):
      if (1900...2100).contains(day.month.year) { dates.digits[period, default: 0] += 1 }
    case .unordered(let first, let second, let year, let isDotted):
      let canBe = DateOrder.allCases.filter { DateText.day(first, second, year: year, order: $0) != nil }
      if canBe.count > 1 {
        dates.eitherOrder += 1
        if isDotted { dates.dotted += 1 }
        dates.orderExample = FormatEvidence.first(dates.orderExample, text)
      } else if canBe == [.dayFirst] {
        dates.dayFirst += 1
      } else {
        dates.monthFirst += 1
      }
    }
  }
}
