import Calendar

/// What somebody has to decide or to look at before a draft of a configuration is used.
public enum DraftQuestion: Sendable, Equatable {
  /// The panel cannot be read by the draft, and why.
  case unreadable(String)
  /// The names of files say the month and not its year.
  case yearAssumed(Int, isInPath: Bool)
  /// Neither a column nor the name of a file says the month.
  case monthAssumed(file: String, Month)
  /// The column that names customers was chosen without knowing its name.
  case customerGuessed(String)
  /// Assets were chosen by what their columns are called.
  case assetsByName([String], others: [String])
  /// Assets were chosen because their columns hold amounts.
  case assetsByMagnitude([String])
  /// No column looks like assets.
  case noAssets
  /// One column is the sum of those that were chosen.
  case sumOfAssets(String)
  /// Amounts of a column are multiplied, by its unit.
  case unit(column: String, unit: String, factor: Double, name: String)
  /// Some customers have several rows in a month.
  case severalRows(file: String)
  /// Columns that hold a month each stand side by side.
  case monthsSideBySide([String])
  /// Files without a month, while others have one.
  case withoutMonth([String])
  /// Columns of several tables have a name, and are called otherwise in one of them.
  case renamed([String: String])
  /// There are few months.
  case fewMonths(Int, window: Int)
  /// Nobody is above the floor.
  case nobodyAboveFloor(Double)

  /// The question as sentences; the keys of the configuration are the same in all languages.
  public func text(in language: Language) -> String { language.text(chinese, english) }
}
