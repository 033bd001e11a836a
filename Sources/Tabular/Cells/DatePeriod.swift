import Calendar

/// What a date names: a day, or a longer time that begins with one.
public enum DatePeriod: String, Sendable, Hashable, Codable, CaseIterable {
  case day, month, quarter, year

  /// Number of months; 0 for a day.
  public var months: Int {
    switch self {
    case .day: 0
    case .month: 1
    case .quarter: 3
    case .year: 12
    }
  }

  /// The last day of a period, from its first; days since 1970-01-01.
  public func lastDay(fromFirst day: Int) -> Int {
    self == .day ? day : (CalendarDay(daysSince1970: day).month + (months - 1)).lastDay
  }

  /// A period by its first day: `2024-01-31`, `2024-01`, `2024Q1` or `2024`.
  func text(firstDay: Int) -> String {
    let day = CalendarDay(daysSince1970: firstDay)
    return switch self {
    case .day: day.description
    case .month: day.month.description
    case .quarter: "\(day.month.year)Q\((day.month.monthOfYear + 2) / 3)"
    case .year: String(day.month.year)
    }
  }
}

extension DateFormat {
  /// A day as people read it: as the column writes its periods, with the year first.
  public func text(ofDay day: Double) -> String {
    guard day.magnitude < 3_000_000 else { return "\(day)" }
    let text = period.text(firstDay: Int(day.rounded(.down)))
    return isCompact ? text.filter { $0 != "-" } : text
  }
}
