import Calendar
import Configuration
import SystemIO

/// What a cell of a list holds.
public enum ListCell: Sendable, Equatable {
  case none
  case text(String)
  case number(Double)
  case day(CalendarDay)
  case month(Month)

  init(_ text: String?) { self = text.map { $0.isEmpty ? .none : .text($0) } ?? .none }
  init(_ flag: Bool, _ language: Language) {
    self = .text(flag ? language.text("是", "yes") : language.text("否", "no"))
  }
  init(_ number: Double?) { self = number.map { $0.isFinite ? .number($0) : .none } ?? .none }
}

extension ListCell {
  /// Adds the cell to a row of comma-separated values.
  ///
  /// Texts that a spreadsheet would run as a formula begin with an apostrophe there (see `CSVWriter`); customer
  /// numbers such as `-5` too, for they are texts here.
  func write(to writer: CSVWriter, kind: WorkbookColumn.Kind) {
    switch self {
    case .none: writer.number("")
    case .text(let text): writer.text(text)
    case .number(let value): writer.decimal(value, places: kind == .percent ? 6 : kind == .money ? 2 : 0)
    case .day(let day): writer.number(day.description)
    case .month(let month): writer.number(month.description)
    }
  }

  /// Adds the cell to a row of a workbook.
  func write(to writer: WorkbookWriter) {
    switch self {
    case .none: writer.empty()
    case .text(let text): writer.text(text)
    case .number(let value): writer.number(value)
    case .day(let day): writer.date(day.daysSince1970)
    case .month(let month): writer.date(CalendarDay(month, atMost: 1).daysSince1970)
    }
  }
}
