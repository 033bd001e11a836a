import Parallel
import Tabular

/// A table of ready-made variables, a row per case and no notion of months, in memory.
///
/// Rows stand in the files' order, file after file. Nothing depends on the number of threads that read it.
public struct ReadyTable: Sendable {
  /// The cells of the key column; without one, the numbers of the rows from 1, rows that are left out counted too.
  public let keys: [String]
  /// 1 for a loss, 0 for none; nil where no label column was named.
  public let labels: [Float]?
  /// The column that rows are put in order by; nil where none was named.
  public let time: TimeColumn?
  /// The variables' columns in the order of the file, or as they were asked for; key, label and time are not
  /// among them unless asked for.
  public let columns: [PanelColumn]
  /// Number and date columns in the order of ``columns``; dates are days since 1970-01-01, NaN is missing.
  public let numbers: ColumnMatrix
  /// The columns of ``numbers`` whose cells Float32s do not tell apart; nil for all others, and where nobody asked.
  public let exact: [ExactColumn?]
  /// The cells of columns of ``numbers`` that a model compares in Float64, where Float32s would read otherwise; nil for all
  /// others.
  public let cells: [AlignedArray<Double>?]
  /// Text columns in the order of ``columns``.
  public let texts: [TextColumn]
  public let report: ReadyTableReport

  /// What rows are put in order by.
  public struct TimeColumn: Sendable, Equatable {
    public var name: String
    /// How its dates are written; nil where it holds numbers.
    public var dates: DateFormat?
    /// A number for each row; of dates the first day of what is named, counted from 1970-01-01.
    public var values: [Double]

    /// The column as recipes that count up to it need it.
    public var column: PanelColumn {
      PanelColumn(
        name: name, kind: dates == nil ? .number : .date, format: dates.map { CellFormat(dates: $0) })
    }

    /// A value as people read it.
    public func text(_ value: Double) -> String {
      if let dates { return dates.text(ofDay: value) }
      return value == value.rounded() && value.magnitude < 1e15 ? String(Int(value)) : "\(value)"
    }
  }

  /// The cells of a text column.
  public struct TextColumn: Sendable, Equatable {
    public var name: String
    /// What the codes 1, 2, 3, … stand for, in the order in which they were met.
    public var levels: [String]
    /// A code for each row; 0 is missing.
    public var codes: [UInt32]

    /// The text of a row; nil where it is missing.
    public func text(_ row: Int) -> String? { codes[row] == 0 ? nil : levels[Int(codes[row]) - 1] }
  }

  public var rowCount: Int { keys.count }
  /// A number for each row's key, from 0 in the order in which keys are met.
  public var keyNumbers: [Int32] {
    var numbers: [String: Int32] = [:]
    return keys.map { key in
      if let number = numbers[key] { return number }
      let number = Int32(clamping: numbers.count)
      numbers[key] = number
      return number
    }
  }
  /// What rows are put in order by; nil where no time column was named.
  public var times: [Double]? { time?.values }
  /// The number and date columns, in the order of the columns of ``numbers``.
  public var numberColumns: [PanelColumn] { columns.filter { $0.kind != .text } }
}

/// What was found in the files of a ready-made table while they were read.
public struct ReadyTableReport: Sendable, Equatable, Codable {
  public var files: [InputFile] = []
  /// Rows of all files, headers and empty lines not counted.
  public var rowsRead = 0
  public var emptyLines = 0
  public var rowsUsed = 0
  /// Rows that are left out because their label is missing.
  public var rowsWithoutLabel = 0
  /// Rows that are left out because their time is missing.
  public var rowsWithoutTime = 0
  /// Rows that are left out because they have no key.
  public var rowsWithoutKey = 0
  /// Rows that are left out because they have more or fewer cells than the header.
  public var brokenRows = 0
  /// Rows whose label is 1.
  public var positives = 0
  /// Rows whose key an earlier row has too; they are used all the same.
  public var duplicateKeys = 0
  /// Cells of number columns that hold something else, where they count as missing.
  public var unreadableCells = 0
  /// Columns without a name in the header, such as the row numbers that some programs write; they are not read.
  public var unnamedColumns = 0
  public var columns: [ColumnSummary] = []
  /// What was found of each table that was joined to the rows; nil: none was.
  public var joins: [JoinSummary]?
  /// The first cases of each kind, with their places.
  public var findings: [Finding] = []

  public init() {}
}
