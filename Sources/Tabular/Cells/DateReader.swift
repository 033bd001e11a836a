import Calendar

/// Reads one date from bytes, from left to right and without memory of its own; see ``DateText``.
struct DateReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func date() -> DateText? {
    guard let first = peek else { return nil }
    if DateReader.isLetter(first) { return startingWithWord() }
    return digits().flatMap { starting(with: $0) }
  }

  // MARK: What dates begin with

  private mutating func starting(with number: Digits) -> DateText? {
    switch number.count {
    case 4: return startingWithYear(number.value)
    case 6, 8, 14: return digitsAlone(number)
    case 1, 2: return startingWithDayOrMonth(number.value)
    default: return nil
    }
  }

  /// `2024-01-31`, `2024-01`, `2024-Jan-31`, `2024年1月31日`, `2024Q1`, `2024年1季度`, `2024`.
  private mutating func startingWithYear(_ year: Int) -> DateText? {
    if isAtEnd || takeZeroDecimals() { return DateReader.firstDay(year, 1).map { .digits($0, .year) } }
    if take("年") {
      skipBlanks()
      if isAtEnd { return period(year, 1, .year) }
      if let quarter = quarter() { return isAtEnd ? period(year, 3 * quarter - 2, .quarter) : nil }
      guard let month = digits()?.upTo(2), take("月") else { return nil }
      skipBlanks()
      if isAtEnd { return period(year, month, .month) }
      guard let day = digits()?.upTo(2), take("日") || take("号") else { return nil }
      return endOfDay(year, month, day)
    }
    let separator = takeSeparator()
    if let quarter = quarter() { return isAtEnd ? period(year, 3 * quarter - 2, .quarter) : nil }
    if separator == nil, takeLetter("m") {
      guard let month = digits()?.upTo(2), isAtEnd else { return nil }
      return period(year, month, .month)
    }
    guard separator != nil else { return nil }
    if let month = monthName() {
      if isAtEnd { return period(year, month, .month) }
      guard takeSeparator() != nil, let day = digits()?.upTo(2) else { return nil }
      return endOfDay(year, month, day)
    }
    guard let month = digits()?.upTo(2) else { return nil }
    if isAtEnd { return period(year, month, .month) }
    guard takeSeparator() != nil, let day = digits()?.upTo(2) else { return nil }
    return endOfDay(year, month, day)
  }

  /// `31/01/2024`, `31-Jan-2024`, `31 January 24`, `1/2024`, `1Q2024`.
  private mutating func startingWithDayOrMonth(_ first: Int) -> DateText? {
    if takeLetter("q") {
      _ = takeSeparator()
      guard (1...4).contains(first), let year = digits()?.exactly(4), isAtEnd else { return nil }
      return period(year, 3 * first - 2, .quarter)
    }
    let separator = takeSeparator() ?? (take(" ") ? 0x20 : nil)
    if let month = monthName() {
      _ = take(",")
      _ = takeSeparator() ?? (take(" ") ? 0x20 : nil)
      guard let year = year() else { return nil }
      return endOfDay(year, month, first)
    }
    guard let separator, separator != 0x20, let second = digits() else { return nil }
    // `1.2024` is rather a number.
    if second.count == 4 {
      return isAtEnd && separator != 0x2E ? period(second.value, first, .month) : nil
    }
    guard let second = second.upTo(2), takeSeparator() == separator, let year = digits()?.exactly(4),
      isAtEndOfDay,
      DateText.day(first, second, year: year, order: .dayFirst) != nil
        || DateText.day(first, second, year: year, order: .monthFirst) != nil
    else { return nil }
    return .unordered(first, second, year: year, isDotted: separator == 0x2E)
  }

  /// `Jan-2024`, `Jan-24`, `January 31, 2024`, `Q1 2024`.
  private mutating func startingWithWord() -> DateText? {
    if let quarter = quarter() {
      _ = takeSeparator() ?? (take(" ") ? 0x20 : nil)
      guard let year = digits()?.exactly(4), isAtEnd else { return nil }
      return period(year, 3 * quarter - 2, .quarter)
    }
    guard let month = monthName() else { return nil }
    let separator = takeSeparator() ?? (take(" ") ? 0x20 : nil)
    guard let number = digits() else { return nil }
    if isAtEnd, let year = DateReader.year(number) { return period(year, month, .month) }
    guard separator != nil, let day = number.upTo(2) else { return nil }
    _ = take(",")
    _ = takeSeparator()
    skipBlanks()
    guard let year = year() else { return nil }
    return endOfDay(year, month, day)
  }

  /// `20240131`, `202401`, `20240131123305`, each also as `202401.0`.
  private mutating func digitsAlone(_ number: Digits) -> DateText? {
    guard isAtEnd || takeZeroDecimals() || (number.count == 8 && isAtEndOfDay) else { return nil }
    let date = number.count == 14 ? number.value / 1_000_000 : number.value
    if number.count == 6 { return DateReader.firstDay(date / 100, date % 100).map { .digits($0, .month) } }
    guard let month = Month(year: date / 10_000, month: date / 100 % 100),
      let day = CalendarDay(month, day: date % 100)
    else { return nil }
    return .digits(day, .day)
  }

  // MARK: Parts

  private static func firstDay(_ year: Int, _ month: Int) -> CalendarDay? {
    Month(year: year, month: month).map { CalendarDay($0, atMost: 1) }
  }

  private func period(_ year: Int, _ month: Int, _ period: DatePeriod) -> DateText? {
    DateReader.firstDay(year, month).map { .period($0, period) }
  }

  private func endOfDay(_ year: Int, _ month: Int, _ day: Int) -> DateText? {
    guard isAtEndOfDay, let day = Month(year: year, month: month).flatMap({ CalendarDay($0, day: day) })
    else {
      return nil
    }
    return .period(day, .day)
  }

  /// `Q1`, `1季度`, `第1季度`, `第一季度`.
  private mutating func quarter() -> Int? {
    let start = position
    if takeLetter("q"), let number = digits()?.upTo(1), (1...4).contains(number) { return number }
    position = start
    _ = take("第")
    var number = digits()?.upTo(1)
    if number == nil {
      if take("一") {
        number = 1
      } else if take("二") {
        number = 2
      } else if take("三") {
        number = 3
      } else if take("四") {
        number = 4
      }
    }
    if let number, (1...4).contains(number), take("季度") || take("季") { return number }
    position = start
    return nil
  }

  private mutating func year() -> Int? { digits().flatMap(DateReader.year) }

  /// Years of two digits are those from 1950 to 2049.
  private static func year(_ number: Digits) -> Int? {
    switch number.count {
    case 4: number.value
    case 2: number.value + (number.value >= 50 ? 1900 : 2000)
    default: nil
    }
  }

  private static let monthNames: [[UInt8]] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november",
    "december",
  ].map { Array($0.utf8) }

  /// `Jan`, `Jan.` or `January`, in upper or lower case.
  private mutating func monthName() -> Int? {
    var end = position
    while end < bytes.count, DateReader.isLetter(bytes[end]) { end += 1 }
    let length = end - position
    guard length >= 3 else { return nil }
    for (index, name) in DateReader.monthNames.enumerated() {
      guard length == 3 || length == name.count || (index == 8 && length == 4) else { continue }
      if (0..<length).allSatisfy({ bytes[position + $0] | 0x20 == name[$0] }) {
        position = end
        if length < name.count, peek == 0x2E, position + 1 < bytes.count, bytes[position + 1] == 0x20 {
          position += 1
        }
        return index + 1
      }
    }
    return nil
  }

  // MARK: Ends

  private var isAtEnd: Bool { position == bytes.count }

  /// Whether nothing follows a day but a time, with or without a zone.
  private var isAtEndOfDay: Bool {
    guard let next = peek else { return true }
    // What follows stands for no other day, whatever it is.
    return next == 0x20 || ((next == 0x54 || next == 0x74) && position + 1 < bytes.count)
  }

  /// `.0`, as programs write whole numbers that once were decimal.
  private mutating func takeZeroDecimals() -> Bool {
    guard peek == 0x2E, position + 1 < bytes.count, bytes[(position + 1)...].allSatisfy({ $0 == 0x30 }) else {
      return false
    }
    position = bytes.count
    return true
  }

  // MARK: Bytes

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  private mutating func skipBlanks() { while peek == 0x20 { position += 1 } }

  private mutating func takeSeparator() -> UInt8? {
    guard let next = peek, next == 0x2D || next == 0x2F || next == 0x2E else { return nil }
    position += 1
    return next
  }

  private mutating func takeLetter(_ letter: Unicode.Scalar) -> Bool {
    guard let next = peek, DateReader.isLetter(next), UInt32(next | 0x20) == letter.value else {
      return false
    }
    position += 1
    return true
  }

  private mutating func take(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard bytes.count - position >= length,
      (0..<length).allSatisfy({ bytes[position + $0] == text.utf8Start[$0] })
    else { return false }
    position += length
    return true
  }

  private struct Digits {
    var value: Int
    var count: Int

    func upTo(_ limit: Int) -> Int? { count <= limit ? value : nil }
    func exactly(_ wanted: Int) -> Int? { count == wanted ? value : nil }
  }

  private mutating func digits() -> Digits? {
    var found = Digits(value: 0, count: 0)
    while let next = peek, next &- 48 <= 9 {
      // More digits than any date has.
      guard found.count < 15 else { return nil }
      found.value = found.value * 10 + Int(next - 48)
      found.count += 1
      position += 1
    }
    return found.count > 0 ? found : nil
  }
}
