/// Cells as numbers, days and texts. None of them may be null.
extension ArrowColumn {
  /// Days since 1970-01-01 in columns of days; nil in others.
  public func day(_ row: Int) -> Int64? {
    switch type {
    case .day: Int64(value(row, as: Int32.self))
    case .dayInMilliseconds:
      value(row, as: Int64.self).flooredQuotient(by: ArrowType.TimeUnit.milliseconds.perDay)
    case .timestamp(let unit): value(row, as: Int64.self).flooredQuotient(by: unit.perDay)
    case .null, .bool, .integer, .float, .decimal, .text, .dictionary, .unreadable: nil
    }
  }

  /// Seconds since midnight of a day with a time.
  public func secondOfDay(_ row: Int) -> Int64 {
    guard case .timestamp(let unit) = type else { return 0 }
    let ticks = value(row, as: Int64.self)
    // The remainder fits where the product does not.
    let tick = ticks &- ticks.flooredQuotient(by: unit.perDay) &* unit.perDay
    return tick / unit.rawValue
  }

  /// A number of a column of numbers or truths, rounded once; nil in others.
  public func number(_ row: Int) -> Double? {
    switch type {
    case .bool: truth(row) ? 1 : 0
    case .integer(8, false): Double(value(row, as: UInt64.self))
    case .integer(let bytes, let isSigned): Double(whole(row, bytes: bytes, isSigned: isSigned))
    case .float(2): Double(Float16(bitPattern: value(row, as: UInt16.self)))
    case .float(4): Double(value(row, as: Float.self))
    case .float: value(row, as: Double.self)
    case .decimal(let bytes, let scale): ArrowColumn.number(unscaled(row, bytes: bytes), scale: scale)
    case .null, .text, .day, .dayInMilliseconds, .timestamp, .dictionary, .unreadable: nil
    }
  }

  /// The text that a number is written as; nil in columns of other kinds.
  public func numberText(_ row: Int) -> String? {
    switch type {
    case .bool: return truth(row) ? "true" : "false"
    case .integer(8, false): return String(value(row, as: UInt64.self))
    case .integer(let bytes, let isSigned): return String(whole(row, bytes: bytes, isSigned: isSigned))
    case .float(4): return ArrowColumn.text(of: value(row, as: Float.self))
    case .float: return number(row).map { ArrowColumn.text(of: $0) }
    case .decimal(let bytes, let scale):
      return ArrowColumn.text(of: unscaled(row, bytes: bytes), scale: scale)
    case .null, .text, .day, .dayInMilliseconds, .timestamp, .dictionary, .unreadable: return nil
    }
  }

  /// The shortest text that reads back, whole numbers without a point.
  private static func text<Number: BinaryFloatingPoint & LosslessStringConvertible>(
    of number: Number
  ) -> String {
    let text = String(number)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Whole numbers that fit 53 bits, times or divided by a power of ten that Float64 holds, are rounded once; others are
  /// read as they are written.
  private static func number(_ unscaled: Int128, scale: Int) -> Double {
    if scale >= 0, scale < powersOfTen.count, unscaled.magnitude <= 1 << 53 {
      return Double(Int64(unscaled)) / powersOfTen[scale]
    }
    return Double("\(unscaled)e\(-scale)") ?? .nan
  }

  /// The powers of ten that are exact in Float64.
  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
  ]

  private static func text(of unscaled: Int128, scale: Int) -> String {
    let digits = String(unscaled.magnitude)
    let sign = unscaled < 0 ? "-" : ""
    if scale <= 0 { return sign + (unscaled == 0 ? "0" : digits + String(repeating: "0", count: -scale)) }
    let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
    return "\(sign)\(padded.dropLast(scale)).\(padded.suffix(scale))"
  }
}

extension Int64 {
  /// The quotient rounded downwards.
  fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self < 0 && quotient * divisor != self ? quotient - 1 : quotient
  }
}
