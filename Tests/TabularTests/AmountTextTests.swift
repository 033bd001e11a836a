import Calendar
import Parallel
import SystemIO
import Testing

@testable import Tabular

@Suite("Amounts as people write them")
struct AmountTextTests {
  private static func value(_ text: String, _ decimal: DecimalMark) -> Double {
    let cell = NumberCell()
    guard decimal == .comma else { return NumberCellTests.value(text) }
    let room = AlignedArray<UInt8>(count: NumberCell.longestExchanged + NumberCell.padding)
    let padded = Array(text.utf8) + [UInt8](repeating: 0x37, count: NumberCell.padding)
    return padded.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return CellValue.missing }
      return cell.valueWithComma(base, text.utf8.count, room: room.view)
    }
  }

  @Test(
    "are read with decimal points",
    arguments: [
      ("$1,234.25", 1234.25), ("￥1,000", 1000), ("€ 12.5", 12.5), ("12 £", 12), ("USD 7", 7), ("7 EUR", 7),
      ("63%", 63), ("63 ％", 63), ("(1,234.50)", -1234.5), ("（20）", -20), ("1.2万", 12_000),
      ("3亿", 300_000_000),
      ("1.5万元", 15_000), ("-3.7亿", -370_000_000), ("2万亿", 2e12), ("1e300", 1e300), ("1,234.50-", -1234.5),
      ("1 234 567.8", 1_234_567.8), ("1'234.5", 1234.5), ("1\u{00A0}234", 1234), ("1\u{202F}234", 1234),
      ("1’234", 1234), ("−5", -5), ("-$5", -5), ("$-5", -5), ("$ (5)", -5), ("$(1,234.50)", -1234.5),
      ("￥(20)", -20), ("(€5)", -5), ("１２３．５％", 123.5), ("0.1万", 1000),
      ("123元", 123), ("HK$5", 5), ("+¥7", 7),
    ])
  func points(text: String, expected: Double) {
    let value = AmountTextTests.value("\"\(text)\"", .point)
    #expect(value == expected)
  }

  @Test(
    "are read with decimal commas",
    arguments: [
      ("0,125", 0.125), ("1.234,50", 1234.5), ("1.250", 1250), ("1,250", 1.25), ("-0,5", -0.5),
      ("1 234,5", 1234.5),
      ("12,5 %", 12.5), ("€ 1.000.000,25", 1_000_000.25), ("(3,5)", -3.5), ("7", 7), ("1'234,5", 1234.5),
      ("１，５", 1.5), ("12,5€", 12.5), ("1,2万", 12_000), ("1,5e3", 1500),
      ("3,14159265358979323846", 3.14159265358979323846),
    ])
  func commas(text: String, expected: Double) {
    #expect(AmountTextTests.value(text, .comma) == expected)
    #expect(AmountTextTests.value("\"\(text)\"", .comma) == expected)
  }

  @Test(
    "no point stands for decimals beside decimal commas",
    arguments: ["0.125", "1.25", "1,250.5", "1,2,3", "1,,5", "1.23,4", ","])
  func refusedCommas(text: String) { #expect(CellValue.isUnreadable(AmountTextTests.value(text, .comma))) }

  @Test("have the value of their digits to the last bit, in every dress")
  func dresses() {
    var random = RandomStream(seed: 5)
    for _ in 0..<4000 {
      let decimal: DecimalMark = random.chance(0.5) ? .point : .comma
      var digits = String(1 + random.below(9))
      for _ in 0..<random.below(12) { digits += String(random.below(10)) }
      var fraction = ""
      for _ in 0..<random.below(8) { fraction += String(random.below(10)) }
      let unit = [("", 0), ("万", 4), ("亿", 8), ("%", 0), ("元", 0)][random.below(5)]
      let isNegative = random.chance(0.5)
      let plain = (isNegative ? "-" : "") + digits + (fraction.isEmpty ? "" : "." + fraction) + "e\(unit.1)"
      let separator = ["", " ", "'", String(decimal.other.rawValue)][random.below(4)]
      var grouped = ""
      for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { grouped += separator }
        grouped.append(digit)
      }
      var text = grouped + (fraction.isEmpty ? "" : decimal.rawValue + fraction) + unit.0
      if unit.0 != "元", random.chance(0.3) { text = ["$", "¥ ", "EUR "][random.below(3)] + text }
      if isNegative { text = ["-\(text)", "(\(text))", "\(text)-", "－\(text)"][random.below(4)] }
      if random.chance(0.1) {
        text = String(
          String.UnicodeScalarView(
            text.unicodeScalars.map {
              (48...57).contains($0.value) ? Unicode.Scalar($0.value - 48 + 0xFF10)! : $0
            }))
      }
      #expect(AmountTextTests.value("\"\(text)\"", decimal) == Double(plain), "\(text)")
    }
  }

  @Test("are read as the slow twin reads them, whatever characters meet")
  func twin() {
    let parts = [
      "1", "12", "123", "000", "234", "5", "0", ",", ".", " ", "'", "-", "+", "(", ")", "$", "¥", "￥", "￡",
      "EUR",
      "元", "人民币", "万", "亿", "千", "百万", "%", "％", "e", "E5", "\u{3000}", "−", "１", "，", "。", "x", "é", "…",
    ]
    var random = RandomStream(seed: 77)
    var numbers = 0
    for _ in 0..<12_000 {
      var text = ""
      for _ in 0...random.below(7) {
        // Half of the parts are digits and marks, so that many texts are numbers.
        text += parts[random.below(random.chance(0.6) ? 10 : parts.count)]
      }
      for decimal in DecimalMark.allCases {
        let slow = SlowAmountText.plainDecimal(text, decimal: decimal)
        // Brackets behind a currency are new, and U+FFE1 is a currency on either side.
        if slow == nil, text.contains("(") || text.contains("（") { continue }
        #expect(AmountText.plainDecimal(text, decimal: decimal) == slow, "\(text)")
        var copy = text
        let value = copy.withUTF8 { AmountText.value($0, decimal: decimal) }
        #expect(value?.bitPattern == slow.flatMap(Double.init)?.bitPattern, "\(text)")
        numbers += slow == nil ? 0 : 1
      }
    }
    #expect(numbers > 2000)
  }

  @Test(
    "are infinite in few words, and beyond Float64",
    arguments: [
      ("inf", Double.infinity), ("-Infinity", -.infinity), ("+∞", .infinity), ("无穷大", .infinity),
      ("1e999", .infinity), ("-1e999", -.infinity), ("info", nil), ("--inf", nil),
    ] as [(String, Double?)])
  func infinite(text: String, expected: Double?) {
    var copy = text
    #expect(copy.withUTF8 { AmountText.value($0, decimal: .point) } == expected)
    #expect(CellValue.isUnreadable(NumberCell().value(ofCleaned: text)))
    let extreme = NumberCell(missingTexts: .usual, infinitiesAreExtreme: true).value(ofCleaned: text)
    switch expected {
    case nil: #expect(CellValue.isUnreadable(extreme))
    case let infinity?: #expect(extreme == (infinity < 0 ? -1 : 1) * Double.greatestFiniteMagnitude)
    }
  }
}
