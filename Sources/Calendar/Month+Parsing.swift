extension Month {
  /// Reads a month or any day of it; nil where the text is neither.
  ///
  /// A time after the day (`2024-07-31 10:45:00`) is passed over.
  public init?(parsing text: some StringProtocol) {
    let bytes = Array(text.utf8)
    let parsed = bytes.withUnsafeBufferPointer { Month.parse($0) }
    guard let parsed else { return nil }
    self = parsed.month
  }

  /// Reads a month, and the day where one is written, from the bytes of a cell.
  ///
  /// - Complexity: O(length of the text), without allocation.
  public static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> (month: Month, day: Int?)? {
    var position = 0
    func digits(atMost limit: Int) -> Int? {
      var value = 0
      let start = position
      while position < bytes.count, position - start < limit, bytes[position] &- 48 < 10 {
        value = value * 10 + Int(bytes[position] - 48)
        position += 1
      }
      return position > start ? value : nil
    }
    func separator() -> Bool {
      guard position < bytes.count, [0x2D, 0x2F, 0x2E].contains(bytes[position]) else { return false }
      position += 1
      return true
    }
    func atEndOfDate() -> Bool {
      position == bytes.count || bytes[position] == 0x20 || bytes[position] == 0x54
    }

    guard let year = digits(atMost: 4), position == 4 else { return nil }
    let separated = separator()
    let monthStart = position
    guard let number = digits(atMost: 2), separated || position - monthStart == 2,
      let month = Month(year: year, month: number)
    else { return nil }
    if position == bytes.count { return (month, nil) }
    guard !separated || separator() else { return nil }
    let dayStart = position
    guard let day = digits(atMost: 2), separated || position - dayStart == 2, atEndOfDate(),
      (1...month.daysInMonth).contains(day)
    else { return nil }
    return (month, day)
  }
}
