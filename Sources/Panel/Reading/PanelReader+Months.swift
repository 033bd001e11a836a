import Calendar
import Configuration
import Parallel
import Tabular

extension PanelReader {
  /// Asks the tables for the rows of those months alone that the request looks at, where all of them can tell their months
  /// without being read: databases and files of Parquet.
  ///
  /// - Returns: all months that the panel holds; none where the tables cannot tell.
  func leaveOutMonths(of tables: inout [PanelTable], team: ThreadTeam) throws -> Set<Month> {
    // Customers whom a file names may have been there in any month, and of rows that are repeated the last one may be meant.
    guard case .one = request.snapshots, request.namedCustomers.isEmpty, configuration.duplicates != .last
    else { return [] }
    var found: [(source: any ColumnSource, months: [Month?])] = []
    var present: Set<Month> = []
    for index in tables.indices {
      guard let parts = try monthsOfParts(&tables[index], team: team) else { return [] }
      present.formUnion(parts.flatMap { $0.months.compactMap { $0 } })
      for part in parts { if let source = part.source { found.append((source, part.months)) } }
    }
    if let cutOff = request.cutOff { present = present.filter { $0 <= cutOff } }
    let months = try PanelMonths(in: present, tables: tables, configuration: configuration, request: request)
    let snapshot = months.first + (months.count - 1)
    let counted = present.filter { $0 <= snapshot }.sorted().suffix(request.monthsCounted).first ?? snapshot
    let wanted = min(months.first, counted)...snapshot
    for (source, months) in found {
      source.leaveOut(months.map { month in month.map { !wanted.contains($0) } ?? false })
    }
    return present
  }

  /// The months of a table's sources, as each gives them, with how they are written; nil where one cannot tell them.
  ///
  /// - Returns: no source where all its rows are of one month that the configuration says.
  private func monthsOfParts(
    _ table: inout PanelTable, team: ThreadTeam
  ) throws -> [(source: (any ColumnSource)?, months: [Month?])]? {
    var values = table
    values.parts = []
    for part in table.parts where part.month == nil {
      guard let column = part.monthColumn, let source = try part.source.differentMonths(in: column) else {
        return nil
      }
      values.parts.append(.init(source: source, month: nil, customer: 0, monthColumn: 0, columns: []))
    }
    let guesses = ColumnGuesses(
      table: values, missing: configuration.missing, statements: ColumnStatements(configuration), cutOff: nil,
      team: team)
    table.monthFormat = try guesses.monthFormat()
    table.knowsMonthFormat = true
    var following = values.parts[...]
    return try table.parts.map { part in
      if let month = part.month { return (nil, [month]) }
      guard let source = following.popFirst()?.source else { return (nil, []) }
      return (part.source, try months(of: source, format: table.monthFormat, team: team))
    }
  }

  /// The months of a source's only column, row after row; nil where a cell is none.
  private func months(
    of source: any ColumnSource, format: DateFormat, team: ThreadTeam
  ) throws -> [Month?] {
    var months: [Month?] = []
    try source.forEachWave(ReadingPlan(columns: [0], missing: []), team: team) { batches in
      for batch in batches {
        let rows = AlignedArray<UInt32>(count: batch.rowCount)
        _ = batch.survey(into: rows.view)
        let indices = AlignedArray<Int32>(count: batch.rowCount)
        batch.months(0, format: format, rows: rows.view, into: indices.view)
        for row in 0..<batch.rowCount {
          let index = indices.view[row]
          months.append(index == CellValue.noMonth ? nil : Month(index: Int(index)))
        }
      }
    }
    return months
  }
}

extension PanelTable {
  /// Tells the table's sources which of their columns will be read, by our names.
  func announce(_ isRead: (String) -> Bool) {
    for part in parts {
      let columns = zip(columnNames, part.columns).filter { isRead($0.0) }.map(\.1)
      part.source.willRead(Set(columns + [part.customer] + [part.monthColumn].compactMap { $0 }))
    }
  }
}
