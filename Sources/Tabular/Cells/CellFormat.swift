/// How the cells of a column are written, where they could be read in more than one way.
///
/// Found in the whole column by ``FormatEvidence``, or said by a configuration; a model keeps it, so that one row is
/// read later as the whole column was.
public struct CellFormat: Sendable, Hashable, Codable {
  /// What stands before the decimals; nil: nothing decides, and a point is taken.
  public var decimal: DecimalMark?
  /// How dates are written.
  public var dates: DateFormat

  public init(decimal: DecimalMark? = nil, dates: DateFormat = DateFormat()) {
    (self.decimal, self.dates) = (decimal, dates)
  }

  /// Decimal points, and dates that begin with the year.
  public static let usual = CellFormat()
}

/// What stands before the decimals of a number; the other one of the two may group its thousands.
public enum DecimalMark: String, Sendable, Hashable, Codable, CaseIterable {
  /// `1,234.50`
  case point = "."
  /// `1.234,50`
  case comma = ","

  /// The mark that is not this one.
  var other: DecimalMark { self == .point ? .comma : .point }
  var byte: UInt8 { self == .point ? 0x2E : 0x2C }
}

/// How the dates of a column are written.
///
/// Dates that begin with the year or name the month are read in every column; these are the ones that need to be known.
public struct DateFormat: Sendable, Hashable, Codable {
  /// Which number comes first in `01/02/2024`; nil: such cells are not read.
  public var order: DateOrder?
  /// Whether whole numbers are Excel's: days counted from 1900.
  public var isSerial = false
  /// The shortest time that a cell names.
  public var period = DatePeriod.day
  /// Whether digits stand without signs between them, as in `20240131`.
  public var isCompact = false

  public init(
    order: DateOrder? = nil, isSerial: Bool = false, period: DatePeriod = .day, isCompact: Bool = false
  ) {
    (self.order, self.isSerial, self.period, self.isCompact) = (order, isSerial, period, isCompact)
  }
}

/// What the first of three numbers is, in a date that ends with the year.
public enum DateOrder: String, Sendable, Hashable, Codable, CaseIterable {
  /// `31/01/2024`
  case dayFirst = "day_first"
  /// `01/31/2024`
  case monthFirst = "month_first"
}
