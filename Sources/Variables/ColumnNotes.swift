import Messages
import Panel

/// What to know of the columns and keys that were read: what is left out, what was guessed, what repeats itself.
public struct ColumnNotes: Sendable {
  /// Columns that no variable is made of.
  public var leftOut: [LeftOutColumn] = []
  /// Columns whose kind somebody who looks at the table may not expect.
  public var remarkable: [ColumnSummary] = []
  /// Rows of a table that are used.
  public var rows = 0
  /// Rows of a table whose key an earlier row has too.
  public var duplicateKeys = 0

  /// - Parameter takesMany: whether categories may have any number of levels.
  public init(_ table: ReadyTable, takesMany: Bool = false) {
    leftOut = StandardRecipes.leftOut(of: table, takesMany: takesMany)
    remarkable = table.report.columns.filter { $0.reason?.isRemarkable == true }
    (rows, duplicateKeys) = (table.rowCount, table.report.duplicateKeys)
  }

  /// - Parameter takesMany: whether categories may have any number of levels.
  public init(_ panel: CustomerPanel, takesMany: Bool = false) {
    leftOut = StandardRecipes.leftOut(of: panel, takesMany: takesMany)
    remarkable = (panel.report.columns + panel.report.attributes).filter { $0.reason?.isRemarkable == true }
  }

  /// What a table's rows say where a model knows its columns already.
  public init(rowsOf table: ReadyTable) {
    (rows, duplicateKeys) = (table.rowCount, table.report.duplicateKeys)
  }
}

extension RunError {
  /// A table without a column that a variable could be made of.
  public init(nothingLeftOf table: ReadyTable, to purpose: String) {
    let leftOut = StandardRecipes.leftOut(of: table).map {
      $0.name.isEmpty ? $0.words(in: .english) : "“\($0.name)” (\($0.words(in: .english)))"
    }
    self.init(
      "The table has no column to \(purpose) besides its key, label and time."
        + (leftOut.isEmpty ? "" : " Left out: \(leftOut.joined(separator: ", "))."))
  }
}
