import Calendar

/// Reads one amount from bytes, from both ends inwards and without memory of its own; see ``AmountText``.
struct AmountReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let decimal: UInt8
  /// The other decimal mark, which may stand between groups of thousands.
  private let group: UInt8
  private var start = 0
  private var end: Int
  private var hasSign = false
  private var hasCurrency = false
  private var hasUnit = false
  private var found: AmountText

  /// - Parameter bytes: UTF-8 in a ``PlainForm``.
  init(_ bytes: UnsafeBufferPointer<UInt8>, decimal: DecimalMark) {
    self.bytes = bytes
    (self.decimal, group) = (decimal.byte, decimal.other.byte)
    end = bytes.count
    found = AmountText(bytes: bytes)
  }

  /// The amount; nil where the bytes are none.
  mutating func amount() -> AmountText? {
    // Most texts that are no amounts are words.
    guard bytes.contains(where: { $0 &- 48 <= 9 }) else { return nil }
    if takeBrackets() {
      (found.isNegative, hasSign) = (true, true)
    }
    guard takeFront(), takeBack(), takeDigits() else { return nil }
    // An exponent and 万 at once is nothing that people write.
    return found.zeros > 0 && !found.exponent.isEmpty ? nil : found
  }

  // MARK: Around the digits

  private mutating func takeBrackets() -> Bool {
    guard end - start >= 2, bytes[start] == UInt8(ascii: "("), bytes[end - 1] == UInt8(ascii: ")") else {
      return false
    }
    (start, end) = (start + 1, end - 1)
    return true
  }

  /// Takes blanks, a sign and a currency before the digits; false where one of them stands there twice.
  private mutating func takeFront() -> Bool {
    while start < end {
      let next = bytes[start]
      if next &- 48 <= 9 { return true }
      if next == UInt8(ascii: " ") {
        start += 1
      } else if next == UInt8(ascii: "-") || next == UInt8(ascii: "+") {
        guard !hasSign else { return false }
        (hasSign, found.isNegative) = (true, next == UInt8(ascii: "-"))
        start += 1
      } else if let currency = AmountReader.currenciesBefore.first(where: begins) {
        guard !hasCurrency else { return false }
        hasCurrency = true
        start += currency.utf8CodeUnitCount
        // `$(5.00)`, as spreadsheets write it.
        while start < end, bytes[start] == UInt8(ascii: " ") { start += 1 }
        if !hasSign, takeBrackets() { (hasSign, found.isNegative) = (true, true) }
      } else {
        return true
      }
    }
    return true
  }

  /// Takes blanks, a sign, a unit and a currency after the digits; false where one of them stands there twice.
  private mutating func takeBack() -> Bool {
    while start < end {
      let last = bytes[end - 1]
      if last &- 48 <= 9 { return true }
      if last == UInt8(ascii: " ") {
        end -= 1
      } else if last == UInt8(ascii: "-") {
        guard !hasSign else { return false }
        (hasSign, found.isNegative) = (true, true)
        end -= 1
      } else if !hasUnit, let unit = AmountReader.units.first(where: { ends($0.text) }) {
        (hasUnit, found.zeros) = (true, unit.zeros)
        end -= unit.text.utf8CodeUnitCount
      } else if !hasUnit, let currency = AmountReader.currenciesAfter.first(where: ends) {
        guard !hasCurrency else { return false }
        hasCurrency = true
        end -= currency.utf8CodeUnitCount
      } else {
        return true
      }
    }
    return true
  }

  private static let symbols: [StaticString] = [
    "¥", "￥", "$", "€", "£", "￡", "₩", "₹", "CNY", "RMB", "USD", "EUR", "GBP", "HKD", "JPY", "CHF",
  ]
  private static let currenciesBefore: [StaticString] = ["人民币", "US$", "HK$"] + symbols
  private static let currenciesAfter: [StaticString] = ["人民币", "元"] + symbols
  /// The longer ones first.
  private static let units: [(text: StaticString, zeros: Int)] = [
    ("万亿", 12), ("千万", 7), ("百万", 6), ("万", 4), ("亿", 8), ("千", 3), ("%", 0),
  ]

  private func begins(_ text: StaticString) -> Bool { stands(text, at: start) }

  private func ends(_ text: StaticString) -> Bool { stands(text, at: end - text.utf8CodeUnitCount) }

  private func stands(_ text: StaticString, at position: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    return position >= start && position + length <= end
      && (0..<length).allSatisfy { bytes[position + $0] == text.utf8Start[$0] }
  }

  // MARK: Digits

  /// Takes all that is left: groups of digits, decimals and an exponent.
  private mutating func takeDigits() -> Bool {
    let wholeStart = start
    while start < end, isDigit(start) || isBetweenGroups(bytes[start]) { start += 1 }
    found.whole = wholeStart..<start
    guard areGroups(found.whole) else { return false }
    if start < end, bytes[start] == decimal {
      start += 1
      found.fraction = takeRun()
      if found.whole.isEmpty, found.fraction.isEmpty { return false }
    } else if found.whole.isEmpty {
      return false
    }
    return takeExponent() && start == end
  }

  private mutating func takeExponent() -> Bool {
    guard start < end, bytes[start] | 0x20 == UInt8(ascii: "e") else { return true }
    start += 1
    let exponentStart = start
    if start < end, bytes[start] == UInt8(ascii: "-") || bytes[start] == UInt8(ascii: "+") { start += 1 }
    let digits = takeRun()
    found.exponent = exponentStart..<start
    return (1...4).contains(digits.count)
  }

  private mutating func takeRun() -> Range<Int> {
    let runStart = start
    while start < end, isDigit(start) { start += 1 }
    return runStart..<start
  }

  private func isDigit(_ index: Int) -> Bool { bytes[index] &- 48 <= 9 }

  private func isBetweenGroups(_ byte: UInt8) -> Bool {
    byte == group || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "'")
  }

  /// Whether digits stand in threes with the same sign between them, or without any. The first group does not begin with
  /// 0, as no grouped number does.
  private func areGroups(_ whole: Range<Int>) -> Bool {
    guard let first = whole.first(where: { !isDigit($0) }) else { return true }
    guard (1...3).contains(first - whole.lowerBound), bytes[whole.lowerBound] != UInt8(ascii: "0"),
      (whole.upperBound - first) % 4 == 0
    else { return false }
    return (first..<whole.upperBound).allSatisfy { index in
      (index - first) % 4 == 0 ? bytes[index] == bytes[first] : isDigit(index)
    }
  }
}
