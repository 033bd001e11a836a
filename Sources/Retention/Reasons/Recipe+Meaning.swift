import Calendar
import Variables

extension Recipe {
  /// What the variable is, in a few words for a table of variables: “demand deposits, ratio over three months”.
  public func meaning(in language: Language) -> String {
    let column = ColumnWords(column: columns.first ?? name, isMoney: false, language: language)
    return function.words.meaning(
      RecipePhrases(months: months, column: column, wording: Wording(language: language), knownMonths: 1))
  }
}
