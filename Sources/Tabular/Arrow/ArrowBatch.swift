import Arrow
import Calendar
import Parallel

/// Neighbouring rows of an ``ArrowSource``, which may lie in several batches of Arrow.
///
/// Numbers and days are read as they lie in memory. Texts are read as cells of a file of text are, and what is asked for as
/// something else than it is, such as whole numbers as months, is read as it would be written.
struct ArrowBatch: ColumnBatch {
  /// Some of the rows, which lie in one batch of Arrow.
  struct Part: Sendable {
    let batch: ArrowRecordBatch
    /// Rows of that batch before the first one.
    let skipped: Int
    /// Number of the first one in this batch.
    let firstRow: Int
    let rowCount: Int
  }

  /// How cells are read.
  struct Cells: Sendable {
    /// Where each column stands in the batches of Arrow.
    fileprivate let placeOfColumn: [Int]
    private let number: NumberCell
    private let numberOfColumn: [Int: NumberCell]

    init(_ plan: ReadingPlan, placeOfColumn: [Int]) {
      self.placeOfColumn = placeOfColumn
      let cell = { (missing: MissingTexts) in
        NumberCell(missingTexts: missing, infinitiesAreExtreme: plan.infinitiesAreExtreme)
      }
      number = cell(MissingTexts.usual.adding(plan.missing))
      numberOfColumn = plan.missingInColumns.mapValues(cell)
    }

    func number(of column: Int) -> NumberCell { numberOfColumn[column] ?? number }
  }

  let parts: [Part]
  let firstRow: Int
  let rowCount: Int
  let cells: Cells

  /// The rows' share of the batches that they lie in.
  var byteCount: Int {
    parts.reduce(0) { $0 + $1.batch.byteCount * $1.rowCount / max(1, $1.batch.rowCount) }
  }

  func survey(into rows: RowNumbers) -> RowSurvey {
    for row in 0..<rowCount { rows[row] = UInt32(truncatingIfNeeded: row) }
    var survey = RowSurvey()
    survey.wholeRows = rowCount
    return survey
  }

  func prefetch(_ rows: RowNumbers) {}

  func numbers(_ column: Int, decimal: DecimalMark, rows: RowNumbers, into values: SharedBuffer<Double>) {
    let reader = ArrowNumbers(number: cells.number(of: column), decimal: decimal)
    forEachRun(column, rows) { cells, positions, shift in
      reader.read(cells, rows: rows, positions: positions, shift: shift, into: values)
    }
  }

  func days(_ column: Int, form: DayForm, rows: RowNumbers, into values: SharedBuffer<Double>) {
    let number = cells.number(of: column)
    forEachRun(column, rows) { cells, positions, shift in
      for position in positions {
        let row = Int(rows[position]) + shift
        if let days = ArrowText.days(cells, row) {
          values[position] = ArrowText.possibleDays.contains(days) ? Double(days) : CellValue.unreadable
          continue
        }
        values[position] = ArrowText.withBytes(cells, row) { bytes in
          guard let bytes, let base = bytes.baseAddress else { return CellValue.missing }
          return switch form {
          case .written(let format): DateCell.value(base, bytes.count, format: format, number: number)
          case .dayOnly(let format): DateCell.day(bytes, format: format, number: number)
          }
        }
      }
    }
  }

  func months(_ column: Int, format: DateFormat, rows: RowNumbers, into indices: SharedBuffer<Int32>) {
    let number = cells.number(of: column)
    // Tables often list month after month: most cells are the one before again.
    var last = LastBytes()
    var (lastDays, lastIndex) = (Int64.min, CellValue.noMonth)
    forEachRun(column, rows) { cells, positions, shift in
      for position in positions {
        let row = Int(rows[position]) + shift
        if let days = ArrowText.days(cells, row) {
          if days != lastDays {
            lastDays = days
            lastIndex =
              ArrowText.possibleDays.contains(days)
              ? Int32(CalendarDay(daysSince1970: Int(days)).month.index) : CellValue.noMonth
          }
        } else {
          ArrowText.withBytes(cells, row) { bytes in
            if lastDays == Int64.min, last.isAgain(bytes) { return }
            lastDays = Int64.min
            let month = bytes.flatMap { DateCell.month($0, format: format, number: number) }
            lastIndex = month.map { Int32($0.index) } ?? CellValue.noMonth
            last.keep(bytes)
          }
        }
        indices[position] = lastIndex
      }
    }
  }

  func look(_ column: Int, format: CellFormat?, rows: RowNumbers, into look: inout ColumnLook) {
    let number = cells.number(of: column)
    let isPoint = format.map { $0.decimal == .point } ?? true
    let room = ArrowNumbers.Room()
    var others: [String: Int] = [:]
    forEachText(column, rows) { _, bytes in
      guard let bytes, !bytes.isEmpty else { return }
      if isPoint, let plain = ArrowText.plain(bytes),
        let decimals = FormatEvidence.decimals(of: UnsafeBufferPointer(rebasing: bytes[plain]))
      {
        let cell = UnsafeBufferPointer(rebasing: bytes[plain])
        look.add(
          plain: cell, decimals: decimals, value: room.padded(cell) { number.value($0, cell.count) },
          format: format)
      } else {
        // A cell whose bytes are no text is neither number nor date.
        others[ArrowText.clean(bytes) ?? "\u{FFFD}", default: 0] += 1
      }
    }
    // In an order, as later looks keep the first different texts.
    for (text, times) in others.sorted(by: { $0.key < $1.key }) where !text.isEmpty {
      look.add(text, times: times, format: format, number: number)
    }
  }

