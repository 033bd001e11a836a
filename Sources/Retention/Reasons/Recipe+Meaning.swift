import Calendar
import Variables

extension Recipe {
  /// What the variable is, in a few words for a table of variables: “demand deposits, ratio over three months”.
  ///
  /// - Parameter names: what the bank calls columns of its own.
  public func meaning(in language: Language, names: [String: String] = [:]) -> String {
    let column = ColumnWords(self, isMoney: false, language: language, names: names)
    return function.words.meaning(
      RecipePhrases(
        months: months, lastDay: lastDay, column: column, wording: Wording(language: language), knownMonths: 1
      ))
  }
}

extension Recipe {
  /// The day that days are counted up to, where a table has no time to count up to.
  var lastDay: CalendarDay? {
    guard function == .daysBefore, columns.count == 1 else { return nil }
    return figures.first.map { CalendarDay(daysSince1970: Int($0)) }
  }
}
