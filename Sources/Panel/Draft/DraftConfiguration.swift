import Calendar
import Configuration

/// What a first draft of a configuration says of columns.
public enum DraftConfiguration {
  /// Writes down the kinds that were seen from the cells, so that later deliveries are read in the same way.
  public static func addKinds(of columns: [ColumnSummary], to configuration: inout BankConfiguration) {
    var said = ColumnDefinition()
    for column in guessed(in: columns) {
      switch column.kind {
      case .text: said.category.append(column.name)
      case .number: said.number.append(column.name)
      case .date: said.date.append(column.name)
      }
      if column.reason == .numbersBesideWords { said.missing[column.name] = column.ownMissingTexts }
    }
    configuration.columns.add(said)
  }

  /// Comments that say why the columns have their kinds; empty where nothing was guessed.
  public static func remarks(on columns: [ColumnSummary], in language: Language) -> String {
    let columns = guessed(in: columns)
    if columns.isEmpty { return "" }
    let head = language.text("各列类型由单元格判断：", "Why columns have their kinds:")
    return (["", "# \(head)"] + columns.map { "#   \($0.name): \($0.kindWords(in: language))" })
      .map { $0.replacing("\n", with: " ") + "\n" }.joined()
  }

  private static func guessed(in columns: [ColumnSummary]) -> [ColumnSummary] {
    columns.filter { column in
      switch column.reason {
      case .numbers, .days, .texts, .mixedCodes, .leadingZeros, .longDigits, .numbersBesideWords: true
      case .said, .name, .source, .model, .empty, nil: false
      }
    }
  }
}
