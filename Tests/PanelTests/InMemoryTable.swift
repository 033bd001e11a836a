import Calendar
import Parallel
import Tabular

/// A table of values instead of text: the obvious twin of every source of columns.
struct InMemoryTable: ColumnSource {
  enum Column {
    case numbers([Double?])
    case days([CalendarDay?])
    case months([Month?])
    case texts([String?])

    var count: Int {
      switch self {
      case .numbers(let values): values.count
      case .days(let values): values.count
      case .months(let values): values.count
      case .texts(let values): values.count
      }
    }

    /// A cell as a file of CSV would have it.
    func text(_ row: Int) -> String {
      switch self {
      case .numbers(let values): values[row].map { "\($0)" } ?? ""
      case .days(let values): values[row].map { "\($0)" } ?? ""
      case .months(let values): values[row].map { "\($0)" } ?? ""
      case .texts(let values): values[row] ?? ""
      }
    }
  }

  let name: String
  let columns: [(name: String, cells: Column)]
  var rowsPerBatch = 7
  var batchesPerWave = 3

  var columnNames: [String] { columns.map(\.name) }
  var encodingName: String { "UTF-8" }
  var rowCount: Int { columns.first?.cells.count ?? 0 }

  /// The same table as a file of CSV.
  var csv: String {
    ([columnNames] + (0..<rowCount).map { row in columns.map { $0.cells.text(row) } })
      .map { $0.joined(separator: ",") + "\n" }.joined()
  }

  func declaredKind(of column: Int) -> ColumnKind? {
    switch columns[column].cells {
    case .numbers: .number
    case .days, .months: .date
    case .texts: .text
    }
  }

  func forEachWave(
    _ plan: ReadingPlan, team: ThreadTeam, _ body: ([any ColumnBatch]) throws -> Void
  ) throws {
    let starts = Array(stride(from: 0, to: rowCount, by: rowsPerBatch))
    for first in stride(from: 0, to: starts.count, by: batchesPerWave) {
      try body(
        starts[first..<min(starts.count, first + batchesPerWave)].map {
          InMemoryBatch(
            table: self, firstRow: $0, rowCount: min(rowsPerBatch, rowCount - $0), missing: plan.missing)
        })
    }
  }

  func line(ofPlace place: Int) -> Int? { place + 2 }
  func digest(team: ThreadTeam) throws -> FileDigest { FileDigest() }
}

/// Some rows of an ``InMemoryTable``.
struct InMemoryBatch: ColumnBatch {
  let table: InMemoryTable
  let firstRow: Int
  let rowCount: Int
  let missing: [String]

  var byteCount: Int { 0 }

  func survey(into rows: RowNumbers) -> RowSurvey {
    for row in 0..<rowCount { rows[row] = UInt32(row) }
    var survey = RowSurvey()
    survey.wholeRows = rowCount
    return survey
  }

  func prefetch(_ rows: RowNumbers) {}

  func numbers(_ column: Int, decimal: DecimalMark, rows: RowNumbers, into values: SharedBuffer<Double>) {
    forEach(rows) { position, row in
      switch table.columns[column].cells {
      case .numbers(let cells): values[position] = cells[row] ?? CellValue.missing
      case .texts(let cells):
        values[position] = NumberCell(furtherMissingTexts: missing).value(
          ofCleaned: cells[row] ?? "", decimal: decimal)
      case .days, .months: values[position] = CellValue.unreadable
      }
    }
  }

  func days(_ column: Int, form: DayForm, rows: RowNumbers, into values: SharedBuffer<Double>) {
    forEach(rows) { position, row in
      switch table.columns[column].cells {
      case .days(let cells):
        values[position] = cells[row].map { Double($0.daysSince1970) } ?? CellValue.missing
      case .months(let cells): values[position] = cells[row].map { Double($0.firstDay) } ?? CellValue.missing
      case .numbers, .texts: values[position] = CellValue.unreadable
      }
    }
  }

  func months(_ column: Int, format: DateFormat, rows: RowNumbers, into indices: SharedBuffer<Int32>) {
    forEach(rows) { position, row in
      indices[position] =
        Month(parsing: table.columns[column].cells.text(row)).map { Int32($0.index) }
        ?? CellValue.noMonth
    }
  }

  func look(_ column: Int, format: CellFormat?, rows: RowNumbers, into look: inout ColumnLook) {
    let number = NumberCell(furtherMissingTexts: missing)
    forEach(rows) { _, row in
      look.add(table.columns[column].cells.text(row), times: 1, format: format, number: number)
    }
  }

  func keys(_ column: Int, rows: RowNumbers, into keys: SharedBuffer<RowKey>, area: KeyArea) {
    forEach(rows) { position, row in keys[position] = area.key(of: table.columns[column].cells.text(row)) }
  }

  func codes(_ column: Int, rows: RowNumbers, known: TextDictionary, into codes: SharedBuffer<UInt32>) {
    forEach(rows) { position, row in
      codes[position] = withBytes(column, row) { known.code($0) } ?? TextDictionary.unknown
    }
  }

  func choices(_ column: Int, among texts: [[UInt8]], rows: RowNumbers, into numbers: SharedBuffer<Int32>) {
    forEach(rows) { position, row in
      let text = Array(table.columns[column].cells.text(row).utf8)
      numbers[position] = texts.firstIndex(of: text).map { Int32($0) } ?? -1
    }
  }

  func texts(_ column: Int, rows: RowNumbers) -> [String?] {
    rows.elements.map { table.columns[column].cells.text(firstRow + Int($0)) }
  }

  func code(_ column: Int, row: Int, addingTo dictionary: inout TextDictionary) -> UInt32? {
    withBytes(column, firstRow + row) {
      dictionary.add($0, number: NumberCell(furtherMissingTexts: missing))
    }
  }

  func rawText(_ column: Int, row: Int) -> String { table.columns[column].cells.text(firstRow + row) }
  func place(ofRow row: Int, column: Int?) -> Int { firstRow + row }

  private func forEach(_ rows: RowNumbers, _ body: (_ position: Int, _ row: Int) -> Void) {
    for position in 0..<rows.count { body(position, firstRow + Int(rows[position])) }
  }

  private func withBytes<Result>(
    _ column: Int, _ row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    Array(table.columns[column].cells.text(row).utf8).withUnsafeBufferPointer(body)
  }
}
