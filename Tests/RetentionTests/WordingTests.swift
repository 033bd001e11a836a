import Testing

@testable import Retention

@Suite("Numbers in sentences")
struct WordingTests {
  private let chinese = Wording(language: .chinese)
  private let english = Wording(language: .english)

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
      #expect(chinese.money(amount) == zh)
      #expect(english.money(amount) == en)
    }
  }

  @Test("shares never rounded to nothing or to all")
  func percents() {
    #expect(
      [0, 0.004, 0.005, 0.18, 0.994, 0.995, 1, 1.42].map(english.percent)
        == ["0%", "less than 1%", "1%", "18%", "99%", "over 99%", "100%", "142%"])
    #expect(chinese.percent(0.001) == "不到 1%")
    #expect(chinese.spaced(chinese.percent(0.001)) == "不到 1%")
    #expect(chinese.spaced(chinese.percent(0.1)) == " 10%")
  }

  @Test("plain numbers, times and months")
  func others() {
    #expect(
      [12_000, 0.35, 1234.5, 2, -7.25, 0.12345].map(english.number)
        == ["12,000", "0.35", "1,234.5", "2", "-7.25", "0.1235"])
    #expect(
      english.months(1) == "one month" && english.months(3) == "three months"
        && english.months(24) == "24 months")
    #expect(english.lastMonths(1) == "the last month")
    #expect(chinese.months(2) == "近两个月" && chinese.months(24) == "近 24 个月")
    #expect(english.duration(months: 12) == "1 year" && english.duration(months: 25) == "2 years 1 month")
    #expect(chinese.duration(months: 11) == "11 个月")
    #expect(english.monthName(number: 10) == "October" && chinese.monthName(number: 10) == "10 月")
  }
}
