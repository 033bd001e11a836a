import Configuration
import Parallel
import Tabular

/// Reads the cells of a source's rows.
struct ReadyTableParser: Sendable {
  /// What is read of the source.
  let plan: ReadingPlan
  /// Where the text columns stand in the source.
  let textColumns: [Int]
  private let numberColumns: [(index: Int, column: PanelColumn)]
  private let part: ReadyTableLayout.Part
  private let timeForm: ValueForm
  private let label: LabelCell
  private let keepsOtherLabels: Bool
  private let keepsCells: Bool

  /// - Parameter keepsCells: whether number columns that Float32s do not hold are wanted as they are.
  init(
    _ part: ReadyTableLayout.Part, layout: ReadyTableLayout, positive: String?, missing: [String],
    infinities: InfinityRule, keepsCells: Bool
  ) {
    self.part = part
    self.keepsCells = keepsCells
    label = LabelCell(
      positive: positive, number: NumberCell(missingTexts: MissingTexts.inTexts.adding(missing)))
    timeForm = layout.timeForm
    let columns = zip(layout.columns, part.columns)
    numberColumns = columns.filter { $0.0.kind != .text }.map { ($0.1, $0.0) }
    textColumns = columns.filter { $0.0.kind == .text }.map(\.1)
    keepsOtherLabels = positive != nil
    var plan = ReadingPlan(
      columns: Set(part.columns + [part.key, part.label, part.time].compactMap { $0 }), missing: missing)
    for (column, place) in columns { plan.missingInColumns[place] = column.missingTexts(further: missing) }
    plan.infinitiesAreExtreme = infinities == .extreme
    self.plan = plan
  }

  func parse(_ batch: any ColumnBatch, dictionaries: [TextDictionary]) -> ReadyTableChunk {
    let chunk = ReadyTableChunk()
    let room = AlignedArray<UInt32>(count: batch.rowCount)
    let survey = batch.survey(into: room.view)
    chunk.emptyLines = survey.emptyRows.count
    chunk.rowsRead = survey.filledRows
    chunk.faults.add(survey.defects, of: batch)
    let used = usedRows(room.view[0..<survey.wholeRows], emptyRows: survey.emptyRows, of: batch, chunk: chunk)
    chunk.endRows(numberColumns: numberColumns.count)
    for (number, column) in numberColumns.enumerated() {
      readNumbers(
        column.column, at: column.index, into: chunk.numbers(number), rows: used, of: batch, chunk: chunk)
    }
    for (index, column) in textColumns.enumerated() {
      readTexts(column, number: index, rows: used, of: batch, known: dictionaries[index], chunk: chunk)
    }
    return chunk
  }

  /// Looks at what decides whether a row is used: its label, its time and its key.
  private func usedRows(
    _ whole: RowNumbers, emptyRows: [Int], of batch: any ColumnBatch, chunk: ReadyTableChunk
  ) -> RowNumbers {
    let labels = part.label.map { labelsOf(whole, column: $0, of: batch) }
    let times = part.time.map { values($0, form: timeForm, rows: whole, of: batch) }
    let keys = part.key.map { batch.texts($0, rows: whole) }
    var emptyBefore = 0
    for position in 0..<whole.count {
      let row = Int(whole[position])
      while emptyBefore < emptyRows.count, emptyRows[emptyBefore] < row { emptyBefore += 1 }
      if let labels, let column = part.label {
        if let kind = fault(of: labels[position], chunk: chunk) {
          chunk.faults.add(kind, column: column, row: row, of: batch, in: part.source)
          continue
        }
        if keepsOtherLabels, labels[position] == .label(0) {
          chunk.note(otherLabel: batch.text(column, row: row))
        }
      }
      if let times, let column = part.time, times.view[position].isNaN {
        chunk.withoutTime += 1
        chunk.faults.add(
          timeForm.isDate ? .unreadableDay : .unreadableNumber, column: column, row: row, of: batch,
          in: part.source)
        continue
      }
      if let keys, let column = part.key {
        guard let key = keys[position], !key.isEmpty else {
          chunk.faults.add(
            keys[position] == nil ? .wrongEncoding : .missingCustomer, column: column, row: row, of: batch,
            in: part.source)
          continue
        }
        chunk.keys.append(key)
      } else {
        chunk.rowNumbers.append(row + 1 - emptyBefore)
      }
      if let labels, case .label(let value) = labels[position] { chunk.labels.append(value) }
      if let times { chunk.times.append(times.view[position]) }
      whole[chunk.rows.count] = UInt32(row)
      chunk.rows.append(row)
    }
    chunk.faults.sort()
    return whole[0..<chunk.rows.count]
  }

