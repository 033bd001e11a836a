import Calendar
import Parallel

/// Rows with the columns that are joined to them.
struct JoiningBatch: ColumnBatch {
  /// How the cells of joined columns are read.
  struct Cells: Sendable {
    let firstJoined: Int
    private let number: NumberCell
    private let numberOfColumn: [Int: NumberCell]

    init(_ plan: ReadingPlan, firstJoined: Int) {
      self.firstJoined = firstJoined
      let cell = { (missing: MissingTexts) in
        NumberCell(missingTexts: missing, infinitiesAreExtreme: plan.infinitiesAreExtreme)
      }
      number = cell(MissingTexts.usual.adding(plan.missing))
      numberOfColumn = plan.missingInColumns.filter { $0.key >= firstJoined }.mapValues(cell)
    }

    func number(of column: Int) -> NumberCell { numberOfColumn[column] ?? number }
  }

  /// The row cannot be read.
  static let noRow: Int32 = -3
  /// The row's key is empty.
  static let noKey: Int32 = -2
  /// No row of the table has the key.
  static let noPartner: Int32 = -1

  let base: any ColumnBatch
  let source: JoiningSource
  let cells: Cells
  /// For each join, the table's row of each row of the batch; empty where the join is not needed.
  let partners: [[Int32]]

  var firstRow: Int { base.firstRow }
  var rowCount: Int { base.rowCount }
  var byteCount: Int { base.byteCount }

  init(base: any ColumnBatch, source: JoiningSource, needed: [Int], cells: Cells) {
    (self.base, self.source, self.cells) = (base, source, cells)
    var partners = source.joins.map { _ in [Int32]() }
    if !needed.isEmpty {
      let room = AlignedArray<UInt32>(count: base.rowCount)
      let rows = room.view[0..<base.survey(into: room.view).wholeRows]
      for join in needed {
        partners[join] = JoiningBatch.partners(
          of: source.joins[join], rows: rows, base: base, source: source, before: partners)
      }
    }
    self.partners = partners
  }

  private static func partners(
    of join: JoiningSource.Join, rows: RowNumbers, base: any ColumnBatch, source: JoiningSource,
    before: [[Int32]]
  ) -> [Int32] {
    var partners = [Int32](repeating: noRow, count: base.rowCount)
    let find = { (key: String?) -> Int32 in
      guard let key, !key.isEmpty else { return noKey }
      return join.table.row(of: key).map { Int32($0) } ?? noPartner
    }
    switch join.key {
    case .column(let column):
      for (position, key) in base.texts(column, rows: rows).enumerated() {
        partners[Int(rows[position])] = find(key)
      }
    case .joined(let above, let column):
      let keys = source.joins[above].table.columns[column]
      // Rows of a table are looked up once, however many rows of the source they are joined to.
      var known: [Int32: Int32] = [:]
      for position in 0..<rows.count {
        let row = Int(rows[position])
        let partner = before[above][row]
        guard partner >= 0 else {
          partners[row] = noKey
          continue
        }
        let found = known[partner] ?? find(keys.text(Int(partner)))
        known[partner] = found
        partners[row] = found
      }
    }
    return partners
  }

  /// The text of a joined column in a row.
  private func joinedText(_ column: Int, _ row: Int) -> String {
    let (join, index) = source.places[column - cells.firstJoined]
    let (table, partner) = (source.joins[join].table, partners[join][row])
    if partner >= 0 { return table.columns[index].text(Int(partner)) }
    return partner == JoiningBatch.noPartner ? table.textWithoutPartner : ""
  }

  private func areNumbers(_ column: Int) -> Bool {
    let (join, index) = source.places[column - cells.firstJoined]
    return source.joins[join].table.columns[index].areNumbers
  }

  func survey(into rows: RowNumbers) -> RowSurvey { base.survey(into: rows) }
  func prefetch(_ rows: RowNumbers) { base.prefetch(rows) }

  func numbers(_ column: Int, decimal: DecimalMark, rows: RowNumbers, into values: SharedBuffer<Double>) {
    guard column >= cells.firstJoined else {
      return base.numbers(column, decimal: decimal, rows: rows, into: values)
    }
    let (number, decimal) = (cells.number(of: column), areNumbers(column) ? DecimalMark.point : decimal)
    for position in 0..<rows.count {
      values[position] = number.value(
        ofCleaned: joinedText(column, Int(rows[position])), decimal: decimal)
    }
  }

