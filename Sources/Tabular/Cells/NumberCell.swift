import Calendar
import Parallel
import SystemIO

/// Reads numbers from the bytes of cells.
///
/// Plain decimals take the fast way: up to 19 digits that fit 53 bits (eight of them at a time, see ``EightDigits``),
/// divided by a power of ten that is exact in Float64, which gives the correctly rounded value (W. Clinger, "How to read floating point numbers accurately",
/// 1990). Everything else is cleaned first and read by ``AmountText``: quotes, texts for missing values, amounts as people
/// write them. What is then still no number, or an infinite one, is ``CellValue/unreadable``.
public struct NumberCell: Sendable {
  /// Bytes behind a cell that must be there to be loaded too, eight digits at a time.
  static let padding = 16

  /// Texts that stand for missing values, lower case.
  public let missingTexts: Set<String>
  /// Numbers that stand for missing values, such as −9999.
  private let missingNumbers: [Double]
  /// Whether a text for a missing value begins with a byte.
  private let beginsMissing: [Bool]
  let encoding: TextEncoding
  /// Whether infinite numbers are the greatest and the smallest that Float64 holds, and not unreadable.
  private let infinitiesAreExtreme: Bool

  /// - Parameter furtherMissingTexts: texts that stand for missing values besides the usual ones.
  public init(furtherMissingTexts: [String] = [], encoding: TextEncoding = .utf8) {
    self.init(missingTexts: MissingTexts.usual.adding(furtherMissingTexts), encoding: encoding)
  }

  /// - Parameter missingTexts: all texts that stand for missing values.
  /// - Parameter infinitiesAreExtreme: whether infinite numbers are the greatest and the smallest that Float64 holds; else
  ///   they are unreadable.
  public init(
    missingTexts: MissingTexts, encoding: TextEncoding = .utf8, infinitiesAreExtreme: Bool = false
  ) {
    self.infinitiesAreExtreme = infinitiesAreExtreme
    self.missingTexts = missingTexts.texts
    self.encoding = encoding
    missingNumbers = missingTexts.texts.sorted().compactMap {
      NumberCell.plainDecimal($0).flatMap(Double.init)
    }
    let firstBytes = Set(missingTexts.texts.compactMap(\.utf8.first))
    beginsMissing = (0...UInt8.max).map(firstBytes.contains)
  }

  /// The number in a cell, or ``CellValue/missing`` or ``CellValue/unreadable``.
  ///
  /// Up to ``padding`` bytes behind the cell are loaded, though never looked at.
  @inline(__always)
  func value(_ text: UnsafePointer<UInt8>, _ length: Int) -> Double {
    if length == 0 { return CellValue.missing }
    let negative = text[0] == 0x2D
    let start = negative ? text + 1 : text
    let count = negative ? length - 1 : length
    // Most cells are amounts with two decimals or whole numbers, of at most eight digits before the point.
    let magnitude: Double
    if count > 3, count <= 11, start[count - 3] == 0x2E {
      let whole = EightDigits.number(start, count - 3)
      let tenths = start[count - 2] &- 48
      let hundredths = start[count - 1] &- 48
      guard whole != EightDigits.none, tenths <= 9, hundredths <= 9 else { return longValue(text, length) }
      magnitude = Double(whole * 100 + UInt64(tenths) * 10 + UInt64(hundredths)) / 100
    } else if count > 0, count <= 8 {
      let word = EightDigits.word(start)
      let point = EightDigits.point(word)
      if point >= count {
        let whole = EightDigits.number(word, count)
        guard whole != EightDigits.none else { return longValue(text, length) }
        magnitude = Double(whole)
      } else {
        // With the point taken out, the digits are those of a whole number.
        guard point > 0, count > point + 1 else { return longValue(text, length) }
        let before = UInt64(1) &<< UInt64(8 * point) &- 1
        let whole = EightDigits.number((word & before) | (word &>> 8 & ~before), count - 1)
        guard whole != EightDigits.none else { return longValue(text, length) }
        magnitude = Double(whole) / NumberCell.powersOfTen[count - 1 - point]
      }
    } else {
      return longValue(text, length)
    }
    let number = negative ? -magnitude : magnitude
    return missingNumbers.isEmpty || !missingNumbers.contains(number) ? number : CellValue.missing
  }

