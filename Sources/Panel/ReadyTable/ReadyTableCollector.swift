import Configuration
import Parallel
import Tabular

/// Puts the chunks of a table together in the order of its sources.
struct ReadyTableCollector {
  let layout: ReadyTableLayout
  private(set) var report = ReadyTableReport()
  private(set) var faults = FaultLog()
  private(set) var rowsUsed = 0
  /// The first different texts of the label column that are no loss.
  private(set) var otherLabels: [String] = []
  private(set) var chunks: [ReadyTableChunk] = []
  private var dictionaries: [TextDictionary]
  private(set) var summaries: [CellCounts]
  private var missingTexts: [Int]
  private var keys: [String] = []
  private var seenKeys: Set<String> = []
  private var rowsOfFiles: [Int] = []

  init(layout: ReadyTableLayout) {
    self.layout = layout
    let texts = layout.columns.count { $0.kind == .text }
    dictionaries = Array(repeating: TextDictionary(), count: texts)
    missingTexts = Array(repeating: 0, count: texts)
    summaries = Array(repeating: CellCounts(), count: layout.columns.count - texts)
  }

  /// Reads a source, wave after wave; its batches are read in parallel and taken over in their order.
  mutating func read(
    _ part: ReadyTableLayout.Part, parser: ReadyTableParser, team: ThreadTeam, progress: ReadingProgress
  ) throws {
    let rowsBefore = report.rowsRead
    try part.source.forEachWave(parser.plan, team: team) { batches in
      let known = dictionaries
      let parsed = team.map(batches.count) { index, _ in
        parser.parse(batches[index], dictionaries: known)
      }
      for (batch, chunk) in zip(batches, parsed) { takeOver(chunk, batch: batch, part: part, parser: parser) }
      progress.advance(past: batches)
    }
    faults.resolve()
    rowsOfFiles.append(report.rowsRead - rowsBefore)
  }

  private mutating func takeOver(
    _ chunk: ReadyTableChunk, batch: any ColumnBatch, part: ReadyTableLayout.Part, parser: ReadyTableParser
  ) {
    var found = chunk.faults
    for pending in chunk.pending {
      let row = chunk.rows[pending.row]
      guard
        let code = batch.code(
          parser.textColumns[pending.column], row: row, addingTo: &dictionaries[pending.column])
      else {
        found.add(.wrongEncoding, place: batch.place(ofRow: row), text: "")
        continue
      }
      chunk.codes[pending.column][pending.row] = code
      if code == 0 { missingTexts[pending.column] += 1 }
    }
    chunk.pending = []
    for index in missingTexts.indices { missingTexts[index] += chunk.missingTexts[index] }
    for index in summaries.indices { summaries[index].add(chunk.summaries[index]) }
    for (row, key) in chunk.keys.enumerated() where !seenKeys.insert(key).inserted {
      report.duplicateKeys += 1
      found.add(
        .duplicate, place: batch.place(ofRow: chunk.rows[row]),
        column: part.key.map { part.source.columnNames[$0] }, text: key)
    }
    keys += chunk.keys + chunk.rowNumbers.map { String(report.rowsRead + $0) }
    faults.add(found, source: part.source)
    for text in chunk.otherLabels
    where otherLabels.count < ReadyTableChunk.shownLabels && !otherLabels.contains(text) {
      otherLabels.append(text)
    }
    report.rowsRead += chunk.rowsRead
    report.emptyLines += chunk.emptyLines
    report.rowsWithoutLabel += chunk.withoutLabel
    report.rowsWithoutTime += chunk.withoutTime
    report.positives += chunk.labels.count { $0 == 1 }
    rowsUsed += chunk.rowCount
    chunk.forgetPlaces()
    chunks.append(chunk)
  }

