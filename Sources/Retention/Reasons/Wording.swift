import Calendar
import Configuration

/// Numbers and words of one language.
struct Wording: Sendable {
  let language: Language

  func money(_ amount: Double) -> String { language.money(amount) }

  /// A number of unknown unit: whole numbers as they are, others with at most four figures after the point.
  func number(_ value: Double) -> String {
    let size = value.magnitude
    if value == value.rounded(), size < 1e15 { return Language.grouped(value, decimals: 0) }
    if size >= 1e15 || size < 0.0001 { return "\(Float(value))" }
    let text = Language.grouped(value, decimals: size >= 1 ? 2 : 4)
    guard text.contains(".") else { return text }
    let trimmed = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(trimmed.reversed())
  }

  /// A share in whole percent.
  func percent(_ share: Double) -> String { language.percent(share) }

  /// A share that follows a Chinese word: with a space unless it begins with a Chinese word itself.
  func spaced(_ percent: String) -> String {
    percent.utf8.first.map { $0 < 0x80 } == true ? " " + percent : percent
  }

  /// A share in a sentence that says how much something fell or rose.
  func multiple(_ ratio: Double) -> String {
    ratio < 2
      ? percent(ratio)
      : language.text(
        Language.grouped(ratio, decimals: 1) + " 倍", Language.grouped(ratio, decimals: 1) + " times")
  }

  /// `近三个月` or `three months`.
  func months(_ count: Int) -> String {
    language.text(
      "近\(Self.chineseCount(count))个月", "\(Self.englishCount(count)) month\(count == 1 ? "" : "s")")
  }

  /// `近三个月` or `the last three months`.
  func lastMonths(_ count: Int) -> String {
    language.text(months(count), count == 1 ? "the last month" : "the last \(months(count))")
  }

  /// `此前三个月` or `the three months before`.
  func monthsBefore(_ count: Int) -> String {
    language.text(
      "此前\(Self.chineseCount(count))个月",
      count == 1 ? "the month before" : "the \(Self.englishCount(count)) months before")
  }

  /// `3 个月` or `three months`; `2 年 3 个月` or `2 years 3 months` from a year on.
  func duration(months: Int) -> String {
    let (years, rest) = (months / 12, months % 12)
    if years == 0 {
      return language.text("\(months) 个月", "\(Self.englishCount(months)) month\(months == 1 ? "" : "s")")
    }
    let chinese = "\(years) 年" + (rest > 0 ? " \(rest) 个月" : "")
    let english =
      "\(years) year\(years == 1 ? "" : "s")" + (rest > 0 ? " \(rest) month\(rest == 1 ? "" : "s")" : "")
    return language.text(chinese, english)
  }

  /// `10 月` or `October`.
  func monthName(_ month: Month) -> String { monthName(number: month.monthOfYear) }

  func monthName(number: Int) -> String {
    guard (1...12).contains(number) else { return language.text("当月", "the month") }
    return language.text("\(number) 月", Self.englishMonths[number - 1])
  }

  /// That the model takes customers to be at risk because of the month.
  func season(_ month: String) -> String {
    language.text("季节因素：模型认为 \(month)的流失风险偏高", "Season: the model sees a higher risk in \(month)")
  }

  /// “ (higher than usual)”; nothing within the usual range, or where it is not known.
  func comparison(_ value: Double, with usual: ClosedRange<Double>?) -> String {
    guard let usual else { return "" }
    if value > usual.upperBound { return language.text("（高于一般水平）", " (higher than usual)") }
    if value < usual.lowerBound { return language.text("（低于一般水平）", " (lower than usual)") }
    return ""
  }

  /// A word in quotation marks.
  func quoted(_ text: String) -> String { "“\(text)”" }

  static func englishCount(_ count: Int) -> String {
    let words = [
      "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ]
    return words.indices.contains(count) ? words[count] : "\(count)"
  }

  private static func chineseCount(_ count: Int) -> String {
    let words = ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    return words.indices.contains(count) ? words[count] : " \(count) "
  }

  private static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]
}
