/// A calendar month, ordered and countable.
///
/// Written `2024-07` everywhere; read as `2024-07`, `202407`, `2024/07`, `2024-7`, or any day of the month such
/// as `2024-07-31`, `2024/7/31` or `20240731`.
public struct Month: Hashable, Comparable, Sendable, TextCoded {
  public static let kind = "month"

  /// Months since January of the year 0.
  public let index: Int

  @inlinable
  public init(index: Int) { self.index = index }

  /// Makes a month from a year and the number of the month, 1 to 12; nil where there is no such month.
  public init?(year: Int, month: Int) {
    guard (1...12).contains(month), (1000...9999).contains(year) else { return nil }
    index = year * 12 + month - 1
  }

  public var year: Int { index / 12 }
  /// 1 for January to 12 for December.
  public var monthOfYear: Int { index % 12 + 1 }
  public var daysInMonth: Int {
    switch monthOfYear {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  public var description: String {
    let month = monthOfYear
    return "\(year)-\(month < 10 ? "0" : "")\(month)"
  }

  @inlinable
  public static func < (left: Month, right: Month) -> Bool { left.index < right.index }
  @inlinable
  public static func + (month: Month, count: Int) -> Month { Month(index: month.index + count) }
  @inlinable
  public static func - (month: Month, count: Int) -> Month { Month(index: month.index - count) }
  /// Months from `earlier` to `later`.
  @inlinable
  public static func - (later: Month, earlier: Month) -> Int { later.index - earlier.index }
}

/// As a key of a mapping a month is its text, so that mappings by month are objects in JSON.
extension Month: CodingKeyRepresentable {
  private struct TextKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  public var codingKey: any CodingKey { TextKey(stringValue: description) }

  public init?(codingKey: some CodingKey) { self.init(parsing: codingKey.stringValue) }
}
