import Calendar
import Parallel

/// How the cells of a column become values: as numbers, or as days.
public enum ValueForm: Sendable, Hashable {
  case number(DecimalMark)
  case date(DateFormat)

  /// - Parameter format: how the cells are written; nil: in the usual way.
  public init(isDate: Bool, _ format: CellFormat?) {
    self = isDate ? .date(format?.dates ?? DateFormat()) : .number(format?.decimal ?? .point)
  }

  public var isDate: Bool { if case .date = self { true } else { false } }
}

extension ColumnBatch {
  /// Numbers, or days since 1970-01-01, with ``CellValue/missing`` and ``CellValue/unreadable`` for what is none.
  public func values(_ column: Int, form: ValueForm, rows: RowNumbers, into values: SharedBuffer<Double>) {
    switch form {
    case .number(let decimal): numbers(column, decimal: decimal, rows: rows, into: values)
    case .date(let format): days(column, form: .written(format), rows: rows, into: values)
    }
  }
}
