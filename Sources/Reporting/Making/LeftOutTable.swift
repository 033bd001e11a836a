import Calendar
import Panel

extension ReportTable {
  /// The columns that no variable is made of, with the reason of each; nil where there is none.
  init?(leftOut columns: [LeftOutColumn], language: Language) {
    guard !columns.isEmpty else { return nil }
    self.init(
      title: language.text("未使用的列", "Columns left out"),
      columns: [.init(language.text("列", "Column")), .init(language.text("原因", "Why"))],
      rows: columns.map { [$0.name, $0.words(in: language)] })
  }
}
