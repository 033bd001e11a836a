import Parallel
import SystemIO
import Testing

@testable import Tabular

@Suite("Numbers in cells")
struct NumberCellTests {
  static func value(_ text: String, missing: [String] = []) -> Double {
    let cell = NumberCell(furtherMissingTexts: missing, encoding: .utf8)
    // What stands behind a cell must not matter: here more digits.
    let padded = Array(text.utf8) + [UInt8](repeating: 0x37, count: NumberCell.padding)
    return padded.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return CellValue.missing }
      return cell.value(base, text.utf8.count)
    }
  }

  @Test("are the correctly rounded ones, as the standard library reads them")
  func equalsStandardLibrary() {
    var random = RandomStream(seed: 11)
    for _ in 0..<20_000 {
      var text = random.chance(0.2) ? "-" : ""
      for _ in 0...random.below(random.chance(0.1) ? 22 : 9) { text += String(random.below(10)) }
      if random.chance(0.7) {
        text += "."
        for _ in 0..<random.below(random.chance(0.1) ? 20 : 4) { text += String(random.below(10)) }
      }
      if random.chance(0.05) { text += "e\(random.below(40) - 20)" }
      let standard = text.hasSuffix(".") ? Double(text + "0") : Double(text.replacingDotBeforeExponent())
      #expect(NumberCellTests.value(text) == standard, "\(text)")
    }
  }

  @Test(
    "are found behind quotes, blanks, thousands separators, full-width digits and currency signs",
    arguments: [
      ("\"1,234.56\"", 1234.56), (" 12 ", 12), ("１２３．４５", 123.45), ("\"１，２３４\"", 1234), ("+5", 5),
      (".5", 0.5),
      ("¥1,000", 1000), ("-￥20", -20), ("－3", -3), ("1e3", 1000), ("\"-1,234,567.8\"", -1_234_567.8),
      ("\u{3000}7\u{3000}", 7), ("12.", 12),
    ])
  func cleaned(text: String, expected: Double) {
    #expect(NumberCellTests.value(text) == expected)
  }

  @Test(
    "are missing where the cell says so",
    arguments: ["", "NA", "na", "NULL", "-", "--", "NaN", "N/A", "\"\"", " ", "\\N", "缺失"])
  func missing(text: String) {
    #expect(NumberCellTests.value(text).bitPattern == CellValue.missing.bitPattern)
  }

  @Test("are missing for the bank's own texts")
  func ownTexts() {
    #expect(NumberCellTests.value("未知", missing: ["未知"]).bitPattern == CellValue.missing.bitPattern)
    for text in ["-9999", "-9999.00", "\"-9,999\""] {
      #expect(NumberCellTests.value(text, missing: ["-9999"]).bitPattern == CellValue.missing.bitPattern)
    }
    #expect(NumberCellTests.value("-9998", missing: ["-9999"]) == -9998)
  }

  @Test(
    "are refused where there is none",
    arguments: [
      "abc", "12a", "1,23", "1,2345", ",123", "1.2.3", "inf", "1e999", "0x10", "--5", "1 2", "1e", ".", "-5-",
      "(-5)", "0,125", "012,345", "1,234 567", "5 5%", "$5€", "万", "1e3万", "-inf", "∞", "12%%", "1.2万万",
      "5 年",
    ])
  func unreadable(text: String) {
    #expect(NumberCellTests.value(text).bitPattern == CellValue.unreadable.bitPattern)
  }
}

extension String {
  /// `1.e5` is no number for the standard library.
  fileprivate func replacingDotBeforeExponent() -> String {
    guard let dot = firstIndex(of: "."), index(after: dot) < endIndex, self[index(after: dot)] == "e" else {
      return self
    }
    var copy = self
    copy.insert("0", at: index(after: dot))
    return copy
  }
}
