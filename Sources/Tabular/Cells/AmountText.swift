import Calendar

/// An amount as people write it, found in text without quotes and blanks around it.
///
/// A number has one sign at most (`-5`, `5-`, `(5)`), one currency before or after it, thousands grouped by threes,
/// decimals, an exponent, and 万 or 亿 or a per cent sign after it. Per cent are taken as they are written: `63%` is 63.
/// ``AmountReader`` finds the parts; here they become a number.
struct AmountText {
  /// The bytes that the parts lie in, brought to a ``PlainForm``.
  let bytes: UnsafeBufferPointer<UInt8>
  var isNegative = false
  /// Digits before the decimal mark, and the signs between their groups.
  var whole = 0..<0
  /// Digits after it.
  var fraction = 0..<0
  /// Sign and digits of the exponent, as they stand.
  var exponent = 0..<0
  /// Zeros that 万, 亿 and the like stand for.
  var zeros = 0

  /// The number in UTF-8, infinite ones in words among them; nil where it is none.
  static func value(_ text: UnsafeBufferPointer<UInt8>, decimal: DecimalMark) -> Double? {
    PlainForm.withBytes(text) { plain in
      var reader = AmountReader(plain, decimal: decimal)
      return reader.amount()?.value ?? infinity(plain)
    }
  }

  /// The number as a plain decimal, which the standard library rounds correctly; nil where the text is none.
  static func plainDecimal(_ text: String, decimal: DecimalMark) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      PlainForm.withBytes(bytes) { plain in
        var reader = AmountReader(plain, decimal: decimal)
        return reader.amount()?.plainDecimal
      }
    }
  }

  /// The infinite number that a word stands for.
  private static func infinity(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    var word = text[...]
    let sign = word.first
    if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { word.removeFirst() }
    let isKnown = wordsForInfinity.contains { known in
      known.count == word.count && zip(known, word).allSatisfy { $0 == AmountText.lowercased($1) }
    }
    return isKnown ? (sign == UInt8(ascii: "-") ? -.infinity : .infinity) : nil
  }

  private static let wordsForInfinity = ["inf", "infinity", "∞", "无穷", "无穷大"].map { Array($0.utf8) }

  private static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  /// The correctly rounded number.
  ///
  /// Digits that fit 53 bits, times or divided by a power of ten that Float64 holds, are rounded once (W. Clinger, "How to
  /// read floating point numbers accurately", 1990); others go through ``plainDecimal``.
  private var value: Double? {
    var digits: UInt64 = 0
    var count = 0
    // From the first group to the last decimal; what lies between the digits is passed over.
    for index in whole.lowerBound..<max(whole.upperBound, fraction.upperBound) {
      let digit = bytes[index] &- 48
      guard digit <= 9 else { continue }
      digits = digits &* 10 &+ UInt64(digit)
      count += 1
    }
    let power = zeros - fraction.count
    guard exponent.isEmpty, count <= 19, digits <= 1 << 53, abs(power) < AmountText.powersOfTen.count else {
      return Double(plainDecimal)
    }
    let factor = AmountText.powersOfTen[abs(power)]
    let magnitude = power < 0 ? Double(digits) / factor : Double(digits) * factor
    return isNegative ? -magnitude : magnitude
  }

  /// The powers of ten that are exact in Float64.
  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
  ]

  private var plainDecimal: String {
    var plain = isNegative ? "-" : ""
    let groups = bytes[whole].filter { $0 &- 48 <= 9 }
    plain += groups.isEmpty ? "0" : String(decoding: groups, as: UTF8.self)
    if !fraction.isEmpty { plain += "." + String(decoding: bytes[fraction], as: UTF8.self) }
    if !exponent.isEmpty { plain += "e" + String(decoding: bytes[exponent], as: UTF8.self) }
    return zeros > 0 ? plain + "e\(zeros)" : plain
  }
}