  /// Up to seven digits, a point and up to sixteen digits, eight at a time; other cells go on to the next way.
  @inline(never)
  private func longValue(_ text: UnsafePointer<UInt8>, _ length: Int) -> Double {
    let negative = text[0] == 0x2D
    let start = negative ? text + 1 : text
    let count = negative ? length - 1 : length
    let wholeCount = EightDigits.point(EightDigits.word(start))
    let fractionCount = count - wholeCount - 1
    guard wholeCount > 0, wholeCount < 8, (1...16).contains(fractionCount), wholeCount + fractionCount <= 19
    else {
      return anyPlainValue(text, length)
    }
    let firstCount = min(8, fractionCount)
    let whole = EightDigits.number(start, wholeCount)
    var fraction = EightDigits.number(start + wholeCount + 1, firstCount)
    var areDigits = whole != EightDigits.none && fraction != EightDigits.none
    if fractionCount > 8, areDigits {
      let rest = EightDigits.number(start + wholeCount + 9, fractionCount - 8)
      areDigits = rest != EightDigits.none
      if areDigits { fraction = fraction * UInt64(NumberCell.powersOfTen[fractionCount - 8]) + rest }
    }
    guard areDigits else { return anyPlainValue(text, length) }
    let power = NumberCell.powersOfTen[fractionCount]
    let mantissa = whole * UInt64(power) + fraction
    guard mantissa <= 1 << 53 else { return cleanedValue(text, length) }
    let number = negative ? -(Double(mantissa) / power) : Double(mantissa) / power
    return missingNumbers.isEmpty || !missingNumbers.contains(number) ? number : CellValue.missing
  }

  /// Any plain decimal of at most 19 digits, digit after digit; what is none goes the slow way.
  @inline(never)
  private func anyPlainValue(_ text: UnsafePointer<UInt8>, _ length: Int) -> Double {
    var position = 0
    let negative = text[0] == 0x2D
    if negative { position = 1 }
    var mantissa: UInt64 = 0
    let wholeStart = position
    while position < length {
      let digit = text[position] &- 48
      if digit > 9 { break }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      position += 1
    }
    var digits = position - wholeStart
    var fraction = 0
    if position < length, text[position] == 0x2E, digits > 0 {
      position += 1
      let fractionStart = position
      while position < length {
        let digit = text[position] &- 48
        if digit > 9 { break }
        mantissa = mantissa &* 10 &+ UInt64(digit)
        position += 1
      }
      fraction = position - fractionStart
      digits += fraction
    }
    guard position == length, digits > 0, digits <= 19, mantissa <= 1 << 53 else {
      return cleanedValue(text, length)
    }
    let magnitude = fraction == 0 ? Double(mantissa) : Double(mantissa) / NumberCell.powersOfTen[fraction]
    let number = negative ? -magnitude : magnitude
    return missingNumbers.isEmpty || !missingNumbers.contains(number) ? number : CellValue.missing
  }

  /// The powers of ten from 10⁰ on that are exact in Float64 and that a fraction of 19 digits may need.
  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19,
  ]
}

