import Calendar
import Configuration
import Parallel
import Tabular

/// Looks at all cells of a table's columns to tell numbers, days and texts apart, where nobody says it.
struct ColumnGuesses {
  let table: PanelTable
  /// Texts that stand for a missing value in all columns, besides the usual ones.
  let missing: [String]
  let statements: ColumnStatements
  /// The last month whose rows may be looked at; nil: all.
  let cutOff: Month?
  let team: ThreadTeam

  /// What some columns are; the table is not read at all where its source says the kinds, and once more where cells are
  /// written in another than the usual way.
  ///
  /// - Parameter columns: numbers of columns of the table.
  func kinds(of columns: [Int]) throws -> [ColumnGuess] {
    guard let first = table.parts.first else { return columns.map { _ in ColumnGuess(.number, .empty) } }
    let declared = columns.map { first.source.declaredKind(of: first.columns[$0]) }
    var guesses = declared.map { ColumnGuess($0 ?? .number, .source) }
    let open = columns.indices.filter { declared[$0] == nil }
    let looks = try look(at: open.map { ColumnToLookAt(column: columns[$0]) })
    let finder = FormatFinder(table: table, decimalOf: looks.map(\.evidence))
    var unusual: [(index: Int, format: CellFormat)] = []
    for (index, look) in zip(open, looks) {
      let (column, marks) = (columns[index], ColumnGuess.marks(in: look).values.reduce(0, +))
      let found = try finder.guess(look.evidence, column: column, besides: marks)
      if let format = found?.format, found?.isRead == false {
        unusual.append((index, format))
      } else if let found {
        guesses[index] = ColumnGuess(.date, .days)
        guesses[index].format = found.format.needed
      } else {
        guesses[index] = ColumnGuess(look, name: table.headerNames[column])
      }
    }
    let again = try look(at: unusual.map { ColumnToLookAt(column: columns[$0.index], format: $0.format) })
    for ((index, format), look) in zip(unusual, again) {
      guesses[index] = ColumnGuess(look, name: table.headerNames[columns[index]])
      guesses[index].format = format.needed
    }
    return guesses
  }

  /// How columns are written whose kinds are known; nil where it is the usual way.
  ///
  /// Only the beginning of the table is looked at where all that stands there can be read in the usual way alone; what
  /// comes later in another way is then no number or day, and is told as such.
  func formats(of columns: [(column: Int, kind: ColumnKind)]) throws -> [CellFormat?] {
    var formats: [CellFormat?] = columns.map { _ in nil }
    // Where sources have types, nothing is written in one way or another.
    let open = columns.indices.filter { index in
      columns[index].kind != .text
        && table.parts.contains { $0.source.declaredKind(of: $0.columns[columns[index].column]) == nil }
    }
    guard !open.isEmpty else { return formats }
    let wanted = open.map { ColumnToLookAt(column: columns[$0].column) }
    var evidence = try look(at: wanted, extent: .beginning).map(\.evidence)
    if zip(open, evidence).contains(where: { !$1.isUsual(columns[$0].kind) }) {
      evidence = try look(at: wanted).map(\.evidence)
    }
    let finder = FormatFinder(table: table, decimalOf: evidence)
    for (index, evidence) in zip(open, evidence) {
      formats[index] = try finder.format(evidence, column: columns[index].column, kind: columns[index].kind)?
        .needed
    }
    return formats
  }

  /// How the column is written that rows are put in order by; nil where it holds numbers.
  func timeFormat(of column: Int) throws -> DateFormat? {
    let evidence = try look(at: [ColumnToLookAt(column: column)])[0].evidence
    return try FormatFinder(table: table, decimalOf: []).timeFormat(evidence, column: column)
  }

  /// How months are written.
  func monthFormat() throws -> DateFormat {
    guard table.parts.contains(where: { $0.monthColumn != nil }) else { return DateFormat() }
    let months = [ColumnToLookAt(column: nil)]
    var evidence = try look(at: months, extent: .beginning)[0].evidence
    if !evidence.isUsual(.date) { evidence = try look(at: months)[0].evidence }
    return try FormatFinder(table: table, decimalOf: []).monthFormat(evidence)
  }