  /// The table; call once, after all files.
  mutating func table(
    hasKey: Bool, hasLabel: Bool, borders: ((String) -> [Double])?, team: ThreadTeam
  ) throws -> ReadyTable {
    report.rowsUsed = rowsUsed
    report.unreadableCells = summaries.reduce(0) { $0 + $1.unreadable }
    (report.rowsWithoutKey, report.brokenRows) = (faults[.missingCustomer], faults[.cellCount])
    report.unnamedColumns = layout.unnamedColumns
    report.findings = faults.findings
    for (part, rows) in zip(layout.parts, rowsOfFiles) {
      report.files.append(try InputFile(part.source, rows: rows, team: team))
    }
    report.files += layout.joined.files
    let joins = layout.joined.summaries(of: layout.parts.map(\.source))
    report.joins = joins.isEmpty ? nil : joins
    report.columns = columnSummaries()
    let labels = hasLabel ? chunks.flatMap(\.labels) : nil
    let time = layout.timeColumn.map {
      ReadyTable.TimeColumn(name: $0.name, dates: $0.format?.dates, values: chunks.flatMap(\.times))
    }
    let texts = layout.columns.filter { $0.kind == .text }.enumerated().map { index, column in
      ReadyTable.TextColumn(
        name: column.name, levels: dictionaries[index].levels, codes: chunks.flatMap { $0.codes[index] })
    }
    let numbers = joinedNumbers(team: team)
    let exact =
      borders.map { exactColumns(numbers, borders: $0, team: team) } ?? summaries.map { _ in nil }
    let cells = comparedCells(numbers, team: team)
    chunks = []
    return ReadyTable(
      keys: keys, labels: labels, time: time, columns: layout.columns, numbers: numbers, exact: exact,
      cells: cells,
      texts: texts, report: report)
  }

  /// Copies the chunks' numbers into one matrix; each chunk lets go of its own when they are copied.
  private func joinedNumbers(team: ThreadTeam) -> ColumnMatrix {
    var starts: [Int] = []
    var start = 0
    for chunk in chunks {
      starts.append(start)
      start += chunk.rowCount
    }
    var matrix = ColumnMatrix(rowCount: rowsUsed, columnCount: summaries.count)
    let stride = matrix.columnStride
    let (chunks, firstRows) = (self.chunks, starts)
    matrix.withMutableStorage { storage in
      team.forEach(chunks.count) { index, _ in
        let chunk = chunks[index]
        for column in chunk.forms.indices {
          let target = column * stride + firstRows[index]
          storage[target..<target + chunk.rowCount].copy(from: chunk.numbers(column))
        }
        chunk.forgetNumbers()
      }
    }
    return matrix
  }

  private func columnSummaries() -> [ColumnSummary] {
    var (number, text) = (0, 0)
    return layout.columns.map { column in
      var summary = ColumnSummary(column, reason: layout.reasons[column.name])
      if column.kind == .text {
        (summary.cells, summary.missing) = (rowsUsed, missingTexts[text])
        summary.levels = dictionaries[text].levels.count
        text += 1
      } else {
        let counts = summaries[number]
        (summary.cells, summary.missing, summary.unreadable) = (
          counts.cells, counts.missing, counts.unreadable
        )
        (summary.negative, summary.zero) = (counts.negative, counts.zero)
        if counts.least <= counts.greatest {
          (summary.least, summary.greatest) = (counts.least, counts.greatest)
        }
        number += 1
      }
      return summary
    }
  }
}

extension FaultLog {
  /// Throws where a table's rows have faults that the rule does not allow.
  func throwRefused(_ rule: UnreadableRule) throws(TableError) {
    var refused: Set<Finding.Kind> = [.missingCustomer, .cellCount, .wrongEncoding, .unreadableLabel]
    if rule == .error {
      refused.formUnion([.unreadableNumber, .unreadableDate, .unreadableDay, .missingLabel])
    }
    let error = error(of: refused, moreHint: "") { finding in
      switch finding.kind {
      case .missingCustomer: "the row has no key; fill the cell or remove the row."
      case .missingLabel:
        "the label is missing; fill the cell, remove the row, or set `unreadable: missing` in the configuration to "
          + "leave such rows out."
      case .unreadableDay:
        "“\(finding.text)” is no date that fits the others of the column; \(FormatFinder.howDatesAreWritten), or set `unreadable: missing` in the configuration to leave "
          + "such rows out."
      default: nil
      }
    }
    if let error { throw error }
  }
}