  /// What is wrong with a label; nil where it can be used.
  private func fault(of label: LabelCell.Value, chunk: ReadyTableChunk) -> Finding.Kind? {
    switch label {
    case .label: return nil
    case .missing:
      chunk.withoutLabel += 1
      return .missingLabel
    case .unreadable: return .unreadableLabel
    case .wrongEncoding: return .wrongEncoding
    }
  }

  private func labelsOf(_ rows: RowNumbers, column: Int, of batch: any ColumnBatch) -> [LabelCell.Value] {
    let values = values(column, form: .number(.point), rows: rows, of: batch)
    var found = values.view.elements.map { label.value(ofNumber: $0) }
    // Where the number is not enough, the text is looked at.
    let open = found.indices.filter { found[$0] == nil }
    let openRows = AlignedArray<UInt32>(count: open.count)
    for (index, position) in open.enumerated() { openRows.view[index] = rows[position] }
    for (position, text) in zip(open, batch.texts(column, rows: openRows.view)) {
      found[position] = label.value(ofText: text)
    }
    return found.compactMap { $0 }
  }

  /// Numbers or days, as ``CellValue`` has them.
  private func values(
    _ column: Int, form: ValueForm, rows: RowNumbers, of batch: any ColumnBatch
  ) -> AlignedArray<Double> {
    let values = AlignedArray<Double>(count: rows.count)
    batch.values(column, form: form, rows: rows, into: values.view)
    return values
  }

  private func readNumbers(
    _ column: PanelColumn, at place: Int, into kept: SharedBuffer<Float>, rows: RowNumbers,
    of batch: any ColumnBatch, chunk: ReadyTableChunk
  ) {
    let thresholds = column.thresholds
    var summary = CellCounts()
    let numbers = values(place, form: column.form, rows: rows, of: batch)
    let values = numbers.view
    let greatest = Double(Float.greatestFiniteMagnitude)
    for position in 0..<rows.count {
      var value = values[position]
      // Variables are Float32; what does not fit there is no amount of anything, but beyond a threshold it may lie.
      if value.magnitude > greatest, thresholds == nil {
        value = plan.infinitiesAreExtreme ? (value < 0 ? -greatest : greatest) : CellValue.unreadable
      }
      values[position] = value
      summary.add(value)
      if CellValue.isUnreadable(value) {
        chunk.faults.add(
          column.kind == .date ? .unreadableDate : .unreadableNumber, column: place, row: Int(rows[position]),
          of: batch, in: part.source)
      }
      kept[position] = value.isNaN ? .nan : thresholds?.float(ofCell: value) ?? Float(value)
    }
    let form =
      if let thresholds {
        thresholds.shows(values.elements) ? NumberForm.floats : .doubles
      } else if keepsCells { NumberForm(values.elements, nearest: kept.elements) } else {
        NumberForm.floats
      }
    chunk.add(form, numbers, columns: numberColumns.count)
    chunk.summaries.append(summary)
  }

  private func readTexts(
    _ column: Int, number: Int, rows: RowNumbers, of batch: any ColumnBatch, known: TextDictionary,
    chunk: ReadyTableChunk
  ) {
    let found = AlignedArray<UInt32>(count: rows.count)
    batch.codes(column, rows: rows, known: known, into: found.view)
    var codes = Array(found.view.elements)
    var missing = 0
    for row in codes.indices {
      if codes[row] == TextDictionary.unknown {
        codes[row] = 0
        chunk.pending.append(.init(column: number, row: row))
      } else if codes[row] == 0 {
        missing += 1
      }
    }
    chunk.codes.append(codes)
    chunk.missingTexts.append(missing)
  }
}