  /// A column of the table, and how its cells are written where that is known.
  private struct ColumnToLookAt {
    /// Nil: the column of months.
    var column: Int?
    var format: CellFormat?
  }

  private func look(
    at columns: [ColumnToLookAt], extent: ReadingPlan.Extent = .whole
  ) throws -> [ColumnLook] {
    var looks = columns.map { _ in ColumnLook() }
    if columns.isEmpty { return looks }
    for part in extent == .whole ? table.parts : Array(table.parts.prefix(1)) {
      if let cutOff, let month = part.month, month > cutOff { continue }
      try look(at: columns, of: part, extent: extent, into: &looks)
    }
    return looks
  }

  private func look(
    at columns: [ColumnToLookAt], of part: PanelTable.Part, extent: ReadingPlan.Extent,
    into looks: inout [ColumnLook]
  ) throws {
    let places = columns.map { column in
      column.column.map { part.columns[$0] } ?? part.monthColumn ?? part.customer
    }
    var plan = ReadingPlan(
      columns: Set(places + [part.monthColumn].compactMap { $0 }), missing: missing, extent: extent)
    for case (let column?, let place) in zip(columns.map(\.column), places) {
      let said = statements.missingTexts(of: [table.columnNames[column], table.headerNames[column]]) ?? []
      plan.missingInColumns[place] = MissingTexts.inTexts.adding(missing + said)
    }
    try part.source.forEachWave(plan, team: team) { batches in
      let found = team.map(batches.count) { index, _ in
        let rows = rowsToLookAt(batches[index], monthColumn: part.monthColumn)
        return zip(columns, places).map { column, place in
          var look = ColumnLook()
          batches[index].look(place, format: column.format, rows: rows.view, into: &look)
          return look
        }
      }
      for batch in found {
        for index in looks.indices { looks[index].add(batch[index]) }
      }
    }
  }

  /// The whole rows up to the cut-off.
  private func rowsToLookAt(_ batch: any ColumnBatch, monthColumn: Int?) -> AlignedArray<UInt32> {
    let room = AlignedArray<UInt32>(count: batch.rowCount)
    var rows = room.view[0..<batch.survey(into: room.view).wholeRows]
    if let cutOff, let monthColumn {
      let months = AlignedArray<Int32>(count: rows.count)
      batch.months(monthColumn, format: table.monthFormat, rows: rows, into: months.view)
      var left = 0
      for position in 0..<rows.count {
        let index = months.view[position]
        if index == CellValue.noMonth || Int(index) > cutOff.index { continue }
        rows[left] = rows[position]
        left += 1
      }
      rows = rows[0..<left]
    }
    let kept = AlignedArray<UInt32>(count: rows.count)
    for position in 0..<rows.count { kept.view[position] = rows[position] }
    return kept
  }
}

extension ColumnStatements {
  /// What is said of a column's kind; nil: nothing.
  func kind(of names: [String]) -> ColumnKind? {
    switch statement(of: names) {
    case .category: .text
    case .number: .number
    case .date: .date
    case .ignore, nil: nil
    }
  }

  /// A column of a kind, with all that stands for a missing value in it where that is said or seen.
  ///
  /// - Parameter further: texts that stand for a missing value in all columns.
  func column(_ name: String, names: [String], _ guess: ColumnGuess, further: [String]) -> PanelColumn {
    var column = PanelColumn(name: name, kind: guess.kind, format: guess.format)
    if let said = missingTexts(of: names) {
      // In columns of numbers, the usual marks can mean nothing else.
      column.missing =
        (guess.kind == .text ? MissingTexts(said) : MissingTexts.usual.adding(further + said)).sorted
    } else if !guess.words.isEmpty {
      column.missing = column.missingTexts(further: further + guess.words).sorted
    }
    return column
  }
}
