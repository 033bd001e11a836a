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
  /// The tables with a row per customer and month, with what was found out of how they are written.
  private(set) var tables: [PanelTable] = []
  let joined: JoinedTables

  /// All columns that are read.
  var columns: [PanelColumn] { numberColumns + textColumns + attributeNumberColumns + attributeTextColumns }

  init(
    tables: [PanelTable], joined: JoinedTables, configuration: BankConfiguration, request: PanelRequest,
    sources: ColumnSources, team: ThreadTeam
  ) throws {
    let statements = ColumnStatements(configuration)
    self.joined = joined
    attributeTables = try configuration.attributes.map {
      try PanelTable($0, stating: statements, joined: joined, sources: sources)
    }
    try PanelLayout.check(joined, tables + attributeTables)
    try PanelLayout.checkNames(tables + attributeTables, configuration: configuration, request: request)
    if request.columns == nil { try PanelLayout.check(statements, tables + attributeTables, configuration) }
    try PanelLayout.checkDerived(statements, tables + attributeTables)
    let kinds = PanelLayout.wantedColumns(request, configuration)
    for (index, table) in (tables + attributeTables).enumerated() {
      unnamedColumns += table.unnamedColumns
      let isAttribute = index >= tables.count
      var table = table
      func guesses(until cutOff: Month?) -> ColumnGuesses {
        ColumnGuesses(
          table: table, missing: configuration.missing, statements: statements, cutOff: cutOff, team: team)
      }
      if configuration.duplicates != .last || isAttribute {
        table.announce { kinds == nil || kinds?[$0] != nil || configuration.assets.contains($0) }
      }
      if !table.knowsMonthFormat { table.monthFormat = try guesses(until: nil).monthFormat() }
      var found = try PanelLayout.columns(
        of: table, wanted: kinds, statements: statements, configuration: configuration,
        guesses: guesses(until: request.cutOff))
      try PanelLayout.findFormats(of: &found, guesses: guesses(until: request.cutOff))
      table.forms = table.columnNames.map { _ in ValueForm(isDate: false, nil) }
      for (place, column, reason) in found {
        reasons[column.name] = reason
        table.forms[place] = column.form
        add(
          column, isAttribute: isAttribute,
          SecondPass.Binding(
            table: isAttribute ? index - tables.count : index, columnInTable: place,
            form: column.form, missing: column.missingTexts(further: configuration.missing)))
      }
      if !isAttribute { self.tables.append(table) }
    }
    if request.snapshots != .survey {
      for asked in request.questions(configuration) { try checkColumns(of: asked) }
    }
  }

  /// Finds out how the columns are written whose kinds did not have to be guessed.
  private static func findFormats(
    of found: inout [(place: Int, column: PanelColumn, reason: KindReason)], guesses: ColumnGuesses
  ) throws {
    let open = found.indices.filter {
      found[$0].column.format == nil && [.name, .said, .model].contains(found[$0].reason)
    }
    let formats = try guesses.formats(of: open.map { (found[$0].place, found[$0].column.kind) })
    for (index, format) in zip(open, formats) { found[index].column.format = format }
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
  private static func wantedColumns(_ request: PanelRequest, _ configuration: BankConfiguration)
    -> [String: PanelColumn]?
  {
    guard let columns = request.columns else { return nil }
    let (questions, assets) = (request.questions(configuration), configuration.assets)
    let ruled = questions.flatMap { $0.columns + $0.optionalColumns }
    var wanted = Dictionary(columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for name in request.optionalTexts + ruled.filter(\.isText).map(\.name) where wanted[name] == nil {
      wanted[name] = PanelColumn(name: name, kind: .text)
    }
    for name in request.optionalNumbers + ruled.filter({ !$0.isText }).map(\.name) where wanted[name] == nil {
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

}