  func keys(_ column: Int, rows: RowNumbers, into keys: SharedBuffer<RowKey>, area: KeyArea) {
    forEachText(column, rows) { position, bytes in
      guard let bytes else {
        keys[position] = .none
        return
      }
      keys[position] =
        ArrowText.plain(bytes).map { area.key(copying: UnsafeBufferPointer(rebasing: bytes[$0])) }
        ?? ArrowText.clean(bytes).map { area.key(of: $0) } ?? .none
    }
  }

  func codes(_ column: Int, rows: RowNumbers, known: TextDictionary, into codes: SharedBuffer<UInt32>) {
    func code(_ bytes: UnsafeBufferPointer<UInt8>?) -> UInt32 {
      bytes.map { known.code($0) ?? TextDictionary.unknown } ?? 0
    }
    forEachRun(column, rows) { cells, positions, shift in
      guard let texts = cells.texts, (1...positions.count).contains(cells.levelCount) else {
        forEachText(cells, rows, positions, shift) { codes[$0] = code($1) }
        return
      }
      // Each value of a dictionary is looked up once.
      let notYet = TextDictionary.unknown - 1
      var codeOfLevel = [UInt32](repeating: notYet, count: cells.levelCount)
      for position in positions {
        let row = Int(rows[position]) + shift
        guard let level = texts.level(row) else {
          codes[position] = 0
          continue
        }
        if codeOfLevel[level] == notYet { codeOfLevel[level] = code(texts[row]) }
        codes[position] = codeOfLevel[level]
      }
    }
  }

  func choices(_ column: Int, among texts: [[UInt8]], rows: RowNumbers, into numbers: SharedBuffer<Int32>) {
    forEachText(column, rows) { position, bytes in
      let choice = bytes.flatMap { ArrowText.clean($0) }.flatMap { text in
        texts.firstIndex { $0.elementsEqual(text.utf8) }
      }
      numbers[position] = choice.map { Int32($0) } ?? -1
    }
  }

  func texts(_ column: Int, rows: RowNumbers) -> [String?] {
    var texts: [String?] = []
    forEachText(column, rows) { _, bytes in texts.append(bytes.map { ArrowText.clean($0) } ?? "") }
    return texts
  }

  func code(_ column: Int, row: Int, addingTo dictionary: inout TextDictionary) -> UInt32? {
    let (cells, place) = cell(column, row)
    let number = self.cells.number(of: column)
    return ArrowText.withBytes(cells, place) { bytes in
      bytes.map { dictionary.add($0, as: ArrowText.clean($0), number: number) } ?? 0
    }
  }

  func rawText(_ column: Int, row: Int) -> String {
    let (cells, place) = cell(column, row)
    return ArrowText.withBytes(cells, place) { $0.map { String(decoding: $0, as: UTF8.self) } ?? "" }
  }

  func place(ofRow row: Int, column: Int?) -> Int { firstRow + row }

  // MARK: Rows

  /// Calls `body` with the bytes of every cell of a column as they stand in the table; nil for one that is missing.
  func forEachText(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>?) -> Void) {
    for part in parts {
      let cells = part.batch.columns[cells.placeOfColumn[column]]
      let rows = part.skipped..<part.skipped + part.rowCount
      if let texts = cells.texts {
        for row in rows { body(texts[row]) }
      } else {
        for row in rows { ArrowText.withBytes(cells, row, body) }
      }
    }
  }

  private func cell(_ column: Int, _ row: Int) -> (ArrowColumn, Int) {
    let part = parts.first { row < $0.firstRow + $0.rowCount } ?? parts[0]
    return (part.batch.columns[cells.placeOfColumn[column]], row - part.firstRow + part.skipped)
  }

  /// Calls `body` for neighbouring positions whose rows lie in one batch of Arrow, with what is to be added to their numbers.
  private func forEachRun(
    _ column: Int, _ rows: RowNumbers,
    _ body: (_ cells: ArrowColumn, _ positions: Range<Int>, _ shift: Int) -> Void
  ) {
    var start = 0
    for index in parts.indices where start < rows.count {
      let end = parts[index].firstRow + parts[index].rowCount
      var next = start
      if Int(rows[rows.count - 1]) < end {
        next = rows.count
      } else if parts[index].rowCount > 0 {
        while next < rows.count, Int(rows[next]) < end { next += 1 }
      }
      if next > start {
        let part = parts[index]
        body(
          part.batch.columns[cells.placeOfColumn[column]], start..<next, part.skipped - part.firstRow)
      }
      start = next
    }
  }

  /// Calls `body` with the bytes of the cells of some rows, which are those of a text or as it would be written.
  private func forEachText(
    _ column: Int, _ rows: RowNumbers, _ body: (_ position: Int, _ bytes: UnsafeBufferPointer<UInt8>?) -> Void
  ) {
    forEachRun(column, rows) { forEachText($0, rows, $1, $2, body) }
  }

  private func forEachText(
    _ cells: ArrowColumn, _ rows: RowNumbers, _ positions: Range<Int>, _ shift: Int,
    _ body: (_ position: Int, _ bytes: UnsafeBufferPointer<UInt8>?) -> Void
  ) {
    if let texts = cells.texts {
      for position in positions { body(position, texts[Int(rows[position]) + shift]) }
    } else {
      for position in positions {
        ArrowText.withBytes(cells, Int(rows[position]) + shift) { body(position, $0) }
      }
    }
  }
}
