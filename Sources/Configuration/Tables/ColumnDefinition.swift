/// What is said of columns: of which kind they are, which are left out, and what stands for a missing value in them.
///
/// Columns are named by ``ColumnPattern``s, by our name or that of the file. Of columns that nothing is said of, the kind
/// is seen from their cells.
public struct ColumnDefinition: SettingsSection {
  /// Columns of texts, whatever their cells look like.
  public var category: [String] = []
  public var number: [String] = []
  public var date: [String] = []
  /// Columns that nothing is made of.
  public var ignore: [String] = []
  /// Pattern → all texts that stand for a missing value in these columns; an empty cell always does.
  public var missing: [String: [String]] = [:]

  public init() {}

  static let settings: [Setting<ColumnDefinition>] = [
    .init("category", \.category, .names(patterns), "Columns of texts, such as codes written in digits."),
    .init("number", \.number, .names(patterns), "Columns of numbers; a cell that is none is unreadable."),
    .init("date", \.date, .names(patterns), "Columns of days or months."),
    .init("ignore", \.ignore, .names(patterns), "Columns that nothing is made of."),
    .init(
      "missing", \.missing, .mapping(.anyTexts),
      "Columns with all texts that stand for a missing value in them, besides an empty cell: `{ guarantor: [] }` makes "
        + "`NA` a level like any other. In columns of numbers the usual ones count as well."),
  ]

  private static let patterns = "names of columns, or patterns such as code_*"
}

extension ColumnDefinition {
  /// What is said of a column.
  public enum Statement: String, Sendable, CaseIterable {
    case category, number, date, ignore
  }

  /// The patterns of each statement.
  public var stated: [(Statement, [String])] {
    [(.category, category), (.number, number), (.date, date), (.ignore, ignore)]
  }

  /// Adds what another definition says; each pattern is kept once.
  public mutating func add(_ other: ColumnDefinition) {
    category += other.category.filter { !category.contains($0) }
    number += other.number.filter { !number.contains($0) }
    date += other.date.filter { !date.contains($0) }
    ignore += other.ignore.filter { !ignore.contains($0) }
    missing.merge(other.missing) { _, other in other }
  }
}
