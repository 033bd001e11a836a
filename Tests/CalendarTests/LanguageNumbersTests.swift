import Calendar
import Testing

@Suite("Numbers in a language")
struct LanguageNumbersTests {
  @Test("money in 万元 with one decimal, 亿元 and 元 at the ends, or in whole units")
  func money() {
    let amounts: [(Double, String, String)] = [
      (300_000, "30.0 万元", "300,000"), (0, "0 元", "0"), (9_999.4, "9,999 元", "9,999"),
      (9_999.5, "1.0 万元", "10,000"), (12_345_678, "1234.6 万元", "12,345,678"),
      (99_999_499, "9999.9 万元", "99,999,499"), (99_999_500, "1.0 亿元", "99,999,500"),
      (1_234_000_000_000, "12,340.0 亿元", "1,234,000,000,000"), (-52_000, "-5.2 万元", "-52,000"),
      (-0.3, "0 元", "0"),
    ]
    for (amount, zh, en) in amounts {
      #expect(Language.chinese.money(amount) == zh)
      #expect(Language.english.money(amount) == en)
    }
  }

  @Test(
    "money where there is little room, each unit from where the one below would show a thousand of itself")
  func shortMoney() {
    let amounts: [(Double, String)] = [
      (0, "0"), (9_999.4, "9,999"), (9_999.5, "10.0 k"), (999_949, "999.9 k"), (999_950, "1.0 m"),
      (124_881_730, "124.9 m"), (999_949_999, "999.9 m"), (999_950_000, "1.0 bn"), (-52_000, "-52.0 k"),
      (1_234_000_000_000, "1,234.0 bn"),
    ]
    for (amount, text) in amounts { #expect(Language.english.shortMoney(amount) == text) }
    #expect(Language.chinese.shortMoney(52_000) == "5.2 万元")
  }

  @Test("shares never rounded to nothing or to all")
  func percents() {
    let shares = [0, 0.004, 0.005, 0.18, 0.994, 0.995, 1, 1.42]
    #expect(
      shares.map { Language.english.percent($0) }
        == ["0%", "less than 1%", "1%", "18%", "99%", "over 99%", "100%", "142%"])
    #expect(Language.chinese.percent(0.001) == "不到 1%")
    #expect(Language.chinese.percent(0.0001, decimals: 1) == "不到 0.1%")
    #expect(Language.english.percent(0.9998, decimals: 1) == "over 99.9%")
    #expect(Language.english.percent(0.0384, decimals: 1) == "3.8%")
  }

  @Test("decimals and groups, and what is no number as it is")
  func decimals() {
    #expect(Language.grouped(1_234_567.891, decimals: 2) == "1,234,567.89")
    #expect(Language.grouped(999.999, decimals: 2) == "1,000.00")
    #expect(Language.fixed(1_234.5, decimals: 0) == "1235")
    #expect(Language.fixed(-0.004, decimals: 2) == "0.00")
    #expect(Language.fixed(0.05, decimals: 3) == "0.050")
    #expect(Language.grouped(.nan, decimals: 1) == "nan")
    #expect(Language.grouped(.infinity, decimals: 1) == "inf")
  }
}
