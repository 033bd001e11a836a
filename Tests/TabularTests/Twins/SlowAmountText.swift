import Calendar

@testable import Tabular

/// The slow twin of `AmountText`: the same rules on arrays of characters, each step with memory of its own.
enum SlowAmountText {
  /// The same number as a plain decimal, which the standard library rounds correctly; nil where the text is no number.
  static func plainDecimal(_ text: String, decimal: DecimalMark) -> String? {
    var rest = scalars(text)[...]
    var sign: Sign?
    if rest.first == "(", rest.last == ")" {
      rest = rest.dropFirst().dropLast()
      sign = .minus
    }
    guard let surroundings = takeSurroundings(&rest, sign: sign),
      let digits = digits(rest, decimal: decimal)
    else { return nil }
    guard let zeros = surroundings.unit?.zeros, zeros > 0 else {
      return (surroundings.sign == .minus ? "-" : "") + digits
    }
    // An exponent and 万 at once is nothing that people write.
    return digits.contains("e") ? nil : (surroundings.sign == .minus ? "-" : "") + digits + "e\(zeros)"
  }

  private static func scalars(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.map { scalar in
      switch scalar.value {
      case 0xFF01...0xFF5E: Unicode.Scalar(UInt8(scalar.value - 0xFF01 + 0x21))
      case 0x00A0, 0x2007, 0x2009, 0x202F, 0x3000: " "
      case 0x2212, 0xFE63: "-"
      case 0x2019, 0x02BC: "'"
      case 0x3002: "."
      case 0xFFE1: "£"
      default: scalar
      }
    }
  }

  private enum Sign { case plus, minus }

  /// What stands after a number and belongs to its value.
  private struct Unit {
    var text: [Unicode.Scalar]
    /// Zeros that it stands for.
    var zeros: Int
  }

  private struct Surroundings {
    var sign: Sign?
    var hasCurrency = false
    var unit: Unit?
  }

  /// Takes sign, currency and unit away on both sides; nil where one of them stands there twice.
  private static func takeSurroundings(_ rest: inout ArraySlice<Unicode.Scalar>, sign: Sign?) -> Surroundings?
  {
    var found = Surroundings(sign: sign)
    while true {
      while rest.first == " " { rest.removeFirst() }
      if let first = rest.first, first == "-" || first == "+" {
        guard found.sign == nil else { return nil }
        found.sign = first == "-" ? .minus : .plus
        rest.removeFirst()
      } else if let currency = currenciesBefore.first(where: { rest.starts(with: $0) }) {
        guard !found.hasCurrency else { return nil }
        found.hasCurrency = true
        rest.removeFirst(currency.count)
      } else {
        break
      }
    }
    while true {
      while rest.last == " " { rest.removeLast() }
      if rest.last == "-" {
        guard found.sign == nil else { return nil }
        found.sign = .minus
        rest.removeLast()
      } else if found.unit == nil, let unit = units.first(where: { rest.ends(with: $0.text) }) {
        found.unit = unit
        rest.removeLast(unit.text.count)
      } else if found.unit == nil, let currency = currenciesAfter.first(where: { rest.ends(with: $0) }) {
        guard !found.hasCurrency else { return nil }
        found.hasCurrency = true
        rest.removeLast(currency.count)
      } else {
        return found
      }
    }
  }

  private static let symbols = [
    "¥", "￥", "$", "€", "£", "₩", "₹", "CNY", "RMB", "USD", "EUR", "GBP", "HKD", "JPY", "CHF",
  ]
  private static let currenciesBefore = (["人民币", "US$", "HK$"] + symbols).map { Array($0.unicodeScalars) }
  private static let currenciesAfter = (["人民币", "元"] + symbols).map { Array($0.unicodeScalars) }
  /// The longer ones first.
  private static let units = [("万亿", 12), ("千万", 7), ("百万", 6), ("万", 4), ("亿", 8), ("千", 3), ("%", 0)].map {
    Unit(text: Array($0.0.unicodeScalars), zeros: $0.1)
  }

  /// Digits, decimals and exponent as a plain decimal.
  private static func digits(_ text: ArraySlice<Unicode.Scalar>, decimal: DecimalMark) -> String? {
    let mark = Unicode.Scalar(decimal.byte)
    let isDigit = { (scalar: Unicode.Scalar) in scalar.value >= 48 && scalar.value <= 57 }
    let groupSigns: Set<Unicode.Scalar> = [Unicode.Scalar(decimal.other.byte), " ", "'"]
    let whole = text.prefix { isDigit($0) || groupSigns.contains($0) }
    guard var plain = ungrouped(whole) else { return nil }
    var rest = text[whole.endIndex...]
    if rest.first == mark {
      let fraction = rest.dropFirst().prefix(while: isDigit)
      guard !(plain.isEmpty && fraction.isEmpty) else { return nil }
      if plain.isEmpty { plain.append("0") }
      if !fraction.isEmpty { plain += ["."] + fraction }
      rest = rest[fraction.endIndex...]
    } else if plain.isEmpty {
      return nil
    }
    if rest.first == "e" || rest.first == "E" {
      rest.removeFirst()
      plain.append("e")
      if let sign = rest.first, sign == "-" || sign == "+" {
        plain.append(sign)
        rest.removeFirst()
      }
      guard (1...4).contains(rest.count), rest.allSatisfy(isDigit) else { return nil }
      plain += rest
      rest = []
    }
    guard rest.isEmpty else { return nil }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: plain)
    return String(view)
  }

  /// Digits without the signs between their groups; nil where these are not all the same or do not stand in threes, and
  /// where the first group begins with 0, as no grouped number does.
  private static func ungrouped(_ whole: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar]? {
    guard let sign = whole.first(where: { $0.value < 48 || $0.value > 57 }) else { return Array(whole) }
    let groups = whole.split(separator: sign, omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.count), first.first != "0",
      groups.dropFirst().allSatisfy({ $0.count == 3 }),
      groups.allSatisfy({ $0.allSatisfy { $0.value >= 48 && $0.value <= 57 } })
    else { return nil }
    return groups.flatMap { $0 }
  }
}

extension ArraySlice where Element: Equatable {
  fileprivate func ends(with other: [Element]) -> Bool {
    count >= other.count && suffix(other.count).elementsEqual(other)
  }
}
