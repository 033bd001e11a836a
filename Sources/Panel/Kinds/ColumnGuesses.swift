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

  /// Rows of a column that are looked at in one go.
  private static let rowsPerTile = 4096

  /// What some columns are; the table is read once, and not at all where its source says the kinds.
  ///
  /// - Parameter columns: numbers of columns of the table.
  func kinds(of columns: [Int]) throws -> [ColumnGuess] {
    guard let first = table.parts.first else { return columns.map { _ in ColumnGuess(.number, .empty) } }
    let declared = columns.map { first.source.declaredKind(of: first.columns[$0]) }
    let open = columns.indices.filter { declared[$0] == nil }
    var looks = open.map { _ in ColumnLook() }
    if !open.isEmpty {
      for part in table.parts { try look(at: open.map { columns[$0] }, of: part, into: &looks) }
    }
    var guesses = declared.map { ColumnGuess($0 ?? .number, .source) }
    for (index, look) in zip(open, looks) {
      guesses[index] = ColumnGuess(look, name: table.headerNames[columns[index]])
    }
    return guesses
  }

  private func look(at columns: [Int], of part: PanelTable.Part, into looks: inout [ColumnLook]) throws {
    if let cutOff, let month = part.month, month > cutOff { return }
    let places = columns.map { part.columns[$0] }
    var plan = ReadingPlan(columns: Set(places + [part.monthColumn].compactMap { $0 }), missing: missing)
    for (column, place) in zip(columns, places) {
      let said = statements.missingTexts(of: [table.columnNames[column], table.headerNames[column]]) ?? []
      plan.missingInColumns[place] = MissingTexts.inTexts.adding(missing + said)
    }
    try part.source.forEachWave(plan, team: team) { batches in
      let found = team.map(batches.count) { index, _ in
        let rows = rowsToLookAt(batches[index], monthColumn: part.monthColumn)
        let values = AlignedArray<Double>(count: min(rows.count, ColumnGuesses.rowsPerTile))
        return places.map { place in
          var look = ColumnLook()
          var start = 0
          while start < rows.count {
            let end = min(rows.count, start + ColumnGuesses.rowsPerTile)
            batches[index].look(place, rows: rows.view[start..<end], values: values.view, into: &look)
            start = end
          }
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
      batch.months(monthColumn, format: DateFormat(), rows: rows, into: months.view)
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
    var column = PanelColumn(name: name, kind: guess.kind)
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
