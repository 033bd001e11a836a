import Configuration
import Parallel
import Tabular

/// Reads the files of a join into a ``JoinedTable``.
struct JoinReader {
  let name: String
  let join: JoinSource
  /// Columns that other joins go on by.
  let keysOfOthers: Set<String>
  let statements: ColumnStatements
  let missing: [String]
  let unreadable: UnreadableRule
  /// Whether rows that cannot be used are only counted.
  let isSurvey: Bool
  let sources: ColumnSources
  let team: ThreadTeam

  /// A table and what was found in its files.
  struct Result: Sendable {
    var table: JoinedTable
    /// Numbers of the columns that are joined.
    var shown: [Int]
    var files: [InputFile]
    var rows = 0
    var rowsWithoutKey = 0
    var duplicates = 0
  }

  func read() throws -> Result {
    let files = try open()
    let plan = try JoinPlan(self, files: files)
    var rows = JoinedRows(name: name, rule: join.duplicates, columns: plan.columns.map(\.name))
    var result = Result(
      table: JoinedTable(name: name, columns: []), shown: plan.shown, files: [])
    var faults = FaultLog()
    for file in files {
      var count = 0
      try read(file, plan: plan) { batch in
        count += batch.filledRows
        result.rowsWithoutKey += batch.withoutKey
        result.rows += batch.keys.count
        var found = batch.faults
        for (index, key) in batch.keys.enumerated() where !rows.add(batch.row(index), of: key) {
          found.add(.duplicate, place: batch.places[index], column: join.key, text: key)
        }
        found.sort()
        faults.add(found, source: file)
      }
      result.files.append(try InputFile(file, rows: count, team: team))
    }
    result.duplicates = faults[.duplicate]
    if !isSurvey { try refuse(&faults) }
    result.table = rows.finished()
    return result
  }

  private func open() throws -> [any ColumnSource] {
    var paths: [String] = []
    for pattern in join.files {
      for path in try sources.find(pattern) where !paths.contains(path) { paths.append(path) }
    }
    if paths.isEmpty {
      throw TableError(message: "the join “\(name)” names no file; name its files under `joins:`.")
    }
    return try paths.map { try sources.open($0) }
  }

  private func refuse(_ faults: inout FaultLog) throws {
    faults.resolve()
    var refused: Set<Finding.Kind> = [.cellCount, .wrongEncoding]
    if join.duplicates == .error { refused.insert(.duplicate) }
    if unreadable == .error { refused.insert(.unreadableNumber) }
    let error = faults.error(of: refused, moreHint: "") { finding in
      finding.kind == .duplicate
        ? "the key “\(finding.text)” stands in an earlier row too; say under `joins.\(name)` which to take, `duplicates: "
          + "first` or `last`, or how to make one of them, `count`, `sum`, `mean`, `least` or `greatest`."
        : nil
    }
    if let error { throw error }
  }

  /// Rows of a batch that can be joined.
  struct Batch {
    var filledRows = 0
    var withoutKey = 0
    var keys: [String] = []
    var places: [Int] = []
    /// Cell after cell of each column, of all rows.
    var texts: [[String]] = []
    var numbers: [[Double]] = []
    var faults = RowFaults()

    /// The cells of a row.
    func row(_ index: Int) -> JoinedRows.Cells {
      numbers.isEmpty ? .texts(texts.map { $0[index] }) : .numbers(numbers.map { $0[index] })
    }
  }

  private func read(
    _ file: any ColumnSource, plan: JoinPlan, _ body: (Batch) -> Void
  ) throws {
    let places = try plan.places(in: file)
    var reading = ReadingPlan(
      columns: Set(places.columns + places.matching.map(\.column) + [places.key]), missing: missing)
    for case (let number?, let place) in zip(plan.columns.map(\.number), places.columns) {
      reading.missingInColumns[place] = number.missingTexts(further: missing)
    }
    if join.duplicates != .first, join.duplicates != .last { file.willRead(reading.columns) }
    try file.forEachWave(reading, team: team) { batches in
      let found = team.map(batches.count) { index, _ in
        batch(batches[index], of: file, places: places, columns: plan.columns)
      }
      for batch in found { body(batch) }
    }
  }

  private func batch(
    _ batch: any ColumnBatch, of file: any ColumnSource, places: JoinPlan.Places, columns: [JoinPlan.Column]
  ) -> Batch {
    var found = Batch()
    let room = AlignedArray<UInt32>(count: batch.rowCount)
    let survey = batch.survey(into: room.view)
    found.filledRows = survey.filledRows
    found.faults.add(survey.defects, of: batch)
    var rows = room.view[0..<survey.wholeRows]
    for (column, texts) in places.matching {
      let held = batch.texts(column, rows: rows)
      rows = kept(rows) { position in held[position].map(texts.contains) ?? false }
    }
    let keys = batch.texts(places.key, rows: rows)
    for (position, key) in keys.enumerated() {
      if key == nil {
        found.faults.add(.wrongEncoding, column: places.key, row: Int(rows[position]), of: batch, in: file)
      }
      if key?.isEmpty == true { found.withoutKey += 1 }
    }
    rows = kept(rows) { keys[$0]?.isEmpty == false }
    found.keys = keys.compactMap { $0 }.filter { !$0.isEmpty }
    found.places = rows.elements.map { batch.place(ofRow: Int($0)) }
    for (column, place) in zip(columns, places.columns) {
      guard let number = column.number else {
        let texts = batch.texts(place, rows: rows)
        for position in texts.indices where texts[position] == nil {
          found.faults.add(.wrongEncoding, column: place, row: Int(rows[position]), of: batch, in: file)
        }
        found.texts.append(texts.map { $0 ?? "" })
        continue
      }
      let values = AlignedArray<Double>(count: rows.count)
      batch.values(place, form: number.form, rows: rows, into: values.view)
      for position in 0..<rows.count where CellValue.isUnreadable(values.view[position]) {
        found.faults.add(.unreadableNumber, column: place, row: Int(rows[position]), of: batch, in: file)
      }
      found.numbers.append(Array(values.view.elements))
    }
    return found
  }

  /// Those rows that fit, in the memory of all.
  private func kept(_ rows: RowNumbers, _ fits: (_ position: Int) -> Bool) -> RowNumbers {
    var count = 0
    for position in 0..<rows.count where fits(position) {
      rows[count] = rows[position]
      count += 1
    }
    return rows[0..<count]
  }
}
