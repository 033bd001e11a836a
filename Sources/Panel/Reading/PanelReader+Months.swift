import Calendar
import Configuration
import Parallel
import Tabular

/// What tables have told of their months without being read.
struct MonthsOfTables {
  /// All that the panel holds; empty where the tables cannot tell.
  var held: Set<Month> = []
  /// What gives the rows of months before those that are read, and the column of their customers.
  var before: [(source: any ColumnSource, customer: Int, isBefore: [Bool])] = []

  /// Those of some keys that a customer has in a month that was read, or in one before.
  func known(among keys: Set<String>, besides first: FirstPass, team: ThreadTeam) throws -> Set<String> {
    var open = keys.subtracting(first.known(among: keys))
    for (source, customer, isBefore) in before where !open.isEmpty {
      guard let rows = try source.rows(ofMonths: isBefore) else { continue }
      let hashes = Set(open.map { KeyArea().key(of: $0).hash })
      rows.willRead([customer])
      try rows.forEachWave(ReadingPlan(columns: [customer], missing: []), team: team) { batches in
        let wanted = open
        let found = team.map(batches.count) { index, _ in
          Self.keys(of: batches[index], customer, among: wanted, hashes: hashes)
        }
        for keys in found { open.subtract(keys) }
      }
    }
    return keys.subtracting(open)
  }

  private static func keys(
    of batch: any ColumnBatch, _ column: Int, among wanted: Set<String>, hashes: Set<UInt64>
  ) -> Set<String> {
    let (room, area) = (AlignedArray<UInt32>(count: batch.rowCount), KeyArea())
    let rows = room.view[0..<batch.survey(into: room.view).wholeRows]
    let keys = AlignedArray<RowKey>(count: rows.count)
    area.begin()
    batch.keys(column, rows: rows, into: keys.view, area: area)
    return (0..<rows.count).reduce(into: []) { found, row in
      let key = keys.view[row]
      guard key.length > 0, hashes.contains(key.hash) else { return }
      let text = area.text(of: key)
      if wanted.contains(text) { found.insert(text) }
    }
  }
}

extension PanelReader {
  /// Asks the tables for the rows of those months alone that the request looks at, where all of them can tell their months
  /// without being read: databases and files of Parquet.
  func leaveOutMonths(of tables: inout [PanelTable], team: ThreadTeam) throws -> MonthsOfTables {
    var months = MonthsOfTables()
    // Of rows that are repeated the last one may be meant, which nothing but their order tells.
    guard case .one = request.snapshots, configuration.duplicates != .last else { return months }
    var found: [(part: PanelTable.Part, months: [Month?])] = []
    for index in tables.indices {
      guard let parts = try monthsOfParts(&tables[index], team: team) else { return months }
      found += parts
    }
    let present = Set(found.flatMap { $0.months.compactMap { $0 } }).filter { $0 <= request.cutOff ?? $0 }
    let inMemory = try PanelMonths(
      in: present, tables: tables, configuration: configuration, request: request)
    let snapshot = inMemory.first + (inMemory.count - 1)
    let counted = present.filter { $0 <= snapshot }.sorted().suffix(request.monthsCounted).first ?? snapshot
    let wanted = min(inMemory.first, counted)...snapshot
    months.held = present
    for (part, own) in found where part.month == nil {
      part.source.leaveOut(own.map { month in month.map { !wanted.contains($0) } ?? false })
      let isBefore = own.map { month in month.map { $0 < wanted.lowerBound } ?? false }
      months.before.append((part.source, part.customer, isBefore))
    }
    return months
  }

  /// The months of a table's parts, as each gives them, with how they are written; nil where one cannot tell them.
  private func monthsOfParts(
    _ table: inout PanelTable, team: ThreadTeam
  ) throws -> [(part: PanelTable.Part, months: [Month?])]? {
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
      if let month = part.month { return (part, [month]) }
      return (
        part,
        try following.popFirst().map { try months(of: $0.source, format: table.monthFormat, team: team) }
          ?? []
      )
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
