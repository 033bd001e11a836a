import Calendar
import Variables

/// The month that a delivery is to hold.
public enum ExpectedMonth: Sendable, Equatable {
  /// This one, or a later one.
  case month(Month)
  /// The one after the month of the list that is to be replaced; any where there is none yet.
  case afterLast

  public init?(parsing text: String) {
    if text == "next" {
      self = .afterLast
    } else if let month = Month(parsing: text) {
      self = .month(month)
    } else {
      return nil
    }
  }
}

extension ExpectedMonth {
  /// What there is to say of a delivery whose newest month is older than expected.
  ///
  /// - Parameter last: the month of the list that is to be replaced; nil where there is none yet.
  public func findings(newest: Month, last: () throws -> Month?) rethrows -> [DeliveryFinding] {
    let month: Month
    switch self {
    case .month(let named): month = named
    case .afterLast:
      guard let last = try last() else { return [] }
      month = last + 1
    }
    guard newest < month else { return [] }
    return [
      DeliveryFinding(
        .stop,
        Remark(
          chinese: "最新的月份是 \(newest)，应为 \(month)：数据是否还没有送到？",
          english: "The newest month is \(newest), \(month) is expected: has the delivery not arrived yet?"))
    ]
  }
}
