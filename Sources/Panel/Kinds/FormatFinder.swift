import Calendar
import Tabular

/// Decides how the columns of a table are written, from what their cells show and what is said.
struct FormatFinder {
  let table: PanelTable
  /// What the cells of the table's numbers prove together, where one column leaves it open.
  private let decimalOfTable: DecimalMark?

  init(table: PanelTable, decimalOf columns: [FormatEvidence]) {
    self.table = table
    decimalOfTable = FormatEvidence.decimal(ofFileWith: columns)
  }

  /// What cells of an unknown kind show besides plain numbers, plain dates and texts; nil: nothing.
  ///
  /// - Parameters:
  ///   - marks: number of cells that stand for a missing value.
  /// - Returns: the format, and whether it is clear with it what the column is.
  func guess(
    _ evidence: FormatEvidence, column: Int, besides marks: Int
  ) throws -> (format: CellFormat, isRead: Bool)? {
    var evidence = evidence
    if evidence.filled > marks { evidence.filled -= marks }
    let name = table.headerNames[column]
    switch evidence.dates(.init(name: name, order: table.dates)) {
    case .format(let dates):
      // Digits alone would be taken for numbers, and other dates for texts, if they were looked at again.
      if evidence.areNumbers { return (CellFormat(dates: dates), true) }
      if dates.order != nil { return (CellFormat(dates: dates), false) }
    case .undecided(let example): throw undecidedOrder(column: name, example: example)
    case .contradictory, .none: break
    }
    guard let decimal = try decimal(evidence, column: name), decimal == .comma else { return nil }
    return (CellFormat(decimal: decimal), false)
  }

  /// How a column of a known kind is written; nil where nothing decides it.
  func format(_ evidence: FormatEvidence, column: Int, kind: ColumnKind) throws -> CellFormat? {
    let name = table.headerNames[column]
    switch kind {
    case .text: return nil
    case .number: return try decimal(evidence, column: name).map { CellFormat(decimal: $0) }
    case .date:
      switch evidence.dates(.init(name: name, isSaid: true, order: table.dates)) {
      case .format(let dates): return CellFormat(dates: dates)
      case .undecided(let example): throw undecidedOrder(column: name, example: example)
      // Cells that are no dates are told when they are read.
      case .contradictory, .none: return CellFormat(dates: DateFormat(order: table.dates))
      }
    }
  }

  /// How a time column is written; nil where it holds numbers.
  func timeFormat(_ evidence: FormatEvidence, column: Int) throws -> DateFormat? {
    let name = table.headerNames[column]
    switch evidence.dates(.init(name: name, isTime: true, order: table.dates)) {
    case .format(let dates): return dates
    case .undecided(let example): throw undecidedOrder(column: name, example: example)
    case .none where evidence.areNumbers: return nil
    case .none:
      throw error(column: name, "it holds neither numbers nor dates; \(FormatFinder.howDatesAreWritten).")
    case .contradictory:
      throw error(
        column: name,
        "some dates have the day first and others the month; \(FormatFinder.howDatesAreWritten).")
    }
  }

  /// How the months of a panel are written.
  func monthFormat(_ evidence: FormatEvidence) throws -> DateFormat {
    let part = table.parts.first { $0.monthColumn != nil }
    let name = part.flatMap { part in part.monthColumn.map { part.source.columnNames[$0] } } ?? "month"
    switch evidence.dates(.init(name: name, isSaid: true, order: table.dates)) {
    case .format(let dates): return dates
    case .undecided(let example): throw undecidedOrder(column: name, example: example)
    case .contradictory, .none: return DateFormat(order: table.dates)
    }
  }

  /// How days and longer times may be written, for messages.
  static let howDatesAreWritten =
    "write days as 2024-01-31, 20240131, 2024年1月31日, 31-Jan-2024 or 31/01/2024, months as 2024-01, quarters as 2024Q1, "
    + "years as 2024"

  /// The decimal mark of numbers; nil where nothing decides it and a point does no harm.
  private func decimal(_ evidence: FormatEvidence, column: String) throws -> DecimalMark? {
    if let known = table.decimal ?? evidence.provenDecimal { return known }
    guard let open = evidence.openNumber, evidence.areNumbers else { return decimalOfTable }
    if let decimalOfTable { return decimalOfTable }
    guard table.parts.contains(where: { $0.source.mayHaveDecimalCommas }) else { return nil }
    let readings = DecimalMark.allCases.compactMap { NumberCell.plainDecimal(open, decimal: $0) }
    throw error(
      column: column,
      "its cells, such as “\(open)”, can be read as \(readings.joined(separator: " or ")), and no cell shows which; "
        + "say `decimal: point` or `decimal: comma` in the configuration.")
  }

  private func undecidedOrder(column: String, example: String) -> TableError {
    error(
      column: column,
      "in its dates, such as “\(example)”, the day or the month may come first, and no day above 12 shows which; say "
        + "`dates: day_first` or `dates: month_first` in the configuration.")
  }

  private func error(column: String, _ message: String) -> TableError {
    TableError(file: table.parts.first?.source.name, column: column, message: message)
  }
}
