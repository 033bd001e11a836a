import CKernels
import Calendar
import Parallel

/// A block of CSV text, whose cells are read column by column.
struct CSVBatch: ColumnBatch {
  let block: CSVBlock
  let columnCount: Int
  /// How numbers are read where a column has no way of its own.
  let number: NumberCell
  let numberOfColumn: [Int: NumberCell]

  var firstRow: Int { block.firstRow }
  var rowCount: Int { block.rowCount }
  var byteCount: Int { block.text.count }

  func survey(into rows: RowNumbers) -> RowSurvey {
    var survey = RowSurvey()
    var whole = 0
    var start = 0
    for row in 0..<block.rowCount {
      let end = Int(block.rowEnds[row]) + 1
      if end - start == columnCount {
        rows[whole] = UInt32(truncatingIfNeeded: row)
        whole += 1
      } else if block.isEmpty(row: row) {
        survey.emptyRows.append(row)
      } else {
        survey.defects.append(
          .init(row: row, text: "the row has \(end - start) cells, the header \(columnCount)"))
      }
      start = end
    }
    survey.wholeRows = whole
    return survey
  }

  func prefetch(_ rows: RowNumbers) {
    let cacheLine = 64
    for position in 0..<rows.count {
      let row = Int(rows[position])
      let end = Int(block.marks[Int(block.rowEnds[row])])
      for offset in stride(from: block.start(ofRow: row), through: end, by: cacheLine) {
        churn_prefetch(block.text.base + offset)
      }
    }
  }

  func numbers(_ column: Int, decimal: DecimalMark, rows: RowNumbers, into values: SharedBuffer<Double>) {
    let (cells, number, text) = (cells(of: column), number(of: column), block.text.base)
    switch decimal {
    case .point:
      for position in 0..<rows.count {
        let cell = cells[Int(rows[position])]
        values[position] = number.value(text + cell.lowerBound, cell.count)
      }
    case .comma:
      let room = AlignedArray<UInt8>(count: NumberCell.longestExchanged + NumberCell.padding)
      for position in 0..<rows.count {
        let cell = cells[Int(rows[position])]
        values[position] = number.valueWithComma(text + cell.lowerBound, cell.count, room: room.view)
      }
    }
  }

  func days(_ column: Int, form: DayForm, rows: RowNumbers, into values: SharedBuffer<Double>) {
    let (cells, number) = (cells(of: column), number(of: column))
    for position in 0..<rows.count {
      let cell = cells[Int(rows[position])]
      values[position] =
        switch form {
        case .written(let format):
          DateCell.value(block.text.base + cell.lowerBound, cell.count, format: format, number: number)
        case .dayOnly(let format): DateCell.day(block.text[cell].elements, format: format, number: number)
        }
    }
  }

  func months(_ column: Int, format: DateFormat, rows: RowNumbers, into indices: SharedBuffer<Int32>) {
    let (cells, text) = (cells(of: column), block.text.base)
    // Exports list month after month: most cells are the one before again.
    var last = 0..<0
    var lastIndex = CellValue.noMonth
    for position in 0..<rows.count {
      let cell = cells[Int(rows[position])]
      if cell.count != last.count || last.isEmpty
        || !ByteWords.areEqual(text + cell.lowerBound, text + last.lowerBound, count: cell.count)
      {
        let month = DateCell.month(block.text[cell].elements, format: format, number: number)
        (last, lastIndex) = (cell, month.map { Int32($0.index) } ?? CellValue.noMonth)
      }
      indices[position] = lastIndex
    }
  }

  func keys(_ column: Int, rows: RowNumbers, into keys: SharedBuffer<RowKey>, area: KeyArea) {
    let (cells, text, encoding) = (cells(of: column), block.text, number.encoding)
    area.plain = text
    for position in 0..<rows.count {
      let cell = cells[Int(rows[position])]
      if let plain = TextCell.plainRange(text, cell, encoding: encoding), !plain.isEmpty,
        plain.count <= RowKey.longest
      {
        keys[position] = area.key(plain, in: text)
      } else {
        keys[position] = clean(cell).map { area.key(of: $0) } ?? .none
      }
    }
  }

  func codes(_ column: Int, rows: RowNumbers, known: TextDictionary, into codes: SharedBuffer<UInt32>) {
    let (cells, text) = (cells(of: column), block.text)
    for position in 0..<rows.count {
      let cell = cells[Int(rows[position])]
      codes[position] = known.code(text[cell].elements) ?? TextDictionary.unknown
    }
  }

  func choices(_ column: Int, among texts: [[UInt8]], rows: RowNumbers, into numbers: SharedBuffer<Int32>) {
    let cells = cells(of: column)
    for position in 0..<rows.count {
      let cell = cells[Int(rows[position])]
      let choice: Int?
      if let plain = TextCell.plainRange(block.text, cell, encoding: number.encoding) {
        choice = texts.firstIndex { $0.elementsEqual(block.text[plain].elements) }
      } else {
        choice = clean(cell).flatMap { text in texts.firstIndex { $0.elementsEqual(text.utf8) } }
      }
      numbers[position] = choice.map { Int32($0) } ?? -1
    }
  }

  func texts(_ column: Int, rows: RowNumbers) -> [String?] {
    let cells = cells(of: column)
    return (0..<rows.count).map { clean(cells[Int(rows[$0])]) }
  }

  func code(_ column: Int, row: Int, addingTo dictionary: inout TextDictionary) -> UInt32? {
    dictionary.add(block.text[cells(of: column)[row]].elements, number: number(of: column))
  }

  func rawText(_ column: Int, row: Int) -> String {
    String(decoding: block.text[cells(of: column)[row]].elements, as: UTF8.self)
  }

  func place(ofRow row: Int, column: Int?) -> Int {
    block.offset + (column.map { cells(of: $0)[row].lowerBound } ?? block.start(ofRow: row))
  }

  func number(of column: Int) -> NumberCell { numberOfColumn[column] ?? number }

  /// A column's cells for a loop, which keeps them in registers.
  func cells(of column: Int) -> Cells { Cells(block: block, column: column) }

  struct Cells {
    let block: CSVBlock
    let column: Int

    /// Where the cell of a row lies in the block's text.
    @inline(__always)
    subscript(row: Int) -> Range<Int> { block.cell(block.cells(ofRow: row).lowerBound + column) }
  }

  private func clean(_ cell: Range<Int>) -> String? {
    TextCell.clean(block.text[cell].elements, encoding: number.encoding)
  }
}
