/// What stands before the decimals of a number; the other one of the two may group its thousands.
public enum DecimalMark: String, Sendable, Hashable, Codable, CaseIterable {
  /// `1,234.50`
  case point = "."
  /// `1.234,50`
  case comma = ","

  /// The mark that is not this one.
  public var other: DecimalMark { self == .point ? .comma : .point }
  /// The mark in ASCII.
  public var byte: UInt8 { self == .point ? 0x2E : 0x2C }
}
