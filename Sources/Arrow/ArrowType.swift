/// What the cells of a column are, as far as they can be read.
public enum ArrowType: Sendable, Equatable {
  /// A part of a second, in which instants are counted.
  public enum TimeUnit: Int64, Sendable, CaseIterable {
    case seconds = 1
    case milliseconds = 1_000
    case microseconds = 1_000_000
    case nanoseconds = 1_000_000_000

    /// Units in a day.
    public var perDay: Int64 { 86_400 * rawValue }
  }

  /// How texts lie in memory.
  public enum TextLayout: Sendable, BitwiseCopyable {
    /// Offsets of 32 bits into one buffer.
    case short
    /// Offsets of 64 bits into one buffer.
    case large
    /// Views of 16 bytes, which hold short texts themselves.
    case view
  }

  /// No cell holds anything.
  case null
  case bool
  /// Whole numbers of some bytes.
  case integer(bytes: Int, isSigned: Bool)
  /// Floating-point numbers of 2, 4 or 8 bytes.
  case float(bytes: Int)
  /// Whole numbers of 4, 8 or 16 bytes, with so many decimals.
  case decimal(bytes: Int, scale: Int)
  case text(TextLayout)
  /// Days since 1970-01-01.
  case day
  /// Days as milliseconds since then.
  case dayInMilliseconds
  /// Days with a time, in no zone.
  case timestamp(TimeUnit)
  /// Numbers of the values of a dictionary.
  indirect case dictionary(bytes: Int, isSigned: Bool, values: ArrowType)
  /// Anything else, and why its cells are not read, as the rest of “the column holds …”.
  case unreadable(String)
}

/// A column's name and type.
public struct ArrowField: Sendable, Equatable {
  public var name: String
  public var type: ArrowType

  public init(name: String, type: ArrowType) { (self.name, self.type) = (name, type) }
}
