import Testing

@testable import Retention

@Suite("Numbers in sentences")
struct WordingTests {
  private let chinese = Wording(language: .chinese)
  private let english = Wording(language: .english)

  @Test("shares follow Chinese words with a space unless they begin with one")
  func shares() {
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
