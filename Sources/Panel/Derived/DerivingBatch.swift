import Calendar
import Configuration
import Parallel
import Tabular

/// Rows with the columns that are made of others.
struct DerivingBatch: ColumnBatch {
  let base: any ColumnBatch
  let source: DerivingSource
  let firstDerived: Int

  var firstRow: Int { base.firstRow }
  var rowCount: Int { base.rowCount }
  var byteCount: Int { base.byteCount }

  func survey(into rows: RowNumbers) -> RowSurvey { base.survey(into: rows) }
  func prefetch(_ rows: RowNumbers) { base.prefetch(rows) }

  func numbers(_ column: Int, decimal: DecimalMark, rows: RowNumbers, into values: SharedBuffer<Double>) {
    guard column >= firstDerived else {
      return base.numbers(column, decimal: decimal, rows: rows, into: values)
    }
    let found = DerivedValues(batch: self, column: source.derived[column - firstDerived], rows: rows).values
    for position in 0..<rows.count { values[position] = found[position] }
  }

  func days(_ column: Int, form: DayForm, rows: RowNumbers, into values: SharedBuffer<Double>) {
    guard column >= firstDerived else { return base.days(column, form: form, rows: rows, into: values) }
    for position in 0..<rows.count { values[position] = CellValue.unreadable }
  }

  func months(_ column: Int, format: DateFormat, rows: RowNumbers, into indices: SharedBuffer<Int32>) {
    guard column >= firstDerived else {
      return base.months(column, format: format, rows: rows, into: indices)
    }
    for position in 0..<rows.count { indices[position] = CellValue.noMonth }
  }

  func look(_ column: Int, format: CellFormat?, rows: RowNumbers, into look: inout ColumnLook) {
    guard column >= firstDerived else { return base.look(column, format: format, rows: rows, into: &look) }
    for value in DerivedValues(batch: self, column: source.derived[column - firstDerived], rows: rows).values
    {
      if !value.isNaN { look.add(number: value) }
    }
  }

  func keys(_ column: Int, rows: RowNumbers, into keys: SharedBuffer<RowKey>, area: KeyArea) {
    guard column >= firstDerived else { return base.keys(column, rows: rows, into: keys, area: area) }
    for (position, text) in texts(column, rows: rows).enumerated() {
      keys[position] = area.key(of: text ?? "")
    }
  }

  func codes(_ column: Int, rows: RowNumbers, known: TextDictionary, into codes: SharedBuffer<UInt32>) {
    guard column >= firstDerived else { return base.codes(column, rows: rows, known: known, into: codes) }
    for (position, text) in texts(column, rows: rows).enumerated() {
      var text = text ?? ""
      codes[position] = text.withUTF8 { known.code($0) } ?? TextDictionary.unknown
    }
  }

  func choices(_ column: Int, among texts: [[UInt8]], rows: RowNumbers, into numbers: SharedBuffer<Int32>) {
    guard column >= firstDerived else { return base.choices(column, among: texts, rows: rows, into: numbers) }
    for (position, text) in self.texts(column, rows: rows).enumerated() {
      numbers[position] = texts.firstIndex(of: Array((text ?? "").utf8)).map { Int32($0) } ?? -1
    }
  }

  /// The numbers of a derived column as texts, for whoever wants it as a category.
  func texts(_ column: Int, rows: RowNumbers) -> [String?] {
    guard column >= firstDerived else { return base.texts(column, rows: rows) }
    let values = DerivedValues(batch: self, column: source.derived[column - firstDerived], rows: rows).values
    return values.map { $0.isNaN ? "" : $0 == $0.rounded() && $0.magnitude < 1e15 ? "\(Int($0))" : "\($0)" }
  }

  func code(_ column: Int, row: Int, addingTo dictionary: inout TextDictionary) -> UInt32? {
    guard column >= firstDerived else { return base.code(column, row: row, addingTo: &dictionary) }
    var text = text(column, row: row) ?? ""
    return text.withUTF8 { dictionary.add($0, number: NumberCell()) }
  }

  /// The cells that a derived value is made of.
  func rawText(_ column: Int, row: Int) -> String {
    guard column >= firstDerived else { return base.rawText(column, row: row) }
    return source.derived[column - firstDerived].indices.sorted { $0.key < $1.key }
      .map { "\($0.key) = \(rawText($0.value, row: row))" }.joined(separator: ", ")
  }

  func place(ofRow row: Int, column: Int?) -> Int {
    base.place(ofRow: row, column: column.flatMap { $0 < firstDerived ? $0 : nil })
  }
}
