import Parallel

extension ColumnSource {
  /// Calls `body` with the texts of some columns, row after row; for tables that are small beside a panel.
  ///
  /// - Parameter body: is given the cells, a missing one empty, and what tells the number of the row's line.
  public func forEachRow(
    of columns: [Int], _ body: (_ cells: [String], _ line: () -> Int?) throws -> Void
  ) throws {
    willRead(Set(columns))
    let plan = ReadingPlan(columns: Set(columns), missing: [])
    try forEachWave(plan, team: ThreadTeam(threadCount: 1)) { batches in
      for batch in batches {
        let room = AlignedArray<UInt32>(count: batch.rowCount)
        let rows = room.view[0..<batch.survey(into: room.view).wholeRows]
        let cells = columns.map { batch.texts($0, rows: rows) }
        for row in 0..<rows.count {
          try body(cells.map { $0[row] ?? "" }) {
            line(ofPlace: batch.place(ofRow: Int(rows[row]), column: nil))
          }
        }
      }
    }
  }
}
