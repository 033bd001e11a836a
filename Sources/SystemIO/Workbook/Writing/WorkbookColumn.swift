/// A column of a workbook's table.
public struct WorkbookColumn: Sendable, Equatable {
  /// What the cells of a column hold, and how a spreadsheet shows it.
  public enum Kind: Sendable, Equatable, CaseIterable {
    case text
    /// Text that is wrapped into lines.
    case sentence
    /// A whole number with a comma after every three digits.
    case whole
    /// Two decimals, a comma after every three digits.
    case money
    /// A share, shown in percent with one decimal.
    case percent
    /// A day, shown as `2024-09-30`.
    case date
    /// A month, shown as `2024-09`; its first day for a spreadsheet.
    case month
  }

  public var title: String
  public var kind: Kind
  /// In characters of the spreadsheet's usual font.
  public var width: Double
  /// What a person may choose from in a drop-down; none: anything may be written. Together at most 250 characters, no
  /// commas within one.
  public var choices: [String]
  /// Whether the column is there for programs only.
  public var isHidden: Bool

  public init(
    _ title: String, kind: Kind, width: Double, choices: [String] = [], isHidden: Bool = false
  ) {
    self.title = title
    self.kind = kind
    self.width = width
    self.choices = choices
    self.isHidden = isHidden
  }
}

extension WorkbookColumn.Kind {
  /// Index among the cell formats of ``WorkbookParts/styles``, which has them in this order after the header's.
  var style: Int {
    switch self {
    case .text: 2
    case .sentence: 3
    case .whole: 4
    case .money: 5
    case .percent: 6
    case .date: 7
    case .month: 8
    }
  }
}