  func days(_ column: Int, form: DayForm, rows: RowNumbers, into values: SharedBuffer<Double>) {
    guard column >= cells.firstJoined else { return base.days(column, form: form, rows: rows, into: values) }
    let number = cells.number(of: column)
    for position in 0..<rows.count {
      var text = joinedText(column, Int(rows[position]))
      values[position] =
        switch form {
        case .written(let format): DateCell.value(ofCleaned: text, format: format, number: number)
        case .dayOnly(let format): text.withUTF8 { DateCell.day($0, format: format) }
        }
    }
  }

  func months(_ column: Int, format: DateFormat, rows: RowNumbers, into indices: SharedBuffer<Int32>) {
    guard column >= cells.firstJoined else {
      return base.months(column, format: format, rows: rows, into: indices)
    }
    let number = cells.number(of: column)
    for position in 0..<rows.count {
      let text = joinedText(column, Int(rows[position]))
      let month = DateCell.month(ofCleaned: text, format: format, number: number)
      indices[position] = month.map { Int32($0.index) } ?? CellValue.noMonth
    }
  }

  func look(_ column: Int, format: CellFormat?, rows: RowNumbers, into look: inout ColumnLook) {
    guard column >= cells.firstJoined else {
      return base.look(column, format: format, rows: rows, into: &look)
    }
    var times: [String: Int] = [:]
    for position in 0..<rows.count { times[joinedText(column, Int(rows[position])), default: 0] += 1 }
    let number = cells.number(of: column)
    // In an order, as later looks keep the first different texts.
    for (text, times) in times.sorted(by: { $0.key < $1.key }) where !text.isEmpty {
      look.add(
        text, times: times, format: areNumbers(column) ? CellFormat(decimal: .point) : format, number: number)
    }
  }

  func keys(_ column: Int, rows: RowNumbers, into keys: SharedBuffer<RowKey>, area: KeyArea) {
    guard column >= cells.firstJoined else { return base.keys(column, rows: rows, into: keys, area: area) }
    for position in 0..<rows.count {
      keys[position] = area.key(of: joinedText(column, Int(rows[position])))
    }
  }

  func codes(_ column: Int, rows: RowNumbers, known: TextDictionary, into codes: SharedBuffer<UInt32>) {
    guard column >= cells.firstJoined else {
      return base.codes(column, rows: rows, known: known, into: codes)
    }
    for position in 0..<rows.count {
      var text = joinedText(column, Int(rows[position]))
      codes[position] = text.withUTF8 { known.code($0) } ?? TextDictionary.unknown
    }
  }

  func choices(_ column: Int, among texts: [[UInt8]], rows: RowNumbers, into numbers: SharedBuffer<Int32>) {
    guard column >= cells.firstJoined else {
      return base.choices(column, among: texts, rows: rows, into: numbers)
    }
    for position in 0..<rows.count {
      let text = Array(joinedText(column, Int(rows[position])).utf8)
      numbers[position] = texts.firstIndex(of: text).map { Int32($0) } ?? -1
    }
  }

  func texts(_ column: Int, rows: RowNumbers) -> [String?] {
    guard column >= cells.firstJoined else { return base.texts(column, rows: rows) }
    return rows.elements.map { joinedText(column, Int($0)) }
  }

  func code(_ column: Int, row: Int, addingTo dictionary: inout TextDictionary) -> UInt32? {
    guard column >= cells.firstJoined else { return base.code(column, row: row, addingTo: &dictionary) }
    var text = joinedText(column, row)
    return text.withUTF8 { dictionary.add($0, number: cells.number(of: column)) }
  }

  func rawText(_ column: Int, row: Int) -> String {
    column < cells.firstJoined ? base.rawText(column, row: row) : joinedText(column, row)
  }

  func place(ofRow row: Int, column: Int?) -> Int {
    base.place(ofRow: row, column: column.flatMap { $0 < cells.firstJoined ? $0 : nil })
  }
}
