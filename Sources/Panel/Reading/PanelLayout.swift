import Calendar
import Configuration
import Parallel
import Tabular

/// Which columns a panel has, of which kind, and where they come from.
struct PanelLayout {
  private(set) var numberColumns: [PanelColumn] = []
  private(set) var numbers: [SecondPass.Binding] = []
  private(set) var textColumns: [PanelColumn] = []
  private(set) var texts: [SecondPass.Binding] = []
  private(set) var attributeTables: [PanelTable] = []
  private(set) var attributeNumberColumns: [PanelColumn] = []
  private(set) var attributeNumbers: [SecondPass.Binding] = []
  private(set) var attributeTextColumns: [PanelColumn] = []
  private(set) var attributeTexts: [SecondPass.Binding] = []
  /// Why each column has its kind.
  private(set) var reasons: [String: KindReason] = [:]
  private(set) var unnamedColumns = 0

  /// All columns that are read.
  var columns: [PanelColumn] { numberColumns + textColumns + attributeNumberColumns + attributeTextColumns }

  init(
    tables: [PanelTable], configuration: BankConfiguration, request: PanelRequest, sources: ColumnSources,
    team: ThreadTeam
  ) throws {
    let statements = ColumnStatements(configuration)
    attributeTables = try configuration.attributes.map {
      try PanelTable($0, stating: statements, sources: sources)
    }
    try PanelLayout.checkNames(tables + attributeTables, configuration: configuration, request: request)
    if request.columns == nil { try PanelLayout.check(statements, tables + attributeTables, configuration) }
    let kinds = PanelLayout.wantedColumns(request, assets: configuration.assets)
    for (index, table) in (tables + attributeTables).enumerated() {
      unnamedColumns += table.unnamedColumns
      let isAttribute = index >= tables.count
      let found = try PanelLayout.columns(
        of: table, wanted: kinds, statements: statements, configuration: configuration,
        guesses: ColumnGuesses(
          table: table, missing: configuration.missing, statements: statements, cutOff: request.cutOff,
          team: team))
      for (place, column, reason) in found {
        reasons[column.name] = reason
        add(
          column, isAttribute: isAttribute,
          SecondPass.Binding(
            table: isAttribute ? index - tables.count : index, columnInTable: place,
            isDate: column.kind == .date, missing: column.missingTexts(further: configuration.missing)))
      }
    }
  }

  private mutating func add(_ column: PanelColumn, isAttribute: Bool, _ binding: SecondPass.Binding) {
    switch (column.kind, isAttribute) {
    case (.text, false):
      textColumns.append(column)
      texts.append(binding)
    case (.text, true):
      attributeTextColumns.append(column)
      attributeTexts.append(binding)
    case (_, false):
      numberColumns.append(column)
      numbers.append(binding)
    case (_, true):
      attributeNumberColumns.append(column)
      attributeNumbers.append(binding)
    }
  }

  /// The columns that are wanted of the files, by name; nil: all that there are.
  private static func wantedColumns(_ request: PanelRequest, assets: [String]) -> [String: PanelColumn]? {
    guard let columns = request.columns else { return nil }
    var wanted = Dictionary(columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for name in request.optionalTexts where wanted[name] == nil {
      wanted[name] = PanelColumn(name: name, kind: .text)
    }
    for name in request.optionalNumbers where wanted[name] == nil {
      wanted[name] = PanelColumn(
        name: name, kind: ColumnKind.ofStandardColumns[name] == .date ? .date : .number)
    }
    for name in assets { wanted[name] = nil }
    return wanted
  }

  /// The columns that are read of a table, where they stand in it, and why they have their kinds.
  private static func columns(
    of table: PanelTable, wanted: [String: PanelColumn]?, statements: ColumnStatements,
    configuration: BankConfiguration, guesses: ColumnGuesses
  ) throws -> [(place: Int, column: PanelColumn, reason: KindReason)] {
    var found: [(place: Int, column: PanelColumn, reason: KindReason)] = []
    var open: [Int] = []
    for (place, name) in table.columnNames.enumerated() {
      let names = [name, table.headerNames[place]]
      let known: ColumnGuess
      if configuration.assets.contains(name) {
        known = ColumnGuess(.number, .name)
      } else if let wanted {
        if let column = wanted[name] { found.append((place, column, .model)) }
        continue
      } else if let said = statements.kind(of: names) {
        known = ColumnGuess(said, .said)
      } else if let kind = ColumnKind.ofStandardColumns[name] {
        known = ColumnGuess(kind, .name)
      } else {
        open.append(place)
        continue
      }
      found.append(
        (place, statements.column(name, names: names, known, further: configuration.missing), known.reason))
    }
    for (place, guess) in zip(open, open.isEmpty ? [] : try guesses.kinds(of: open)) {
      let names = [table.columnNames[place], table.headerNames[place]]
      found.append(
        (
          place, statements.column(names[0], names: names, guess, further: configuration.missing),
          guess.reason
        ))
    }
    return found.sorted { $0.place < $1.place }
  }

  /// What is said of columns must fit some of them, and assets are numbers.
  private static func check(
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
  private static func checkNames(
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
              file: path, line: 1, column: name,
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
