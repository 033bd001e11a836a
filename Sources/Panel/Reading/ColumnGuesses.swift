import Calendar
import Parallel
import Tabular

/// Looks at the beginning of a table to tell numbers, days and texts apart, where its source does not say.
struct ColumnGuesses {
  private let table: PanelTable
  private let missing: [String]
  private let cutOff: Month?
  private let team: ThreadTeam
  private var kinds: [ColumnKind]?

  /// - Parameter cutOff: the last month whose rows may be looked at; nil: all.
  init(table: PanelTable, missing: [String], cutOff: Month?, team: ThreadTeam) {
    self.table = table
    self.missing = missing
    self.cutOff = cutOff
    self.team = team
  }

  /// Number where at least nine in ten of the filled cells at the beginning are numbers, date where they are days.
  mutating func kind(of column: Int) throws -> ColumnKind {
    if let kinds { return kinds[column] }
    let found = try look()
    kinds = found
    return found[column]
  }

  /// What the cells of a column look like.
  private struct Tally {
    var filled = 0
    var numbers = 0
    var days = 0

    mutating func add(numbers: SharedBuffer<Double>, days: SharedBuffer<Double>) {
      for position in 0..<days.count where !CellValue.isMissing(days[position]) {
        filled += 1
        if !numbers[position].isNaN {
          self.numbers += 1
        } else if !days[position].isNaN {
          self.days += 1
        }
      }
    }

    var kind: ColumnKind {
      if 10 * numbers >= 9 * filled { return .number }
      return 10 * days >= 9 * filled ? .date : .text
    }
  }

  private func look() throws -> [ColumnKind] {
    guard let part = table.parts.first else { return [] }
    let declared = part.columns.map { part.source.declaredKind(of: $0) }
    if declared.allSatisfy({ $0 != nil }) { return declared.compactMap { $0 } }
    var tallies = part.columns.map { _ in Tally() }
    let plan = ReadingPlan(
      columns: Set(part.columns + [part.monthColumn].compactMap { $0 }), missing: missing, extent: .beginning)
    try part.source.forEachWave(plan, team: team) { batches in
      for batch in batches {
        let rows = rowsToLookAt(batch, monthColumn: part.monthColumn)
        let numbers = AlignedArray<Double>(count: rows.count)
        let days = AlignedArray<Double>(count: rows.count)
        for (index, column) in part.columns.enumerated() where declared[index] == nil {
          batch.numbers(column, rows: rows.view, into: numbers.view)
          batch.days(column, form: .written(DateFormat()), rows: rows.view, into: days.view)
          tallies[index].add(numbers: numbers.view, days: days.view)
        }
      }
    }
    return zip(declared, tallies).map { $0 ?? $1.kind }
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
