import Configuration
import Tabular

extension PanelLayout {
  /// Each join finds its key in a table.
  static func check(_ joined: JoinedTables, _ tables: [PanelTable]) throws(TableError) {
    let sources = tables.flatMap { $0.parts.map(\.source) }
    let problems = joined.problems(in: sources, keys: tables.flatMap(\.headerNames))
    if !problems.isEmpty { throw TableError(problems: problems.map { .init(message: $0) }) }
  }

  /// Each derived column is made in a table.
  static func checkDerived(_ statements: ColumnStatements, _ tables: [PanelTable]) throws(TableError) {
    let names = tables.flatMap(\.columnNames) + tables.flatMap(\.ignoredNames).map { $0[0] }
    let derived = tables.flatMap { table in
      (table.parts.first?.source as? DerivingSource)?.derived.map(\.name) ?? []
    }
    let problems = statements.problemsOfDerived(
      among: names, fileNames: names.filter { !derived.contains($0) })
    if !problems.isEmpty { throw TableError(problems: problems.map { .init(message: $0) }) }
  }

  /// What is said of columns must fit some of them, and assets are numbers.
  static func check(
    _ statements: ColumnStatements, _ tables: [PanelTable], _ configuration: BankConfiguration
  ) throws(TableError) {
    let columns = tables.flatMap { table in
      zip(table.columnNames, table.headerNames).map { [$0, $1] } + table.ignoredNames
    }
    var problems = statements.problems(among: columns)
    for names in columns where configuration.assets.contains(names[0]) {
      guard let said = statements.statement(of: names), said != .number else { continue }
      problems.append(
        "the column “\(names[1])” is one of the assets, which are numbers, and is said to be `\(said.rawValue)`; take it "
          + "out of one of them.")
    }
    if !problems.isEmpty { throw TableError(problems: problems.map { .init(message: $0) }) }
  }

  /// Every column is in one table only, and all that are needed are there.
  static func checkNames(
    _ tables: [PanelTable], configuration: BankConfiguration, request: PanelRequest
  ) throws(TableError) {
    var problems: [TableError.Problem] = []
    var owner: [String: String] = [:]
    for table in tables {
      let path = table.parts.first?.source.name ?? ""
      for name in table.columnNames {
        if let other = owner[name] {
          problems.append(
            .init(
              file: path, line: TableError.headerLine(of: path), column: name,
              message:
                "\(other) has a column of this name too; rename one of them with `columns:` or `ignore:` it.")
          )
        }
        owner[name] = path
      }
    }
    func check(_ name: String, _ reason: String) {
      if owner[name] != nil { return }
      let hint =
        Suggestion.closest(to: name, among: owner.keys.sorted()).map { " Did you mean “\($0)”?" } ?? ""
      problems.append(
        .init(
          message:
            "the panel has no column “\(name)”, \(reason)\(hint) Say what it is called there with `columns:` in "
            + "the configuration."))
    }
    for name in configuration.assets { check(name, "which `assets:` adds up.") }
    for column in request.columns ?? [] where !configuration.assets.contains(column.name) {
      check(column.name, "which the model was trained with (\(column.kind.rawValue)).")
    }
    if !problems.isEmpty { throw TableError(problems: problems) }
  }
}