extension NumberCell {
  /// The number in a cell of a column with decimal commas: with its marks exchanged it is one with decimal points.
  ///
  /// - Parameter room: memory for ``longestExchanged`` bytes and ``padding`` more.
  @inline(__always)
  func valueWithComma(_ text: UnsafePointer<UInt8>, _ length: Int, room: SharedBuffer<UInt8>) -> Double {
    guard length <= NumberCell.longestExchanged else { return cleanedValue(text, length, decimal: .comma) }
    var isPlain = length > 0
    for index in 0..<length {
      let byte = text[index]
      // What is more than digits, a sign and decimals goes the slow way, which exchanges nothing.
      isPlain = isPlain && (byte &- 48 <= 9 || byte == 0x2C || (byte == 0x2D && index == 0))
      room[index] = byte == 0x2C ? 0x2E : byte
    }
    if length == 0 { return CellValue.missing }
    guard isPlain else { return cleanedValue(text, length, decimal: .comma) }
    let value = value(room.base, length)
    return CellValue.isUnreadable(value) ? cleanedValue(text, length, decimal: .comma) : value
  }

  /// Longest cell that is copied to exchange its marks.
  static let longestExchanged = 32

  /// Whether cleaned text stands for a missing value.
  func isMissing(_ cell: String) -> Bool {
    guard let first = cell.utf8.first else { return true }
    return mayBeMissing(first) && (missingTexts.contains(cell) || missingTexts.contains(cell.lowercased()))
  }

  /// Whether a text that begins with a byte can stand for a missing value. Small letters of others are not looked at.
  private func mayBeMissing(_ first: UInt8) -> Bool {
    first >= 0x80 || beginsMissing[Int(first)]
      || ((0x41...0x5A).contains(first) && beginsMissing[Int(first | 0x20)])
  }

  /// The slow way, for cells that are no plain decimal.
  @inline(never)
  func cleanedValue(_ text: UnsafePointer<UInt8>, _ length: Int, decimal: DecimalMark = .point) -> Double {
    let bytes = UnsafeBufferPointer(start: text, count: length)
    if let plain = TextCell.plainRange(bytes, encoding: encoding), let first = bytes[plain].first,
      !mayBeMissing(first)
    {
      return value(AmountText.value(UnsafeBufferPointer(rebasing: bytes[plain]), decimal: decimal))
    }
    guard let cell = TextCell.clean(bytes, encoding: encoding) else { return CellValue.unreadable }
    return value(ofCleaned: cell, decimal: decimal)
  }

  /// Reads cleaned text; also used for texts that do not come from a file.
  public func value(ofCleaned cell: String, decimal: DecimalMark = .point) -> Double {
    if isMissing(cell) { return CellValue.missing }
    var cell = cell
    return value(cell.withUTF8 { AmountText.value($0, decimal: decimal) })
  }

  /// The infinite number in cleaned text; nil where it is another one or none.
  func infinity(ofCleaned cell: String, decimal: DecimalMark) -> Double? {
    var cell = cell
    let amount = isMissing(cell) ? nil : cell.withUTF8 { AmountText.value($0, decimal: decimal) }
    return amount.flatMap { $0.isInfinite ? $0 : nil }
  }

  /// Whether every number that a source has as one is itself, and none stands for a missing value.
  var isAnyNumberAValue: Bool { missingNumbers.isEmpty }

  /// A number that a source has as one, which may stand for a missing value too; one that is none is missing.
  func value(ofNumber number: Double) -> Double {
    // Most are plain.
    if missingNumbers.isEmpty, number.isFinite { return number }
    return number.isNaN ? CellValue.missing : value(number)
  }

  private func value(_ amount: Double?) -> Double {
    guard var amount else { return CellValue.unreadable }
    if amount.isInfinite {
      guard infinitiesAreExtreme else { return CellValue.unreadable }
      amount = amount < 0 ? -Double.greatestFiniteMagnitude : Double.greatestFiniteMagnitude
    }
    return missingNumbers.contains(amount) ? CellValue.missing : amount
  }

  /// The number in cleaned text as a plain decimal, such as `-1234.50`; nil where it is none. See ``AmountText``.
  public static func plainDecimal(_ cell: String, decimal: DecimalMark = .point) -> String? {
    AmountText.plainDecimal(cell, decimal: decimal)
  }
}
