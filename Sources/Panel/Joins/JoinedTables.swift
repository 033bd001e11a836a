import Configuration
import Parallel
import Tabular

/// The tables that a configuration joins by keys, read into memory.
struct JoinedTables: Sendable {
  private let read: [JoinReader.Result]
  private let bys: [String: JoinSource]

  /// Reads the tables.
  ///
  /// - Parameters:
  ///   - columns: the columns that are needed, joined ones among them; nil: all.
  ///   - isSurvey: whether rows that cannot be used are only counted.
  init(
    _ statements: ColumnStatements, columns: [String]?, missing: [String], unreadable: UnreadableRule,
    isSurvey: Bool = false, sources: ColumnSources, team: ThreadTeam
  ) throws {
    let joins = statements.joins
    bys = joins
    var wanted = columns
    for (name, expression) in statements.derived.reversed() where wanted?.contains(name) == true {
      wanted? += expression.columns
    }
    let needed = wanted.map { joins.needed(for: $0) }
    var keysOfOthers: [String: Set<String>] = [:]
    for (name, source) in joins where needed?.contains(name) != false {
      if let above = source.by.flatMap({ joins.owner(of: $0) }) {
        keysOfOthers[above.join, default: []].insert(above.column)
      }
    }
    read = try statements.joinsInOrder.filter { needed?.contains($0.name) != false }.map { name, source in
      try JoinReader(
        name: name, join: source, keysOfOthers: keysOfOthers[name] ?? [], statements: statements,
        missing: missing, unreadable: unreadable, isSurvey: isSurvey, sources: sources, team: team
      ).read()
    }
  }

  /// The files that were read.
  var files: [InputFile] { read.flatMap(\.files) }

  /// The source with the columns of all tables whose keys stand in it.
  ///
  /// - Parameters:
  ///   - names: all names of each of its columns.
  ///   - isKey: whether tables may be joined by a column.
  func joining(
    _ source: any ColumnSource, names: [[String]], isKey: (Int) -> Bool = { _ in true }
  ) -> any ColumnSource {
    var joins: [JoiningSource.Join] = []
    for table in read {
      guard let join = bys[table.table.name] else { continue }
      let by = join.by ?? join.key
      if let above = bys.owner(of: by) {
        guard let index = joins.firstIndex(where: { $0.table.name == above.join }),
          let column = joins[index].table.columns.firstIndex(where: { $0.name == above.column })
        else { continue }
        joins.append(.init(table: table.table, key: .joined(join: index, column: column), shown: table.shown))
      } else if let column = names.firstIndex(where: { $0.contains(by) }), isKey(column) {
        joins.append(.init(table: table.table, key: .column(column), shown: table.shown))
      }
    }
    return joins.isEmpty ? source : JoiningSource(source, joins: joins)
  }

  /// What is wrong with joins of which none of some tables has the key: a sentence each.
  ///
  /// - Parameter keys: names of the columns that tables may be joined by.
  func problems(in tables: [any ColumnSource], keys: [String]) -> [String] {
    let joined = Set(tables.flatMap { $0.joining?.joins.map(\.table.name) ?? [] })
    return read.map(\.table.name).filter { !joined.contains($0) }.compactMap { name in
      guard let join = bys[name] else { return nil }
      let by = join.by ?? join.key
      if let above = bys.owner(of: by), !joined.contains(above.join) { return nil }
      let hint = Suggestion.closest(to: by, among: keys.filter { !$0.isEmpty }).map {
        " Did you mean “\($0)”?"
      }
      return
        "no table has the column “\(by)”, which the join “\(name)” finds its rows by;\(hint ?? "") say the column under `joins.\(name)`, with "
        + "`by:`."
    }
  }

  /// What was found of each join, over all files of the tables that it was joined to.
  func summaries(of tables: [any ColumnSource]) -> [JoinSummary] {
    read.compactMap { result in
      var total: JoinTally?
      for source in tables.compactMap(\.joining) {
        for tally in source.tallies where source.joins[tally.join].table.name == result.table.name {
          total?.add(tally)
          total = total ?? tally
        }
      }
      return total.map { tally in
        JoinSummary(
          name: result.table.name, files: result.files.map(\.path), rows: result.rows,
          rowsWithoutKey: result.rowsWithoutKey, duplicates: result.duplicates, keys: result.table.rowCount,
          matched: tally.rowsWithPartner, withoutPartner: tally.rowsWithoutPartner,
          withoutKey: tally.rowsWithoutKey, unusedKeys: tally.isFound.count { !$0 })
      }
    }
  }
}

extension ColumnSource {
  /// The source itself or the one under it, where tables are joined to it.
  var joining: JoiningSource? {
    self as? JoiningSource ?? (self as? DerivingSource)?.base as? JoiningSource
  }
}
