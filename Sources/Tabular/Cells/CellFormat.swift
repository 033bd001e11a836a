import Calendar

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

  /// The format as far as later cells need it to be read as these were; nil: they are read in the usual way anyhow.
  public var needed: CellFormat? {
    let isUsual = dates.order == nil && !dates.isSerial && dates.period != .year
    return decimal == nil && isUsual ? nil : self
  }

  /// Decimal points, and dates that begin with the year.
  public static let usual = CellFormat()
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
