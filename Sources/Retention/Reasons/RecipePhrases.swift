import Calendar

/// The phrases that sentences about a recipe are put together from.
struct RecipePhrases {
  /// The recipe's number of months, where it has one.
  let months: Int?
  /// The day that the recipe counts up to, where it is the same for all rows.
  let lastDay: CalendarDay?
  /// Words for the recipe's first column.
  let column: ColumnWords
  let wording: Wording
  /// Months that are known of customers.
  let knownMonths: Int

  var language: Language { wording.language }

  /// “demand deposits, …”: the beginning of a meaning.
  func ofColumn(_ chinese: String, _ english: String) -> String {
    language.text("\(column.name)\(column.chineseSpace)\(chinese)", "\(column.name), \(english)")
  }

  /// “Demand deposits …”: the beginning of a sentence.
  func subject(_ chinese: String, _ english: String) -> String {
    language.text("\(column.beginning)\(column.chineseSpace)\(chinese)", "\(column.beginning) \(english)")
  }

  /// What days are counted up to: ` 2024-07-31 `, else `期末` or `the end of the period`.
  var end: String {
    lastDay.map { language.text(" \($0) ", "\($0)") } ?? language.text("期末", "the end of the period")
  }

  /// `近三个月的` or ` over three months`; nothing without months.
  var over: String {
    months.map { language.text("\(wording.months($0))的", " over \(wording.months($0))") } ?? ""
  }

  /// `近三个月` or `the last three months`; without months the window.
  var last: String { months.map(wording.lastMonths) ?? language.text("窗口内", "the window") }

  /// `近三个月` or `three months`; nil without months.
  var stretch: String? { months.map(wording.months) }

  /// A share after a Chinese word or an English one.
  func share(_ value: Double) -> String {
    language.text(wording.spaced(wording.percent(value)), wording.percent(value))
  }

  /// “Demand deposits are 40% of …”.
  func multiple(_ value: Double, of before: (chinese: String, english: String)) -> String {
    let multiple = wording.multiple(value)
    return subject(
      "为\(before.chinese)的\(wording.spaced(multiple))",
      "\(column.isOrAre) \(multiple) \(value < 2 ? "of " : "")\(before.english)")
  }

  /// “The peak of demand deposits was three months ago”.
  func event(_ chinese: String, _ english: String, monthsAgo value: Double) -> String {
    let ago = Int(max(0, min(value, 1200)))
    return language.text(
      "\(column.beginning)\(column.chineseSpace)的\(chinese)在\(ago == 0 ? "本月" : " \(ago) 个月前")",
      "The \(english) of \(column.name) was "
        + (ago == 0 ? "this month" : "\(wording.duration(months: ago)) ago"))
  }

  /// That what counts is not the value alone.
  var recentCourse: String {
    language.text(
      "\(column.beginning)\(column.chineseSpace)\(stretch ?? wording.months(max(1, knownMonths)))的情况",
      "The recent course of \(column.name)")
  }
}
