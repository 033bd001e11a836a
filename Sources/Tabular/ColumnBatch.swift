import Calendar
import Parallel

/// Some rows of a batch by their numbers in it, ascending.
public typealias RowNumbers = SharedBuffer<UInt32>

/// Neighbouring rows of a ``ColumnSource``, whose columns are read by kind into the caller's memory.
///
/// A call reads one column of some rows: element *i* of its result belongs to the row `rows[i]`. Callers take some
/// hundred rows at a time, and of these column after column: a column's cells look alike, so the processor guesses
/// their branches right, and the rows stay in its first cache. Only rows that ``survey(into:)`` has called whole may be
/// asked for. Several threads may read a batch at the same time.
public protocol ColumnBatch: Sendable {
  /// Number of the first row in the source, from 0.
  var firstRow: Int { get }
  /// Rows of the batch, the empty and the defective ones included.
  var rowCount: Int { get }
  /// Bytes of the source that the batch stands for, as progress counts them.
  var byteCount: Int { get }

  /// Writes the numbers of all whole rows into `rows`, which has room for ``rowCount``; tells which others there are.
  func survey(into rows: RowNumbers) -> RowSurvey

  /// Asks for the memory of rows that come next.
  func prefetch(_ rows: RowNumbers)

  /// Numbers, with ``CellValue/missing`` and ``CellValue/unreadable`` where a cell holds none.
  func numbers(_ column: Int, decimal: DecimalMark, rows: RowNumbers, into values: SharedBuffer<Double>)
  /// Days since 1970-01-01, with the same two values where a cell holds none.
  func days(_ column: Int, form: DayForm, rows: RowNumbers, into values: SharedBuffer<Double>)
  /// Indices of months; ``CellValue/noMonth`` where a cell holds none.
  func months(_ column: Int, format: DateFormat, rows: RowNumbers, into indices: SharedBuffer<Int32>)
  /// Looks at the cells of a column.
  ///
  /// - Parameter format: how they are written; nil: that is looked for as well.
  func look(_ column: Int, format: CellFormat?, rows: RowNumbers, into look: inout ColumnLook)
  /// Keys: texts of 1 to ``RowKey/longest`` bytes, without blanks around them; ``RowKey/none`` for others.
  func keys(_ column: Int, rows: RowNumbers, into keys: SharedBuffer<RowKey>, area: KeyArea)
  /// Codes of the texts in a dictionary; ``TextDictionary/unknown`` where a cell is not in it yet.
  func codes(_ column: Int, rows: RowNumbers, known: TextDictionary, into codes: SharedBuffer<UInt32>)
  /// Which of some texts each cell holds, by its number; −1 for none of them.
  func choices(_ column: Int, among texts: [[UInt8]], rows: RowNumbers, into numbers: SharedBuffer<Int32>)
  /// The texts, quotes and blanks around them gone; nil where a cell's bytes are no text.
  func texts(_ column: Int, rows: RowNumbers) -> [String?]

  /// The code of one cell, which gets one where it is new; nil where its bytes are no text.
  func code(_ column: Int, row: Int, addingTo dictionary: inout TextDictionary) -> UInt32?
  /// One cell as it stands in the source, for messages.
  func rawText(_ column: Int, row: Int) -> String
  /// Where a row begins, or its cell in a column, for ``ColumnSource/line(ofPlace:)``; rows ascend.
  func place(ofRow row: Int, column: Int?) -> Int
}

extension ColumnBatch {
  /// Numbers with decimal points.
  public func numbers(_ column: Int, rows: RowNumbers, into values: SharedBuffer<Double>) {
    numbers(column, decimal: .point, rows: rows, into: values)
  }

  /// Where a row begins.
  public func place(ofRow row: Int) -> Int { place(ofRow: row, column: nil) }

  /// The text of one cell, quotes and blanks around it gone; nil where its bytes are no text.
  public func text(_ column: Int, row: Int) -> String? {
    var number = UInt32(row)
    return withUnsafeMutablePointer(to: &number) { number in
      texts(column, rows: RowNumbers(base: number, count: 1))[0]
    }
  }
}

/// How the rows of a batch are built.
public struct RowSurvey: Sendable {
  /// A row that cannot be read.
  public struct Defect: Sendable {
    public var row: Int
    /// What is wrong with it, as the beginning of a sentence.
    public var text: String

    public init(row: Int, text: String) { (self.row, self.text) = (row, text) }
  }

  /// Rows that have a cell in every column.
  public var wholeRows = 0
  /// Rows that hold anything.
  public var filledRows: Int { wholeRows + defects.count }
  /// Numbers of the rows that hold nothing at all, ascending.
  public var emptyRows: [Int] = []
  /// The others, ascending.
  public var defects: [Defect] = []

  public init() {}
}

/// How days are written.
public enum DayForm: Sendable {
  /// As a column's format says, with or without a time after it; a month or a longer time is its first day.
  case written(DateFormat)
  /// Dates that mean one day only, and `240731`: as account books have them.
  case dayOnly(DateFormat)
}

/// What stands for cells that hold no value of the kind that was asked for.
public enum CellValue {
  /// A NaN that says “the cell is empty or says that the value is missing”.
  @inlinable public static var missing: Double { Double(bitPattern: 0x7FF8_0000_0000_0001) }
  /// A NaN that says “the cell holds something else”.
  @inlinable public static var unreadable: Double { Double(bitPattern: 0x7FF8_0000_0000_0002) }
  /// No month: below all indices of months.
  @inlinable public static var noMonth: Int32 { -1 }

  @inlinable public static func isMissing(_ value: Double) -> Bool { value.bitPattern == missing.bitPattern }
  @inlinable
  public static func isUnreadable(_ value: Double) -> Bool { value.bitPattern == unreadable.bitPattern }
}
